-- KEYS meta, stream
-- ARGV fresh epoch, ms for an empty topic
return {position(KEYS[1], KEYS[2], ARGV[1], ARGV[2])}
