-- KEYS meta, stream
-- ARGV fresh epoch, ms for an empty topic, limit
local epoch, offset, tag = position(KEYS[1], KEYS[2], ARGV[1], ARGV[2])
return {'OK', epoch, offset, tag, redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', ARGV[3])}
