-- Where a topic stands. One that has no epoch is given one, and what lies in its history is of no epoch then.
local function position(meta, stream, fresh, idle)
  local at = redis.call('HMGET', meta, 'e', 'o', 'g')
  local epoch, offset, tag = at[1], at[2], at[3]
  if not (epoch and offset and tag) then
    redis.call('DEL', meta, stream)
    redis.call('HSET', meta, 'e', fresh, 'o', '0', 'g', '')
    epoch, offset, tag = fresh, '0', ''
  end
  if offset == '0' then
    redis.call('PEXPIRE', meta, idle)
  end
  return epoch, offset, tag
end
