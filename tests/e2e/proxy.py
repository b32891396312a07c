#!/usr/bin/env python3
"""The server behind nginx, as packaging/nginx/tideline.conf sets it up: requests that two servers could read in two ways make it do
nothing that nginx did not ask for, who works on beside them gets their own answers alone, and two clients and their push go through it.

usage: proxy.py BIN_DIR FOLDER
nginx is the one that is installed, else Debian's package, unpacked into FOLDER and installed nowhere: that would start a service.
Without either it ends with 77.
"""
import contextlib
import glob
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
from hostile_clients import Attack, Healthy, statuses
from smuggling import bodies, corpus, upgrades
from world import Failure, World, must_equal, tail, wait_until

EXAMPLE = os.path.join(os.path.dirname(__file__), "..", "..", "packaging", "nginx", "tideline.conf")
# What nginx mends before it hands it on, or hands on and has refused, is two requests to both.
TWO_TO_BOTH = {"a bare line feed", *upgrades(lambda *parts: b"", b"")}
MAIN = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log info;
{user}
events {{ worker_connections 512; }}
http {{
    log_format asked '"$request" $status "$upstream_status"';
    access_log {folder}/nginx-requests.log asked;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    include {folder}/tideline.conf;
}}
"""


def find_nginx(folder):
    """Its program; None when there is none and none can be had."""
    for found in (shutil.which("nginx"), "/usr/sbin/nginx", os.path.join(folder, "usr", "sbin", "nginx")):
        if found and os.access(found, os.X_OK):
            return found
    os.makedirs(folder, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        subprocess.run(["apt-get", "-q", "download", "nginx"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
        for package in glob.glob(os.path.join(folder, "nginx_*.deb")):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
            return os.path.join(folder, "usr", "sbin", "nginx")
    return None


class Nginx:
    """nginx with the example's server in front of `server`, on a port of loopback, without TLS."""

    host = "127.0.0.1"

    def __init__(self, program, world):
        with socket.create_server((self.host, 0)) as free:
            self.port = free.getsockname()[1]
        self.program, self.world = program, world
        self.url = f"http://{self.host}:{self.port}"
        self.requests = os.path.join(world.folder, "nginx-requests.log")
        self.errors = os.path.join(world.folder, "nginx-errors.log")
        self.process = None

    def configuration(self):
        """The example, with this run's ports; each change must have something to change."""
        with open(EXAMPLE, encoding="utf-8") as file:
            text = file.read()
        for old, new in ((r"server 127\.0\.0\.1:8480;", f"server {self.world.server.address};"),
                         (r"listen 443 ssl;", f"listen {self.host}:{self.port};"),
                         (r"\n *ssl_certificate [^;]*;", ""), (r"\n *ssl_certificate_key [^;]*;", ""), (r"\n *ssl_protocols [^;]*;", "")):
            text, count = re.subn(old, new, text)
            if count != 1:
                raise Failure(f"{EXAMPLE} has {old!r} {count} times")
        return text

    def start(self):
        folder = self.world.folder
        with open(os.path.join(folder, "tideline.conf"), "w", encoding="utf-8") as file:
            file.write(self.configuration())
        with open(os.path.join(folder, "nginx.conf"), "w", encoding="utf-8") as file:
            file.write(MAIN.format(folder=folder, user="user root root;" if os.geteuid() == 0 else ""))
        with open(self.errors, "ab") as log:
            self.process = subprocess.Popen([self.program, "-p", folder, "-e", self.errors, "-c", os.path.join(folder, "nginx.conf")],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)

        def answers():
            if self.process.poll() is not None:
                raise Failure(f"nginx ended with {self.process.returncode}:\n{tail(self.errors)}")
            with contextlib.suppress(OSError, http.client.HTTPException):
                link = http.client.HTTPConnection(self.host, self.port, timeout=20)
                link.request("GET", "/healthz")
                return link.getresponse().read() == b"ok"
            return False

        wait_until(answers, "nginx answers")
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


def times(path, mark):
    """How often a log names this mark."""
    with open(path, "rb") as file:
        return len(re.findall(re.escape(mark.encode()) + rb"(?![0-9])", file.read()))


class Behind(Attack):
    """Sends to the proxy what would be smuggled past it, each with a mark of its own."""

    def __init__(self, world, proxy, token):
        super().__init__(world, token)
        self.proxy, self.server = proxy, proxy
        self.count = 0

    def run(self, kinds, marked):
        """Each kind with marked(mark) behind it; a list of (name, mark, statuses)."""
        sent = []
        for name in kinds(self.head, b""):
            self.count += 1
            mark = f"smuggled-{self.count}"
            link = self.connect()
            with contextlib.suppress(OSError):
                link.sendall(kinds(self.head, marked(mark))[name])
            sent.append((name, mark, statuses(link)))
        return sent


def look(world, proxy, sent, made):
    """What the server did of it is what nginx asked it for, once each; `made(mark)`: how often the server did it."""
    odd, refused = [], 0
    for name, mark, seen in sent:
        asked, done = times(proxy.requests, mark), made(mark)
        if done != asked:
            odd.append(f"{name}: nginx asked for what was behind it {asked} times, the server did it {done} times ({seen})")
        elif asked and name not in TWO_TO_BOTH:
            odd.append(f"{name}: nginx took what was behind it for a request ({seen})")
        refused += not asked
    if odd:
        raise Failure("\n  ".join(["requests got past nginx:", *odd]))
    return refused


def smuggled(world, proxy, token):
    attack = Behind(world, proxy, token)
    healthy = [Healthy(proxy, token) for _ in range(3)]
    for one in healthy:
        one.start()
    wait_until(lambda: all(len(one.took) >= 20 for one in healthy), "answers through nginx")

    def asks(mark):
        return attack.head("GET", f"/api/v1/projects/{mark}", "Connection: close")

    def makes(mark):
        body = b'{"name":"' + mark.encode() + b'"}'
        return attack.head("POST", f"/api/v1/projects?mark={mark}", "Content-Type: application/json", f"Content-Length: {len(body)}", "Connection: close") + body

    asked = [one for kinds in (corpus, bodies, upgrades) for one in attack.run(kinds, asks)]
    made = [one for kinds in (corpus, bodies, upgrades) for one in attack.run(kinds, makes)]
    before = [len(one.took) for one in healthy]
    wait_until(lambda: all(len(one.took) >= count + 100 for one, count in zip(healthy, before)), "answers after the attack")
    for one in healthy:
        one.stop()
    attack.close()
    wrong = [answer for one in healthy for answer in one.wrong]
    if wrong:
        raise Failure(f"who worked on beside it got {len(wrong)} wrong answers: {wrong[:3]}")
    # A project is what the server did, whatever its log says.
    link = http.client.HTTPConnection(world.server.host, world.server.port, timeout=60)
    link.request("GET", "/api/v1/projects?limit=200", headers={"Authorization": "Bearer " + token})
    names = [item["name"] for item in json.loads(link.getresponse().read())["items"]]
    refused = look(world, proxy, asked, lambda mark: times(world.server.log, f"/api/v1/projects/{mark}"))
    refused += look(world, proxy, made, names.count)
    print(f"{len(asked) + len(made)} requests that could be read in two ways, through nginx: behind {refused} of them nothing was asked for, "
          f"behind {len(asked) + len(made) - refused} what nginx asked for, once; {sum(len(one.took) for one in healthy)} right answers beside them",
          flush=True)


def two_clients(world, proxy):
    sides = [world.client(name, login=False) for name in ("a", "b")]
    for side in sides:
        side.login(world.server, proxy.url)
    a, b = sides
    os.makedirs(a.root)
    with open(os.path.join(a.root, "first"), "wb") as file:
        file.write(os.urandom(20_000_000))
    a.tide("create", "p", "--from", a.root)
    b.tide("clone", "p", b.root)
    for side in sides:
        side.watch()
    with open(os.path.join(a.root, "second"), "w", encoding="ascii") as file:
        file.write("through nginx")
    wait_until(lambda: os.path.exists(os.path.join(b.root, "second")), "an edit comes through nginx")
    for side in sides:
        side.stop()
    a.tide("sync")
    b.tide("sync")
    must_equal(a.root, b.root, "two sides of a cloud behind nginx")
    with open(proxy.requests, "rb") as file:
        opened = len(re.findall(rb'"GET /api/v1/events HTTP/1.1" 101', file.read()))
    if opened < 2:
        raise Failure(f"{opened} event streams went through nginx, not two")
    print(f"two clients through nginx: cloned 20 MB, and an edit came by one of {opened} event streams", flush=True)


def main():
    program = find_nginx(sys.argv[2])
    if not program:
        print("skipped: there is no nginx, and apt-get does not fetch it (package nginx)")
        return 77
    world = World(sys.argv[1])
    proxy = Nginx(program, world)
    world.server.options = ("--behind-proxy", "--public-url", proxy.url)
    with contextlib.ExitStack() as ends:
        ends.enter_context(world)
        ends.callback(proxy.stop)
        proxy.start()
        with open(world.server.token(), encoding="ascii") as file:
            token = file.readline().strip()
        smuggled(world, proxy, token)
        two_clients(world, proxy)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
