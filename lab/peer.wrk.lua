-- For wrk: ask for the addresses of a file in turn; print what came of it as one line that begins with FOUND.
local addresses, asked = {}, 0

function init(arguments)
  wrk.headers["Host"] = "localhost"
  wrk.headers["Accept-Encoding"] = arguments[2]
  for line in io.lines(arguments[1]) do addresses[#addresses + 1] = line end
end

function request()
  asked = asked + 1
  return wrk.format("GET", addresses[(asked - 1) % #addresses + 1])
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  print(string.format("FOUND %d %d %d %d %d", summary.requests, failed, summary.duration,
    latency:percentile(50), latency:percentile(95)))
end
