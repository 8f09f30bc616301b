-- KEYS meta, stream, channel, and the idempotency key if there is one
-- ARGV fresh epoch, ms for an empty topic, tag, data, size, ms of the history, ms of the meta, ms of the key
local meta, stream, channel, key = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
if key then
  local first = redis.call('GET', key)
  if first then
    local offset, epoch = string.match(first, '^(%d+) (.*)$')
    return {1, epoch, offset, ''}
  end
end
local epoch = position(meta, stream, ARGV[1], ARGV[2])
local offset = string.format('%.0f', redis.call('HINCRBY', meta, 'o', 1))
redis.call('HSET', meta, 'g', ARGV[3])
redis.call('PEXPIRE', meta, ARGV[7])
redis.call('XADD', stream, 'MAXLEN', ARGV[5], offset .. '-0', 'g', ARGV[3], 'd', ARGV[4])
redis.call('PEXPIRE', stream, ARGV[6])
if key then
  redis.call('SET', key, offset .. ' ' .. epoch, 'PX', ARGV[8])
end
redis.call('PUBLISH', channel, offset .. ' ' .. epoch .. ' ' .. ARGV[3] .. '\n' .. ARGV[4])
return {0, epoch, offset, ARGV[3]}
