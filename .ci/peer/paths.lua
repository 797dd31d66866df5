-- wrk asks for the addresses in the file that the environment names, one after the other, and says how many answers failed.
local list = {}
for line in io.lines(os.getenv("PEER_PATHS")) do list[#list + 1] = line end
local at = 0
function init(args) at = math.random(#list) end
function request() at = at % #list + 1; return wrk.format("GET", list[at]) end
function done(summary, latency, requests)
  io.write(string.format("RESULT %.1f %.3f %d %d %.0f\n", summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000, summary.requests,
    summary.errors.status + summary.errors.read + summary.errors.timeout + summary.errors.connect,
    summary.bytes / summary.requests))
end
