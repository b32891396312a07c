#!/usr/bin/env python3
"""The server in a real browser: /docs lists every operation and is photographed; a page that was let in calls the API and opens the event
stream with a ticket and with the cookie; a page that was not let in gets nothing.

usage: browser.py BIN_DIR SCREENS_DIR
Needs Chromium; ends with 77 without it.
"""
import contextlib
import html.parser
import http.server
import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, tail, wait_until

SECONDS = 120

PAGE = """<!doctype html><title>A page</title><script type="module">
const [server, token] = %s;
const report = found => fetch("/report", {method: "POST", body: JSON.stringify(found)});
const call = (method, path, more) => fetch(server + path, {method, headers: {Authorization: "Bearer " + token}, ...more});
const listen = protocols => new Promise(done => {  // what the stream says first, or how it ends
  const socket = new WebSocket(server.replace("http", "ws") + "/api/v1/events", protocols);
  socket.onopen = () => socket.send(JSON.stringify({t: "hello"}));
  socket.onmessage = message => { done(JSON.parse(message.data).t); socket.close(); };
  socket.onclose = event => done("closed " + event.code);
});
const found = {};
try {
  const me = await call("GET", "/api/v1/me");
  found.user = (await me.json()).user.name;
  found.epoch = me.headers.get("Tideline-Epoch") !== null;
  found.refused = (await fetch(server + "/api/v1/me")).status;
  const {subprotocol} = await (await call("POST", "/api/v1/events/ticket")).json();
  found.nothing = await listen(["tideline.v1"]);
  found.ticket = await listen(["tideline.v1", subprotocol]);
  found.again = await listen(["tideline.v1", subprotocol]);
  found.set = (await call("POST", "/api/v1/events/cookie", {credentials: "include"})).status;
  found.seen = document.cookie;
  found.cookie = await listen(["tideline.v1"]);
  found.alone = (await fetch(server + "/api/v1/me", {credentials: "same-origin"})).status;
  found.dropped = (await call("DELETE", "/api/v1/events/cookie", {credentials: "include"})).status;
  found.gone = await listen(["tideline.v1"]);
} catch (error) { found.error = String(error); }
report(found);
</script>"""
STRANGERS = """<!doctype html><title>A stranger</title><script type="module">
const [server, token] = %s;
const found = {};
try { await fetch(server + "/api/v1/capabilities"); found.read = true; } catch { found.read = false; }
try { await fetch(server + "/api/v1/me", {headers: {Authorization: "Bearer " + token}}); found.asked = true; } catch { found.asked = false; }
found.stream = await new Promise(done => {
  const socket = new WebSocket(server.replace("http", "ws") + "/api/v1/events", ["tideline.v1"]);
  socket.onopen = () => done("open");
  socket.onclose = () => done("closed");
});
fetch("/report", {method: "POST", body: JSON.stringify(found)});
</script>"""


class Operations(html.parser.HTMLParser):
    """The operations that a drawn page lists: {id: "METHOD path"}."""

    def __init__(self, text):
        super().__init__()
        self.found, self.current, self.kind = {}, None, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "details":
            self.current = given.get("id")
            self.found[self.current] = ""
        self.kind = given.get("class", "").split(" ")[0] if tag == "span" else None

    def handle_endtag(self, tag):
        if tag == "summary":
            self.current = None

    def handle_data(self, data):
        if self.current and self.kind in ("method", "path"):
            self.found[self.current] = f"{self.found[self.current]} {data}".strip()


class Chromium:
    def __init__(self, program, folder):
        self.log = os.path.join(folder, "chromium.log")
        self.command = [program, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                        "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr", f"--user-data-dir={os.path.join(folder, 'chromium')}",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        if os.geteuid() == 0:
            self.command.append("--no-sandbox")
        # Its own folders: what the user's browser keeps is left alone.
        self.environment = {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}

    def run(self, *arguments):
        done = subprocess.run([*self.command, "--virtual-time-budget=20000", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              errors="replace", timeout=SECONDS, env=self.environment, check=False)
        if done.returncode != 0:
            raise Failure(f"chromium ended with {done.returncode}: {done.stderr[-2000:]}")
        blocked = [line for line in done.stderr.splitlines() if "Refused to" in line or "Content Security Policy" in line]
        if blocked:
            raise Failure(f"the page's own policy stops it: {blocked}")
        return done.stdout

    def start(self, address):
        with open(self.log, "ab") as log:
            return subprocess.Popen([*self.command, "--remote-debugging-port=0", address], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    env=self.environment)


class Site:
    """One page on a loopback port of its own, and what it reports."""

    def __init__(self):
        self.reports = queue.Queue()
        self.text = ""
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = site.text.encode() if self.path == "/" else b""
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                site.reports.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def visited(self, chromium, text):
        """What the page reports when Chromium shows it."""
        self.text = text
        process = chromium.start(self.address + "/")

        def report():
            if process.poll() is not None:
                raise Failure(f"chromium ended with {process.returncode}:\n{tail(chromium.log)}")
            with contextlib.suppress(queue.Empty):
                return self.reports.get_nowait()
            return None

        try:
            return wait_until(report, "the page to report", SECONDS)
        finally:
            process.terminate()
            process.wait(30)


def documentation(world, chromium, screens):
    with urllib.request.urlopen(world.server.url + "/openapi.json") as reply:
        described = {operation["operationId"]: f"{method.upper()} {path}"
                     for path, item in json.load(reply)["paths"].items() for method, operation in item.items()}
    drawn = Operations(chromium.run("--dump-dom", world.server.url + "/docs")).found
    wrong = {name: (what, drawn.get(name)) for name, what in described.items() if drawn.get(name) != what}
    if wrong:
        raise Failure(f"/docs does not list what /openapi.json has: {wrong}")
    linked = chromium.run("--dump-dom", world.server.url + "/docs#events")
    if not re.search(r'<details id="events" open', linked):
        raise Failure("a link to an operation does not open it")
    # The second one is as high as the page: of a page that is scrolled, Chromium's screenshot is blank.
    for name, address, height in (("docs.png", "/docs", 1600), ("docs_events.png", "/docs#events", 6000)):
        path = os.path.join(screens, name)
        chromium.run(f"--window-size=1280,{height}", f"--screenshot={path}", world.server.url + address)
        with open(path, "rb") as file:
            if file.read(8) != b"\x89PNG\r\n\x1a\n" or os.path.getsize(path) < 20_000:
                raise Failure(f"{path} is no picture of a page")
    return len(described)


def main():
    screens = os.path.abspath(sys.argv[2])
    program = next((found for found in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if found), None)
    if not program:
        print("skipped: there is no chromium to show the pages (package chromium)")
        return 77
    os.makedirs(screens, exist_ok=True)
    with World(sys.argv[1]) as world:
        chromium = Chromium(program, world.folder)
        count = documentation(world, chromium, screens)
        good, bad = Site(), Site()
        world.server.stop()
        world.server.options = ("--allowed-origin", good.address)
        world.server.start()
        with open(world.server.token(), encoding="utf-8") as file:
            token = file.readline().strip()
        given = json.dumps([world.server.url, token])
        wanted = {"user": "me", "epoch": True, "refused": 401, "nothing": "closed 1006", "ticket": "welcome", "again": "closed 1006", "set": 204,
                  "seen": "", "cookie": "welcome", "alone": 401, "dropped": 204, "gone": "closed 1006"}
        found = good.visited(chromium, PAGE % given)
        if found != wanted:
            raise Failure(f"a page that was let in found {found}, not {wanted}")
        found = bad.visited(chromium, STRANGERS % given)
        if found != {"read": False, "asked": False, "stream": "closed"}:
            raise Failure(f"a page that was not let in found {found}")
        shutil.rmtree(os.path.join(world.folder, "chromium"))  # it keeps our pages, and those have the token
    print(f"/docs lists {count} operations (pictures in {screens}); a page that was let in heard the events by a ticket and by a cookie; another nothing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
