-- KEYS nodes
-- ARGV 'live' or 'dead'
local at = string.format('%.0f', now)
if ARGV[1] == 'live' then
  return redis.call('ZRANGEBYSCORE', KEYS[1], at, '+inf')
end
local dead = redis.call('ZRANGEBYSCORE', KEYS[1], '0', '(' .. at)
for _, left in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(-' .. at, '(0')) do
  dead[#dead + 1] = left
end
return dead
