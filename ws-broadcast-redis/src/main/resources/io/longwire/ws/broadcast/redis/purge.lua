-- Takes back what an incarnation of a node said of one topic. Who asks is given each member that was there; nobody else is.
-- KEYS presence
-- ARGV incarnation
local removed = {}
local here = redis.call('HGETALL', KEYS[1])
for i = 1, #here, 2 do
  if string.sub(here[i + 1], 1, #ARGV[1] + 1) == ARGV[1] .. '\n' then
    redis.call('HDEL', KEYS[1], here[i])
    removed[#removed + 1] = here[i]
    removed[#removed + 1] = here[i + 1]
  end
end
return removed
