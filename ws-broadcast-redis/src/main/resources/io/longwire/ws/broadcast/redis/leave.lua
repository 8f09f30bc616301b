-- A node that leaves lives no more, and has the time of a lease to clear up behind itself: the end of that, less than zero.
-- KEYS nodes
-- ARGV incarnation, ms of the lease
redis.call('ZADD', KEYS[1], -(now + ARGV[2]), ARGV[1])
return {1}
