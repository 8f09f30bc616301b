-- The clock of Redis, in ms; those of the nodes count for nothing.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
