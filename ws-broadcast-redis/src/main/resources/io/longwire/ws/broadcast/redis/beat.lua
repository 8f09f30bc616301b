-- Prolongs a lease that is not over; one that is over stays so, as others may have cleared up behind it.
-- KEYS nodes
-- ARGV incarnation, ms of the lease
local over = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not over or tonumber(over) < now then
  return {0}
end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return {1}
