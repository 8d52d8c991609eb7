-- Offers for a server, each request under a new id. Arguments: the token, a file with the body of
-- an offer in each line, the form of a call (one, batch, list), how many offers it brings, a seed.

local bodies, form, at_once, seen, headers = {}, "one", 1, 0, {}

local function new_id()
  seen = seen + 1
  local ms = os.time() * 1000 + seen % 1000
  return string.format("%08x-%04x-7%03x-%04x-%06x%06x", math.floor(ms / 65536), ms % 65536,
    math.random(0, 4095), 32768 + math.random(0, 16383),
    math.random(0, 16777215), math.random(0, 16777215))
end

function init(given)
  headers["Content-Type"] = "application/json"
  headers["Authorization"] = "Bearer " .. given[1]
  for line in io.lines(given[2]) do bodies[#bodies + 1] = line end
  form, at_once = given[3], tonumber(given[4])
  math.randomseed(tonumber(given[5]))
end

local turn = 0

local function next_body()
  turn = turn + 1
  return bodies[turn % #bodies + 1]
end

function request()
  headers["Request-Id"] = new_id()
  if form == "one" then return wrk.format("POST", nil, headers, next_body()) end
  local many = {}
  if form == "list" then
    for place = 1, at_once do many[place] = next_body() end
    return wrk.format("POST", nil, headers, '{"offers":[' .. table.concat(many, ",") .. "]}")
  end
  for place = 1, at_once do
    many[place] = '{"operation":"offer.post","id":"' .. new_id() .. '","request":' .. next_body() .. "}"
  end
  return wrk.format("POST", nil, headers, '{"requests":[' .. table.concat(many, ",") .. "]}")
end

function done(summary, latency, requests)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('{"requests":%d,"us":%d,"p50":%d,"p99":%d,"wrong":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), wrong))
end
