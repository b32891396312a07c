#!/usr/bin/env python3
"""Hostile clients, one kind at a time, and somebody who works on beside them: each of their requests must be answered rightly,
and the server's memory must keep its bounds. How long they waited is printed, before and during each attack.

usage: hostile_clients.py BIN_DIR [NAME…]
"""
import base64
import contextlib
import http.client
import json
import os
import resource
import socket
import sys
import threading
import time

sys.path.insert(0, os.path.dirname(__file__))
from smuggling import bodies, corpus
from world import Failure, World, tail, wait_until

MIB = 1 << 20
GROWTH = 400 * MIB  # of the server's resident memory, beside what it had before the attack


def resident(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        return next((int(line.split()[1]) << 10 for line in file if line.startswith("VmRSS")), 0)


class Healthy(threading.Thread):
    """Asks who they are, over and over, each tenth time on a new connection, and keeps what each answer took."""

    def __init__(self, server, token):
        super().__init__(daemon=True)
        self.server, self.token = server, token
        self.took, self.wrong, self.going, self.most = [], [], True, 0

    def run(self):
        link, count = None, 0
        while self.going:
            count += 1
            began = time.monotonic()
            try:
                if link is None or count % 10 == 0:
                    if link:
                        link.close()
                    link = http.client.HTTPConnection(self.server.host, self.server.port, timeout=20)
                    link.connect()
                link.request("GET", "/api/v1/me", headers={"Authorization": "Bearer " + self.token})
                reply = link.getresponse()
                body = reply.read()
                if reply.status != 200 or b'"name":"me"' not in body:
                    self.wrong.append(f"{reply.status} {body[:200]!r}")
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(repr(error))
                link = None
            self.took.append(time.monotonic() - began)
            self.most = max(self.most, resident(self.server.process))
            time.sleep(0.005)  # a person's programs, no flood

    def stop(self):
        self.going = False
        self.join()
        return sorted(self.took)


def percentile(took, part):
    return took[min(len(took) - 1, int(len(took) * part))] * 1000


class Attack:
    """What attackers need: sockets that are closed at the end, and whole requests in a line."""

    def __init__(self, world, token):
        self.world, self.server, self.token = world, world.server, token
        self.sockets = []

    def connect(self, size=None):
        link = socket.socket()
        if size:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, size)
        link.settimeout(20)
        link.connect((self.server.host, self.server.port))
        self.sockets.append(link)
        return link

    def head(self, method, path, *lines):
        return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: t", f"Authorization: Bearer {self.token}", *lines, "", ""]).encode()

    def close(self):
        for link in self.sockets:
            link.close()


def send_all(links, data):
    """As much as each takes without waiting; a server that hangs up is no fault here."""
    for link in links:
        link.setblocking(False)
        with contextlib.suppress(OSError):
            link.send(data)


def statuses(link, seconds=10):
    """The status codes of what comes until the server closes or is silent for so long."""
    link.settimeout(seconds)
    data = b""
    with contextlib.suppress(OSError):
        while piece := link.recv(65536):
            data += piece
    return [int(line.split()[1]) for line in data.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def silent_sockets(attack):
    """5,000 connections that never send a whole head."""
    for number in range(5000):
        link = attack.connect()
        link.send(b"GET /api/v1/me HTTP/1.1\r\nHo" if number % 2 else b"")
        if number % 500 == 499:
            send_all(attack.sockets[-400:], b"s")


def dripping_bodies(attack):
    """600 bodies of which a byte comes now and then."""
    links = [attack.connect() for _ in range(600)]
    send_all(links, attack.head("POST", "/api/v1/projects", "Content-Type: application/json", "Content-Length: 100000") + b"{")
    for _ in range(20):
        send_all(links, b" ")
        time.sleep(0.1)  # a drip


def never_reading(attack):
    """1,000 that ask for 64 MiB each, over and over, and read none of it."""
    links = [attack.connect(4096) for _ in range(1000)]
    request = attack.head("GET", attack.big)
    for _ in range(10):
        send_all(links, request * 20)
        time.sleep(0.2)


def pipelines(attack):
    """20 connections with 3,000 requests each, sent without reading."""
    links = [attack.connect() for _ in range(20)]
    for _ in range(30):
        send_all(links, attack.head("GET", "/api/v1/projects") * 100)
        time.sleep(0.05)


def guesses(attack):
    """Passwords are guessed at for 200 accounts from 200 addresses at once."""
    body = json.dumps({"user": "USER", "password": "guess", "device": "d"})
    links = []
    for number in range(200):
        link = attack.connect()
        sent = body.replace("USER", f"user{number}").encode()
        link.send((f"POST /api/v1/login HTTP/1.1\r\nHost: t\r\nX-Forwarded-For: 198.51.100.{number}\r\nConnection: close\r\n"
                   f"Content-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n").encode() + sent)
        links.append(link)
    seen = [statuses(link, 60) for link in links]
    if not all(one in ([401], [503]) for one in seen):
        raise Failure(f"guesses were answered {sorted(map(str, seen))[:5]} …")
    if [503] not in seen:
        raise Failure("all 200 guesses were let in at once")
    return f"{seen.count([503])} of 200 sent away without a look"


def link_passwords(attack):
    """A user who is signed in asks for 100 share links with a password at once: each is a costly hash, too."""
    links = [attack.connect() for _ in range(100)]
    until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
    body = json.dumps({"path": "", "password": "swordfish", "expires_at": until}).encode()
    head = attack.head("POST", f"{attack.project}/links", "Connection: close", "Content-Type: application/json", f"Content-Length: {len(body)}")
    for link in links:
        link.send(head + body)
    seen = [statuses(link, 60) for link in links]
    if not all(one in ([201], [503]) for one in seen) or [201] not in seen:
        raise Failure(f"links with a password were answered {sorted(map(str, seen))[:5]} …")
    if [503] not in seen:
        raise Failure("all 100 passwords were let in at once")
    return f"{seen.count([503])} of 100 sent away without a look"


def zstd_of_zeros(size):
    """A zstd frame (RFC 8878) of so many zeros: blocks of 128 KiB that are one byte, repeated."""
    block = (1 << 17 << 3 | 1 << 1).to_bytes(3, "little") + b"\0"
    return b"\x28\xb5\x2f\xfd\x00\x58" + block * (size >> 17) + b"\x01\x00\x00"


def huge_json(attack):
    """60 bodies of 4 MiB each that are nothing but brackets, and 20 that are zstd bombs."""
    links = [attack.connect() for _ in range(60)]
    body = b"[" * (4 * MIB)
    head = attack.head("POST", "/api/v1/projects", "Content-Type: application/json", f"Content-Length: {len(body)}")

    def push(link):
        with contextlib.suppress(OSError):
            link.sendall(head + body)
        return statuses(link, 5)

    seen = together(push, links)
    bomb = zstd_of_zeros(1 << 30)
    bombs = [attack.connect() for _ in range(20)]
    head = attack.head("POST", "/api/v1/projects", "Content-Type: application/json", "Content-Encoding: zstd", f"Content-Length: {len(bomb)}")
    seen += together(lambda link: (link.sendall(head + bomb), statuses(link, 5))[1], bombs)
    odd = [one for one in seen if any(status not in (400, 413, 415, 422, 503) for status in one)]
    if odd:
        raise Failure(f"bodies that are no JSON were answered {odd[:5]}")
    return f"bombs of {len(bomb)} bytes"


def smuggled(attack):
    """Requests that two servers would read in two ways."""
    kinds = corpus(attack.head, attack.head("GET", "/api/v1/projects/smuggled"))
    for name, text in kinds.items():
        link = attack.connect()
        link.sendall(text)
        seen = statuses(link)
        if len(seen) != 1 or seen[0] not in (400, 411, 413, 431, 501, 505):
            raise Failure(f"{name}: answered {seen}")
    inside = bodies(attack.head, attack.head("GET", "/api/v1/projects/smuggled"))
    for name, text in inside.items():
        link = attack.connect()
        link.sendall(text)
        seen = statuses(link)
        if len(seen) != 1:
            raise Failure(f"{name}: answered {seen}")
    with open(attack.server.log, "rb") as file:
        if b"/api/v1/projects/smuggled" in file.read():
            raise Failure("what was smuggled in was done")
    return f"{len(kinds)} kinds, each refused, and the rest of the connection with it; {len(inside)} bodies that are requests stayed bodies"


def sockets_that_flood(attack):
    """40 WebSockets that send more than may wait, and 40 that never say hello."""
    key = base64.b64encode(bytes(16)).decode()
    request = attack.head("GET", "/api/v1/events", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                          f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Protocol: tideline.v1")
    links = [attack.connect() for _ in range(80)]
    for link in links:
        link.sendall(request)
        if b" 101 " not in link.recv(4096):
            raise Failure("no WebSocket was opened")
    text = b'{"t":"ping","n":1}'
    frame = bytes([0x81, 0x80 | len(text)]) + bytes(4) + text
    for _ in range(40):
        send_all(links[:40], frame * 1000)
        time.sleep(0.05)

    def closed(link):
        link.setblocking(False)
        try:
            while link.recv(1 << 20):
                pass
            return True
        except BlockingIOError:
            return False
        except OSError:
            return True

    wait_until(lambda: all([closed(link) for link in links]), "the server closes what floods and what stays silent", 60, 0.2)


def together(work, links):
    found = [None] * len(links)

    def one(place):
        found[place] = work(links[place])

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(links))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


ATTACKS = [silent_sockets, dripping_bodies, never_reading, pipelines, guesses, link_passwords, huge_json, smuggled, sockets_that_flood]


def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(20_000, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    wanted = sys.argv[2:]
    world = World(sys.argv[1])
    world.server.options = ("--behind-proxy",)
    with world:
        with open(world.server.token(), encoding="ascii") as file:
            token = file.readline().strip()
        a = world.client("a")
        os.makedirs(a.root)
        with open(os.path.join(a.root, "big.bin"), "wb") as file:
            for _ in range(64):
                file.write(os.urandom(MIB))
        a.tide("create", "big", "--from", a.root)
        project = a.tide("--json", "projects")[0]["id"]
        for run in [attack for attack in ATTACKS if not wanted or attack.__name__ in wanted]:
            quiet = Healthy(world.server, token)
            quiet.start()
            wait_until(lambda: len(quiet.took) >= 200, "200 answers in peace")
            before, memory = quiet.stop(), quiet.most
            attack = Attack(world, token)
            attack.project = f"/api/v1/projects/{project}"
            attack.big = f"{attack.project}/files/big.bin"
            healthy = Healthy(world.server, token)
            healthy.start()
            said = run(attack)
            wait_until(lambda: len(healthy.took) >= 100, "100 answers under attack")
            during = healthy.stop()
            attack.close()
            if world.server.process.poll() is not None:
                raise Failure(f"{run.__name__}: the server ended\n{tail(world.server.log)}")
            if quiet.wrong or healthy.wrong:
                raise Failure(f"{run.__name__}: {len(healthy.wrong)} of {len(during)} answers were wrong: {(quiet.wrong + healthy.wrong)[:3]}")
            if healthy.most - memory > GROWTH:
                raise Failure(f"{run.__name__}: the server grew from {memory // MIB} to {healthy.most // MIB} MiB")
            with open(world.server.log, "rb") as file:
                if odd := [byte for byte in set(file.read()) if byte < 32 and byte != 10]:
                    raise Failure(f"{run.__name__}: the log has the control characters {odd}")
            print(f"{run.__name__}: {run.__doc__.splitlines()[0]} {len(during)} right answers beside it, p99 {percentile(during, 0.99):.0f} ms "
                  f"(in peace {percentile(before, 0.99):.0f}), server {healthy.most // MIB} MiB (before {memory // MIB})"
                  + (f"; {said}" if said else ""), flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
