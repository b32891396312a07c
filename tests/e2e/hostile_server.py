"""Hostile peers, for names.py: commits that no client of ours would make, and a server that lies. Each case gets two sides of one
project."""
import contextlib
import http.client
import json
import os

from hostile_side import as_user, entries, settle, write
from relay import Relay
from world import Failure

# The name as JSON text, and why no entry may have it. The raw ones are bytes that JSON cannot say properly.
NAMES = [("..", "are not entries"), (".", "are not entries"), ("", "empty"), ("a/b", "contains / or NUL"), ("/etc", "contains / or NUL"),
         ("../../x", "contains / or NUL"), ("a\0b", "contains / or NUL"), ("\0", "contains / or NUL"), (".tideline", "Tideline's own"),
         (".TIDELINE", "Tideline's own"), (".tide\u200cline", "Tideline's own"), ("．ｔｉｄｅｌｉｎｅ", "Tideline's own"), (".tideline ", "Tideline's own"),
         (".tideline:x", "Tideline's own"), ("n" * 256, "longer than 255"), ("é" * 128, "longer than 255"), ("\ufeffa", "byte order mark")]
RAW = [(b'"a\\ud800b"', "half a surrogate pair"), (b'"a\xff"', "not UTF-8"), (b'"\xc0\xae\xc0\xae"', "overlong"), (b'null', "no text"),
       (b'7', "no text"), (b'["a"]', "no text")]


def request(side, method, path, body=None, headers=None):
    """One request as the side's user; (status, JSON)."""
    with open(side.token, encoding="ascii") as file:
        token = file.readline().strip()
    link = http.client.HTTPConnection(side.url.split("//")[1], timeout=60)
    with contextlib.closing(link):
        link.request(method, path, body, {"Authorization": "Bearer " + token, "Content-Type": "application/json", **(headers or {})})
        reply = link.getresponse()
        return reply.status, json.loads(reply.read() or b"{}")


def commits_of_hostile_names(sides):
    """The server refuses each name for its reason, keeps nothing of that commit, and goes on."""
    a, b = sides
    project = a.tide("--json", "projects")[0]["id"]
    api = f"/api/v1/projects/{project}"
    count = 0

    def commit(name, folder=None, kind="dir", more=None):
        nonlocal count
        count += 1
        status, page = request(a, "GET", api + "/changes?since=0")
        if status != 200:
            raise Failure(f"no cursor: {page}")
        change = {"op": "put", "node": f"nod_0198a7b0c0d07e0f8a1b2c3d4e5f{count:04x}", "name": "@NAME@", "kind": kind, **(more or {})}
        if folder:
            change["parent"] = folder
        good = {"op": "put", "node": f"nod_0198a7b0c0d07e0f8a1b2c3d4e5e{count:04x}", "name": f"rides-along-{count}", "kind": "dir"}
        text = json.dumps({"base": page["until"], "device": "d", "message": "", "changes": [good, change]}).encode()
        return request(a, "POST", api + "/commits", text.replace(b'"@NAME@"', name), {"Idempotency-Key": f"key_{count:032x}"})

    status, said = commit(b'"good"')
    if status not in (200, 201):
        raise Failure(f"a good commit is refused: {said}")
    folder = f"nod_0198a7b0c0d07e0f8a1b2c3d4e5f{count:04x}"
    for name, reason in NAMES:
        for parent in (None, folder):
            status, said = commit(json.dumps(name).encode(), parent)
            if status != 422 or reason not in json.dumps(said, ensure_ascii=False):
                raise Failure(f"the name {name!r} was answered {status} {said}, not with “{reason}”")
    for name, what in RAW:
        status, said = commit(name)
        if status not in (400, 422):
            raise Failure(f"a name that is {what} was answered {status} {said}")
    for target, what in (("", "empty"), ("a\0b", "with a NUL"), ("x" * 4001, "too long")):
        status, said = commit(b'"link"', None, "symlink", {"target": target, "modified_ns": "0"})
        if status != 422:
            raise Failure(f"a link's target that is {what} was answered {status} {said}")
    settle(sides)
    for side in sides:
        found = sorted(os.listdir(side.base))
        if found != sorted([b".tideline", b"one.txt", b"good", b"rides-along-1"]):
            raise Failure(f"something of a refused commit is there: {found}")
    return f"{2 * len(NAMES) + len(RAW)} names, 3 targets"


class Liar(Relay):
    """A server that changes what it replies, byte for byte."""

    def __init__(self, url):
        super().__init__(url)
        self.rules, self.hits = [], 0
        self.replied = self.lie

    def lie(self, ask, reply):
        if "/changes" in ask.path or "/tree" in ask.path:
            for old, new in self.rules:
                self.hits += reply.body.count(old)
                reply.body = reply.body.replace(old, new)


def replies_with_hostile_names(sides):
    """A server that sends such names, or a tree that cannot be, is not believed: nothing is written, inside the folder or outside."""
    a, b = sides
    liar = Liar(a.url)
    before = entries(os.path.dirname(b.base))
    outside = os.path.join(os.path.dirname(b.base), b"outside")
    with as_user():
        write(outside + b"/secret", b"s")
    b.tide("login", liar.url, "--token-file", b.token)
    with as_user():
        write(a.at("victim/in"), b"from the server")
        write(a.at("victim-file"), b"from the server")
        os.symlink("target-of-the-link", a.at("victim-link"))
    a.sync()
    folder = next(node for node in changes(a) if node.get("name") == "victim")
    inner = next(node for node in changes(a) if node.get("name") == "in")
    quoted = json.dumps(os.fsdecode(outside)).encode()
    lies = [([(b'"name":"victim"', b'"name":' + json.dumps(name).encode())], f"a folder named {name!r}") for name, _ in NAMES]
    lies += [([(b'"name":"victim-file"', b'"name":' + json.dumps(name).encode())], f"a file named {name!r}") for name, _ in NAMES]
    lies += [([(b'"name":"victim-file"', b'"name":' + name)], f"a file named {what}") for name, what in RAW]
    lies += [([(b'"kind":"dir"', b'"kind":"symlink","modified_ns":"0","target":' + quoted)], "a file below a link"),
             ([(folder["node"].encode() + b'","', inner["node"].encode() + b'","')], "two entries of one id"),
             ([(b'"parent":"' + folder["node"].encode(), b'"parent":"nod_0198a7b0c0d07e0f8a1b2c3d4e5fffff')], "a file in no folder"),
             ([(b'"name":"victim-file"', b'"name":"victim"')], "two entries of one name"),
             ([(b'"target":"target-of-the-link"', b'"target":""')], "a link to nothing")]
    for rules, what in lies:
        liar.rules, liar.hits = rules, 0
        b.tide("sync", b.root, expect=(1, 4))
        if liar.hits == 0:
            raise Failure(f"{what}: the lie was not told")
        with as_user():
            found = {path for path in entries(b.base) if not path.startswith(b".tideline")}
        if found != {b"one.txt"}:
            raise Failure(f"{what}: something was written: {found}")
        now = entries(os.path.dirname(b.base))
        if more := {path for path in set(now) - set(before) if not path.startswith((b"outside", b"B/.tideline", b"profile-B"))}:
            raise Failure(f"{what}: something was written beside the folder: {more}")
    liar.rules = []
    b.sync()
    liar.close()
    if entries(b.at("victim")) != entries(a.at("victim")) or os.listdir(outside) != [b"secret"]:
        raise Failure("an honest server was not believed afterwards")
    return f"{len(lies)} lies"


def changes(side):
    project = side.tide("--json", "projects")[0]["id"]
    return request(side, "GET", f"/api/v1/projects/{project}/changes?since=0")[1]["changes"]


CASES = [commits_of_hostile_names, replies_with_hostile_names]
