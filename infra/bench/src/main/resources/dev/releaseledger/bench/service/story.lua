-- Sends the requests of story.tsv, for wrk (https://github.com/wg/wrk). Arguments: story file, token, run, what else:
-- "keys" gives each request an Idempotency-Key; "unread" sends them in turn whatever the answers say, to an endpoint that
-- does nothing; otherwise a release's next request goes once its last one was answered.
local threads = 0

function setup(thread)
  thread:set("me", threads)
  threads = threads + 1
end

function init(arguments)
  token, run = arguments[2], tonumber(arguments[3])
  keys, unread = arguments[4] == "keys", arguments[4] == "unread"
  steps = {}
  for line in io.lines(arguments[1]) do
    local path, body = line:match("^([^\t]*)\t(.*)$")
    steps[#steps + 1] = { path = path, body = body }
  end
  headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
  releases, active, ready, sent = 0, {}, {}, 0
end

local function begun()
  releases = releases + 1
  local id = string.format("%08x-0000-4000-8000-%04x%08x", run, me, releases)
  local release = { id = id, version = run .. "." .. me .. "." .. releases, step = 1 }
  active[id] = release
  return release
end

function request()
  local release = table.remove(ready) or begun()
  local step = release.step
  if unread then
    active[release.id] = nil
    step = sent % #steps + 1
  end
  sent = sent + 1
  if keys then headers["Idempotency-Key"] = release.id .. "/" .. step end
  local path = steps[step].path:gsub("@ID@", release.id)
  local body = steps[step].body:gsub("@ID@", release.id):gsub("@N@", release.version)
  return wrk.format("POST", path, headers, body)
end

function response(status, headers, body)
  local release = active[body:match('"id":"([^"]*)"')]
  if release then
    if release.step == #steps then
      active[release.id] = nil
    else
      release.step = release.step + 1
      ready[#ready + 1] = release
    end
  end
end
