#!/usr/bin/env python3
"""A client and a server that are not of one time work together, or say in one sentence that they do not, and lose nothing.

usage: other_versions.py BIN_DIR [CASE…]
A relay between today's two programs makes one of them look older or newer to the other: it sends on what is asked to the addresses of another
protocol, which the server answers as it would a client of that time, and it adds fields to all JSON that nobody knows yet.
"""
import base64
import contextlib
import json
import os
import socket
import sys
import time

from relay import Relay
from time_travel import must, read, write
from world import Failure, World, must_equal

SAYS_SO = "one of the two is older"
FIELD, VALUE = "of_tomorrow", {"words": ["a", 1, None], "more": {"deep": [{}]}}


def speaking(relay, *protocols):
    """Seen through the relay, the server speaks these alone."""
    def asked(ask):
        if "v1" not in protocols and not ask.path.endswith("/capabilities"):
            ask.path = ask.path.replace("/api/v1/", f"/api/{protocols[0]}/")

    def replied(ask, reply):
        if ask.path.endswith("/capabilities"):
            reply.body = json.dumps({**json.loads(reply.body), "api": protocols}).encode()

    relay.asked, relay.replied = asked, replied


def refused(client, words, *command):
    client.tide(*command, expect=(1,))
    with open(client.log, encoding="utf-8", errors="replace") as file:
        said = file.read().rsplit("\n$ ", 1)[-1]
    for word in words:
        must(word in said, f"tide {' '.join(command)} does not say {word!r}: {said}")
    for word in ("tide unlink", "deleted there"):
        must(word not in said, f"tide {' '.join(command)} says {word!r}, though the project is not gone: {said}")


def another_protocol(world, relay):
    """Signing in names which side is too new or too old; what was signed in stops with words, keeps all, and goes on when it is mended."""
    token = world.server.token()
    a = world.client("A", login=False)
    for protocols, words in ((["v2", "v3"], ["too new", "v3", "Update Tideline on this computer"]), (["v0"], ["too old", "v0", "whoever runs the server"])):
        speaking(relay, *protocols)
        refused(a, words, "login", relay.url, "--token-file", token)
    speaking(relay, "v2", "v1")
    a.tide("login", relay.url, "--token-file", token)
    write(a.root, "old.txt", "old\n")
    a.tide("create", "harbour", "--from", a.root)
    b = world.client("B")
    b.tide("clone", "harbour", b.root)
    for number, protocol in enumerate(("v2", "v0")):
        write(a.root, f"mine-{number}.txt", f"mine {number}\n")
        write(b.root, f"theirs-{number}.txt", f"theirs {number}\n")
        b.tide("sync")
        speaking(relay, protocol)
        for command in (("sync",), ("projects",), ("log", a.root), ("cat", "harbour/old.txt", "--revision", "1")):
            refused(a, [SAYS_SO, "Update Tideline here or on the server"], *command)
        must(read(a.root, "old.txt") == b"old\n" and read(a.root, f"mine-{number}.txt"), "a file went")
        speaking(relay, "v1")
        a.tide("sync")
        b.tide("sync")
        must_equal(a.root, b.root, f"after a server of {protocol} was updated")
    must(len(os.listdir(a.root)) == 6, f"not all is there: {os.listdir(a.root)}")
    print("a server of v0, v2 and v3: named when signing in, in 8 commands of who was signed in, and all goes on afterwards")


def newer_client(world, _):
    """What a client of another protocol asks is answered with the protocol that is spoken here; one that offers both gets the one in common."""
    with open(world.server.token(), encoding="ascii") as file:
        token = file.readline().strip()
    with contextlib.closing(world.server.connect()) as link:
        for path, code in (("/api/v2/capabilities", "other_protocol"), ("/api/v0/projects", "other_protocol"), ("/api/v10/me", "other_protocol"),
                           ("/api/v2", "other_protocol"), ("/api/vendor/me", "no_such_endpoint"), ("/api/v/me", "no_such_endpoint")):
            link.request("GET", path, headers={"Authorization": "Bearer " + token})
            reply = link.getresponse()
            said = json.loads(reply.read())
            must(reply.status == 404 and said["code"] == code, f"{path} is answered {reply.status} {said}")
            must(code != "other_protocol" or "v1" in said["title"], f"{path} is not told what is spoken here: {said}")
    for offered, answer in (("tideline.v2", b"HTTP/1.1 400 "), ("tideline.v2, tideline.v1", b"HTTP/1.1 101 ")):
        with contextlib.closing(socket.create_connection((world.server.host, world.server.port), 30)) as link:
            link.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                         f"Sec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}\r\nSec-WebSocket-Protocol: {offered}\r\n"
                         f"Authorization: Bearer {token}\r\n\r\n".encode())
            said = b""
            while b"\r\n\r\n" not in said and (piece := link.recv(4096)):
                said += piece
            must(said.startswith(answer) and b"tideline.v1" in said, f"a socket that offers {offered} gets {said!r}")
    print("requests of v0, v2 and v10 and a socket of v2 are told that v1 is spoken here; a socket of both gets v1")


def more_fields(world, relay):
    """Fields that the other side does not know are passed over, in every object of every request and reply."""
    grown = {"asked": set(), "replied": set()}

    def grow(value):
        if isinstance(value, list):
            return [grow(item) for item in value]
        return {FIELD: VALUE, **{key: grow(item) for key, item in value.items()}} if isinstance(value, dict) else value

    def larger(message, which, ask, kind):
        if kind.split(";")[0] not in ("application/json", "application/problem+json") or not message.body:
            return
        with contextlib.suppress(ValueError):  # a coded one stays as it is
            message.body = json.dumps(grow(json.loads(message.body)), ensure_ascii=False, separators=(",", ":")).encode()
            grown[which].add(f"{ask.method} {ask.path.split('?')[0].rsplit('/', 1)[-1]}")

    relay.asked = lambda ask: larger(ask, "asked", ask, ask.headers.get("Content-Type", ""))
    relay.replied = lambda ask, reply: larger(reply, "replied", ask, reply.kind)
    a, b = (world.client(name, login=False) for name in "AB")
    for client in (a, b):
        client.tide("login", relay.url, "--token-file", world.server.token())
    write(a.root, "folder/one.txt", "one\n")
    write(a.root, "two.txt", "two\n" * 5000)
    a.tide("create", "harbour", "--from", a.root)
    b.tide("clone", "harbour", b.root)
    os.rename(f"{b.root}/folder", f"{b.root}/moved")
    write(b.root, "two.txt", "2\n")
    b.tide("sync")
    write(a.root, "two.txt", "II\n")
    a.tide("sync", expect=(3,))
    a.tide("resolve", f"{a.root}/two.txt", "--keep", "mine")
    for client in (a, b):
        client.tide("sync")
    must_equal(a.root, b.root, "with fields that nobody knows")
    must(a.tide("cat", "harbour/two.txt", "--revision", "1") == "two\n" * 5000, "an old version")
    a.tide("snapshot", "create", "one", "--project", "harbour")
    a.tide("share", "harbour", "nobody", "--role", "viewer", expect=(1,))
    b.tide("ls", "harbour")
    b.tide("restore", f"{b.root}/two.txt", "--revision", "1")
    b.tide("sync")
    must(b.tide("--json", "verify", b.root)[-1]["equal"], "verify")
    for which, wanted in (("asked", {"POST commits", "POST chunks:negotiate", "POST snapshots"}),
                          ("replied", {"GET capabilities", "GET projects", "GET changes", "POST commits", "POST chunks:negotiate", "GET tree"})):
        must(wanted <= grown[which], f"{sorted(wanted - grown[which])} had no more fields; {sorted(grown[which])} had")
    print(f"fields of tomorrow in {len(grown['asked'])} kinds of requests and {len(grown['replied'])} kinds of replies are passed over")


CASES = {"another_protocol": another_protocol, "newer_client": newer_client, "more_fields": more_fields}


def main():
    programs, *names = sys.argv[1:]
    for name in names or CASES:
        begin = time.monotonic()
        with World(programs) as world, Relay(world.server.url) as relay:
            CASES[name](world, relay)
        print(f"{name}: {time.monotonic() - begin:.1f} s")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
