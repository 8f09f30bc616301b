-- A node lives until its lease is over.
-- KEYS nodes
-- ARGV incarnation, ms of the lease
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
return {1}
