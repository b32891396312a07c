#!/usr/bin/env python3
"""What an owner may hold, and who is shown a project without an account: 50 connections fill the last of the space at once; `tide`
is told that there is none left, goes on once there is; a share link, made over HTTP or by `tide`, is opened with its password,
expires, is revoked, and its secret is in no log; a history is thinned, and clients go on with what is kept.

usage: usage.py BIN_DIR
"""
import concurrent.futures
import contextlib
import datetime
import hashlib
import json
import os
import sqlite3
import struct
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, must_equal, wait_until

FAILED = 1
EACH = 100_000
FIT = 20
PEOPLE = 50


def ask(world, method, path, token=None, body=None, headers=None, kind="application/json"):
    """(status, JSON or bytes)"""
    data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
    request = urllib.request.Request(world.server.url + path, method=method, data=data, headers=dict(headers or {}))
    if data is not None:
        request.add_header("Content-Type", kind)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            status, answer, sort = reply.status, reply.read(), reply.headers.get("Content-Type", "")
    except urllib.error.HTTPError as error:
        status, answer, sort = error.code, error.read(), error.headers.get("Content-Type", "")
    return status, json.loads(answer) if "json" in sort else answer


def must(expected, answer, what):
    if answer[0] != expected:
        raise Failure(f"{what}: HTTP {answer[0]}, not {expected}: {answer[1]}")
    return answer[1]


def pack_of(chunk):
    """A pack of one chunk as it is (core/schema/wire/pack.h)."""
    head = b"TLPK\x02" + struct.pack(">BII", 0, len(chunk), len(chunk)) + hashlib.sha256(chunk).digest()
    return head + chunk + b"\xff" + hashlib.sha256(head + b"\xff").digest()


def put_of(name, chunk):
    digest = hashlib.sha256(chunk).digest()
    # Manifest::hash() in core/schema/manifest.h
    content = (bytes(255 - byte for byte in digest).hex() if len(chunk) <= 64 << 10
               else hashlib.sha256(b"tideline-manifest-1\0" + digest + struct.pack(">I", len(chunk))).hexdigest())
    return {"op": "put", "node": "nod_" + os.urandom(16).hex(), "name": name, "kind": "file", "size": len(chunk), "modified_ns": "1795228800000000000",
            "executable": False, "hash": f"s256:{content}", "chunks": [[f"s256:{digest.hex()}", len(chunk)]]}


def set_quota(world, size):
    subprocess.run([world.server.program, "--data", world.server.data, "user", "quota", "me", size], check=True, capture_output=True)


def first_token(world):
    with open(world.server.token(), encoding="ascii") as file:
        return file.readline().strip()


def race(world, token):
    project = must(201, ask(world, "POST", "/api/v1/projects", token, {"name": "race"}), "make a project")
    at = f"/api/v1/projects/{project['id']}"
    base = {"epoch": project["epoch"], "revision": 0, "hash": ""}
    limit = FIT * EACH + EACH // 2
    set_quota(world, str(limit))
    start = threading.Barrier(PEOPLE + 1)
    over = threading.Event()

    def person(number):
        chunk = os.urandom(EACH)
        start.wait()
        sent = ask(world, "POST", f"{at}/packs", token, pack_of(chunk), kind="application/vnd.tideline.pack")
        made = ask(world, "POST", f"{at}/commits", token, {"base": base, "device": "race", "message": "", "changes": [put_of(f"f{number}", chunk)]},
                   {"Idempotency-Key": "key_" + os.urandom(16).hex()})
        return sent, made

    def watch():
        start.wait()
        most = 0
        while not over.is_set():
            most = max(most, must(200, ask(world, "GET", "/api/v1/me/quota", token), "ask for the quota")["used"])
        return most

    with concurrent.futures.ThreadPoolExecutor(PEOPLE + 1) as pool:
        watching = pool.submit(watch)
        people = [pool.submit(person, number) for number in range(PEOPLE)]
        answers = [one.result() for one in people]
        over.set()
        most = watching.result()
    committed = [made for sent, made in answers if made[0] == 201]
    refused = [sent for sent, made in answers if sent[0] == 403]
    if len(committed) != FIT or len(refused) != PEOPLE - FIT:
        raise Failure(f"{len(committed)} were committed and {len(refused)} refused: {answers[:3]}")
    for _, problem in refused:
        if problem["code"] != "quota_exceeded" or problem["limit"] != limit or problem["used"] + problem["needed"] <= limit:
            raise Failure(f"a refusal says {problem}")
    quota = must(200, ask(world, "GET", "/api/v1/me/quota", token), "ask for the quota")
    if quota["used"] != FIT * EACH or most > limit:
        raise Failure(f"used are {quota['used']}, at most {most}, of {limit}")


def sync_at_the_edge(world):
    """What `tide` makes of the refusal: it fails and says why, loses nothing, and goes on by itself once there is space."""
    set_quota(world, str(FIT * EACH + 1_000_000))
    a, b = world.client("A"), world.client("B")
    os.makedirs(a.root)
    for name, size in (("small.txt", 1000), ("large.bin", 3_000_000)):
        with open(os.path.join(a.root, name), "wb") as file:
            file.write(os.urandom(size))
    a.tide("create", "p", "--from", a.root, expect=None)
    a.tide("sync", a.root, expect=(FAILED,))
    said = subprocess.run([a.program, "--profile", a.profile, "sync", a.root], capture_output=True, check=False)
    text = (said.stdout + said.stderr).decode()
    if "no space left" not in text and "space" not in text:
        raise Failure(f"tide sync does not say why: {text}")
    if sorted(os.listdir(a.root)) != [".tideline", "large.bin", "small.txt"]:
        raise Failure(f"the folder has {os.listdir(a.root)}")
    set_quota(world, "10G")
    a.tide("sync", a.root)
    b.tide("clone", "p", b.root)
    must_equal(a.root, b.root, "there is space again")
    return a, text.strip().splitlines()[0]


def soon(seconds):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def share(world, token, client):
    projects = must(200, ask(world, "GET", "/api/v1/projects", token), "list the projects")["items"]
    at = "/api/v1/projects/" + next(project["id"] for project in projects if project["name"] == "p")
    password = "swordfish-" + os.urandom(8).hex()
    with open(os.path.join(client.root, "small.txt"), "rb") as file:
        small = file.read()

    def make(seconds, **more):
        made = must(201, ask(world, "POST", f"{at}/links", token, {"expires_at": soon(seconds), **more}), "make a link")
        address = urllib.parse.urlsplit(made["url"])
        if address.query or not address.path.startswith("/s/") or f"{address.scheme}://{address.netloc}" != world.server.url:
            raise Failure(f"the link is {made['url']}")
        return address.path.split("/")[-1], address.fragment

    link, secret = make(3600, password=password)
    shared = f"/api/v1/shared/{link}"
    page = urllib.request.urlopen(f"{world.server.url}/s/{link}")
    if page.headers["Referrer-Policy"] != "no-referrer" or "default-src 'none'" not in page.headers["Content-Security-Policy"]:
        raise Failure(f"the page comes with {page.headers}")
    page.close()
    if must(403, ask(world, "POST", shared, None, {"secret": secret}), "open without the password")["code"] != "password_needed":
        raise Failure("it is not asked for the password")
    access = must(200, ask(world, "POST", shared, None, {"secret": secret, "password": password}), "open")["access"]
    names = [item["name"] for item in must(200, ask(world, "POST", f"{shared}/tree", None, {"access": access}), "list")["items"]]
    if names != ["large.bin", "small.txt"]:
        raise Failure(f"the link shows {names}")

    def read(where, key):
        form = urllib.parse.urlencode({"access": key, "path": "small.txt"}).encode()
        return ask(world, "POST", f"/api/v1/shared/{where}/file", None, form, kind="application/x-www-form-urlencoded")

    if must(200, read(link, access), "read") != small:
        raise Failure("the shared file has other bytes")
    must(204, ask(world, "DELETE", f"{at}/links/{link}", token), "revoke")
    must(404, ask(world, "POST", shared, None, {"secret": secret, "password": password}), "open a revoked link")
    must(404, read(link, access), "read by a revoked link")

    short, key = make(3)
    opened = ask(world, "POST", f"/api/v1/shared/{short}", None, {"secret": key})
    while_open = read(short, opened[1]["access"]) if opened[0] == 200 else (410, None)
    if while_open[0] == 200 and while_open[1] != small:
        raise Failure("the shared file has other bytes")
    wait_until(lambda: ask(world, "POST", f"/api/v1/shared/{short}", None, {"secret": key})[0] == 410, "the link to expire", 60)
    if opened[0] == 200 and read(short, opened[1]["access"])[0] < 400:
        raise Failure("an expired link is read")
    return [secret, key, password, access]


def share_by_tide(world, client):
    """What `tide share-link` makes is opened over HTTP by its link, until it is revoked or over; nothing that it writes has the secret."""
    password = "swordfish-" + os.urandom(8).hex()
    kept = os.path.join(world.folder, "password")  # search_for_secrets() expects one there
    with open(kept, "w", encoding="utf-8") as file:
        file.write(password + "\n")
    small = os.path.join(client.root, "small.txt")

    def make(*options):
        made = client.tide("share-link", "create", *options, "--json", secret=True)[0]
        address = urllib.parse.urlsplit(made["url"])
        world.secrets.append(address.fragment.encode())
        return made, f"/api/v1/shared/{address.path.split('/')[-1]}", {"secret": address.fragment}

    def listed():
        return {row["id"]: row for row in client.tide("share-link", "list", "p", "--json")}

    world.secrets.append(password.encode())
    made, shared, given = make(small, "--expires", "12h", "--password-file", kept)
    must(403, ask(world, "POST", shared, None, given), "open without the password")
    access = must(200, ask(world, "POST", shared, None, {**given, "password": password}), "open what tide made")["access"]
    form = urllib.parse.urlencode({"access": access}).encode()
    with open(small, "rb") as file:
        if must(200, ask(world, "POST", f"{shared}/file", None, form, kind="application/x-www-form-urlencoded"), "read what tide shared") != file.read():
            raise Failure("the file that tide shared has other bytes")
    row = listed()[made["id"]]
    if (row["path"], row["has_password"], row["expired"], "url" in row) != ("small.txt", True, False, False):
        raise Failure(f"tide share-link list says {row}")
    client.tide("share-link", "revoke", "p", made["id"])
    must(404, ask(world, "POST", shared, None, {**given, "password": password}), "open what tide revoked")
    client.tide("share-link", "revoke", "p", made["id"], expect=(FAILED,))

    made, shared, given = make("p", "--expires", "3s")
    wait_until(lambda: ask(world, "POST", shared, None, given)[0] == 410, "the link of tide to end", 60)
    if not listed()[made["id"]]["expired"]:
        raise Failure("tide share-link list does not say that it is over")
    client.tide("share-link", "create", "p/nowhere", expect=(FAILED,))
    client.tide("share-link", "create", "p", "--expires", "400d", expect=(FAILED,))
    client.tide("doctor", "--bundle", os.path.join(world.folder, "report.json"))
    os.remove(kept)


def thin(world, token, client, other):
    """Five versions of a file, as if they were of one day some 400 days ago, of which one has a name."""
    versions = []
    for number in range(5):
        versions.append(f"version {number} ".encode() * 20_000 + os.urandom(64))
        with open(os.path.join(client.root, "v.bin"), "wb") as file:
            file.write(versions[-1])
        if number == 0:
            client.tide("create", "old", "--from", client.root)
        else:
            client.tide("sync", client.root)
        if number == 1:
            client.tide("snapshot", "create", "kept", "--project", "old")
    projects = must(200, ask(world, "GET", "/api/v1/projects", token), "list the projects")["items"]
    at = "/api/v1/projects/" + next(project["id"] for project in projects if project["name"] == "old")
    world.server.stop()
    with contextlib.closing(sqlite3.connect(os.path.join(world.server.data, "meta.sqlite"))) as database, database:
        day = int(time.time()) // 86400 - 400
        noon = (day - (day + 3) % 7 + 2) * 86400000 + 43200000  # of the Wednesday in its week
        database.execute("UPDATE history SET at_ms = ? + revision * 1000", (noon,))
        database.execute("UPDATE project_chunk SET added_at_ms = ?", (noon,))
    world.server.start()
    must(200, ask(world, "PUT", f"{at}/retention", token, {"keep": "thinned", "all_days": 30, "daily_days": 180}), "set what is kept")
    would = must(200, ask(world, "GET", f"{at}/retention/preview", token), "ask what would go")
    went = must(200, ask(world, "POST", f"{at}/retention:apply", token), "thin")
    # The head and the snapshot stay, and besides them the last of the week.
    if would != went or [row["revision"] for row in went["revisions"]] != [3, 1] or went["bytes"] < 2 * 64:
        raise Failure(f"what went is not what was said: {would}, {went}")
    log = must(200, ask(world, "GET", f"{at}/commits", token), "list the commits")["items"]
    if len(log) != 5:
        raise Failure(f"of five commits {len(log)} are told of")
    for number, commit in enumerate(sorted(log, key=lambda row: row["revision"])):
        status, body = ask(world, "GET", f"{at}/files/v.bin?revision={commit['revision']}", token)
        if number in (1, 3, 4) and (status != 200 or body != versions[number]):
            raise Failure(f"version {number} should be kept: HTTP {status}")
        if number not in (1, 3, 4) and status != 404:
            raise Failure(f"version {number} should be gone: HTTP {status}")
    client.tide("verify", client.root)
    client.tide("snapshot", "restore", "kept", "--project", "old")
    client.tide("sync", client.root)
    with open(os.path.join(client.root, "v.bin"), "rb") as file:
        if file.read() != versions[1]:
            raise Failure("the snapshot did not come back")
    other.tide("clone", "old", other.root)
    must_equal(client.root, other.root, "a clone of a thinned project")
    return len(went["revisions"])


def main():
    with World(sys.argv[1]) as world:
        world.server.stop()
        world.server.options = ("--default-quota", "none", "-v")
        world.server.start()
        token = first_token(world)
        race(world, token)
        client, said = sync_at_the_edge(world)
        secrets = share(world, token, client)
        share_by_tide(world, client)
        sides = [world.client(name) for name in ("thin-a", "thin-b")]
        os.makedirs(sides[0].root)
        gone = thin(world, token, *sides)
        with contextlib.ExitStack() as files:
            log = files.enter_context(open(world.server.log, encoding="utf-8", errors="replace")).read()
        if "/api/v1/shared/" not in log:
            raise Failure("the log does not tell of the requests")
        for secret in secrets:
            if secret in log:
                raise Failure("a secret is in the server's log")
    print(f"{FIT} of {PEOPLE} fitted, never more; tide said: {said}; a link was opened, revoked, expired; {gone} of 5 old versions went")
    return 0


if __name__ == "__main__":
    sys.exit(main())
