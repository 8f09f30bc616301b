-- KEYS meta, stream
-- ARGV fresh epoch, ms for an empty topic, and of the position epoch, offset, tag; limit
local stream = KEYS[2]
local epoch, offset, tag = position(KEYS[1], stream, ARGV[1], ARGV[2])
local top, since, limit = tonumber(offset), tonumber(ARGV[4]), tonumber(ARGV[6])
local function answer(status, entries)
  return {status, epoch, offset, tag, entries or {}}
end
if ARGV[3] ~= epoch or since < 0 then
  return answer('EPOCH')
elseif since > top then
  return answer('AHEAD')
end
if ARGV[5] ~= '' then
  local known = since == top and since > 0 and tag
  if not known then
    local entry = redis.call('XRANGE', stream, ARGV[4] .. '-0', ARGV[4] .. '-0')[1]
    known = entry and entry[2][2]
  end
  if known and known ~= ARGV[5] then
    return answer('FORK')
  end
end
local missed = top - since
if missed == 0 then
  return answer('OK')
end
local first = string.format('%.0f-0', since + 1)
if #redis.call('XRANGE', stream, first, first) == 0 then
  return answer('TRIMMED')
elseif missed > limit then
  return answer('TOO_FAR')
end
local entries = redis.call('XRANGE', stream, first, offset .. '-0')
if #entries ~= missed then
  return answer('TRIMMED')
end
return answer('OK', entries)
