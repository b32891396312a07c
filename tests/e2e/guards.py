#!/usr/bin/env python3
"""What stands between a person's files and a mistake: a mass deletion waits for a yes; another server at the same address, and one that
was put back to an older state, delete nothing and are named; verify believes no time stamp; what the server's disk loses is refused, marked, and mended.

usage: guards.py BIN_DIR [CASE…]
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from time_travel import Pair, must, read, write
from world import World, difference, listing

FAILED, CONFLICT, SIGN_IN, GUARD = 1, 3, 5, 6
PASSWORD = "correct horse battery staple"


def said(client, *arguments, code=0):
    """What tide says to a person, on both ways out; its exit code must be this one."""
    done = subprocess.run([client.program, "--profile", client.profile, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=300, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    words = (done.stdout + done.stderr).decode(errors="replace")
    must(done.returncode == code, f"{' '.join(arguments)} ended with {done.returncode}, not {code}:\n{words}")
    return words


def must_say(words, *parts):
    for part in parts:
        must(part in words, f"not said: {part!r} in:\n{words}")


def add_user(world):
    """The same name and password on every server of this test; returns the password's file."""
    path = os.path.join(world.folder, "password")
    with open(path, "w", encoding="ascii") as file:
        file.write(PASSWORD + "\n")
    subprocess.run([world.server.program, "--data", world.server.data, "user", "add", "ada", "--password-file", path], check=True,
                   stdout=subprocess.DEVNULL)
    return path


def as_ada(world, client, password, code=0):
    return said(client, "login", world.server.url, "--user", "ada", "--password-file", password, code=code)


def another_data_folder(server, folder=None):
    """The same address with a fresh data folder, or with the one given. Returns where the last one is."""
    server.stop()
    aside = tempfile.mkdtemp(prefix="aside-", dir=os.path.dirname(server.data))
    os.rename(server.data, aside)
    if folder:
        os.rename(folder, server.data)
    server.start()
    return aside


def mass_deletion(world):
    pair = Pair(world)
    a, b = pair.a, pair.b
    for number in range(250):
        write(a.root, f"many/{number:03}.txt", f"file {number}\n")
    pair.settle("the beginning")
    before = listing(b.root)
    for number in range(200):
        os.remove(os.path.join(a.root, "many", f"{number:03}.txt"))
    for _ in range(2):  # it does not come through by being asked twice
        words = said(a, "sync", code=GUARD)
        must_say(words, "waits for a yes", "200 files", "Nothing was deleted there", "tide sync --yes")
        must_say(said(a, "status"), "Waits for your yes")
        row = a.tide("--json", "sync", expect=(GUARD,))[0]
        must(row["guard_holds"] and row["deleted_remote"] == 0 and not row["equal"], f"the row says {row}")
    listed = [json.loads(line) for line in said(b, "--json", "ls", "p/many").splitlines()]
    must(len(listed) == 250, f"{len(listed)} of 250 files are in the cloud while the guard holds")
    b.tide("sync")
    must(not difference(before, listing(b.root)), "something was deleted on the other side")
    must_say(said(a, "sync", "--yes"), "200 deleted")
    # The other side is asked, too: it loses as much.
    must_say(said(b, "sync", code=GUARD), "200 files", "tide sync --yes")
    must(not difference(before, listing(b.root)), "something was deleted on the other side without a yes")
    b.tide("sync", "--yes")
    pair.settle("after the yes")
    must(len(os.listdir(os.path.join(b.root, "many"))) == 50, "not what was asked for was deleted")
    must(len(pair.trash(b)) == 200, "what was deleted is not in the trash")


def another_server(world):
    password = add_user(world)
    a = world.client("A", login=False)
    as_ada(world, a, password)
    write(a.root, "notes.md", "first\n")
    write(a.root, "data/t.csv", "a,b\n")
    a.tide("create", "p", "--from", a.root)
    with open(os.path.join(a.root, ".tideline", "marker.json"), encoding="utf-8") as file:
        must(json.load(file).get("server", "").startswith("srv_"), "the marker does not say of which server it is")
    write(a.root, "not sent.txt", "saved while the servers changed\n")
    before = listing(a.root)

    old = another_data_folder(world.server)
    add_user(world)
    for command, code in ((("sync",), SIGN_IN), (("sync", "--yes"), SIGN_IN), (("projects",), SIGN_IN)):
        must_say(said(a, *command, code=code), "Another server", "Nothing was changed", "tide unlink", "tide create NAME --from")
    must_say(said(a, "status"), "Another server")
    # The same name and password do not make it the same account.
    must_say(as_ada(world, a, password, code=GUARD), "Another server", "tide unlink")
    must(not difference(before, listing(a.root)), "files were changed")

    # The old one back: all goes on.
    fresh = another_data_folder(world.server, old)
    must_say(said(a, "sync"), "up to date")
    must(not difference(before, listing(a.root)), "files were changed")

    # The way out that was named, word by word.
    another_data_folder(world.server, fresh)
    said(a, "sync", code=SIGN_IN)
    said(a, "unlink", a.root)
    as_ada(world, a, password)
    said(a, "create", "p", "--from", a.root)
    must(a.tide("--json", "verify", a.root)[-1]["equal"], "verify")
    must(not difference(before, listing(a.root)), "files were changed")


def server_put_back(world):
    """The data folder of a week ago, under the very same address: the same project, an older history."""
    pair = Pair(world)
    a, b = pair.a, pair.b
    world.server.stop()
    copy = world.server.data + "-copy"
    shutil.copytree(world.server.data, copy)
    world.server.start()
    write(a.root, "since.txt", "made since\n")
    write(a.root, "notes.md", "edited since\n")
    os.remove(os.path.join(a.root, "run.sh"))
    os.rename(os.path.join(a.root, "data"), os.path.join(a.root, "renamed"))
    pair.settle("a week")
    another_data_folder(world.server, copy)
    write(a.root, "not sent.txt", "saved here\n")
    write(b.root, "not sent there.txt", "saved there\n")
    trash = {client.name: pair.trash(client) for client in (a, b)}
    contents = {row[4] for client in (a, b) for row in listing(client.root).values() if row[0] == "file"}

    for client in (a, b):
        words = said(client, "sync", code=CONFLICT)  # both versions of notes.md stay
        must_say(words, "put back to an older state", "nothing was deleted")
        must_say(said(client, "activity"), "put back to an older state")
        must(pair.trash(client) == trash[client.name], "something went to the trash")
    must("put back" not in said(a, "sync", code=CONFLICT), "told without end")
    pair.settle("the union")
    united = {row[4] for row in listing(a.root).values() if row[0] == "file"}
    must(contents <= united, f"{len(contents - united)} contents of before are lost")
    must(os.path.exists(os.path.join(a.root, "run.sh")), "what the older state has is not there")
    must(a.tide("--json", "verify", a.root)[-1]["equal"], "verify")


def server_put_back_before_the_project(world):
    world.client("first")
    world.server.stop()
    copy = world.server.data + "-copy"
    shutil.copytree(world.server.data, copy)
    world.server.start()
    pair = Pair(world)
    a = pair.a
    before = listing(a.root)
    another_data_folder(world.server, copy)
    for _ in range(2):
        must_say(said(a, "sync", code=FAILED), "does not know this project", "Nothing was changed here", f"tide unlink {a.root}", "tide create NAME --from")
    must(not difference(before, listing(a.root)), "files were changed")
    said(a, "unlink", a.root)
    said(a, "create", "p", "--from", a.root)
    must(a.tide("--json", "verify", a.root)[-1]["equal"], "verify")
    must(not difference(before, listing(a.root)), "files were changed")


def verify(world):
    pair = Pair(world)
    a = pair.a
    must_say(said(a, "verify", a.root), "equal")
    path = pair.path("data", "deep", "model.bin")
    info = os.stat(path)
    with open(path, "r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)
        file.seek(1_000_000)
        file.write(bytes([byte[0] ^ 1]))
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    words = said(a, "verify", a.root, code=FAILED)
    must_say(words, "data/deep/model.bin", "the sides differ")
    must("notes.md" not in words, f"more than the one file is named:\n{words}")
    rows = a.tide("--json", "verify", "p", expect=(FAILED,))[-1]["rows"]
    must([row["path"] for row in rows] == ["data/deep/model.bin"], f"the rows are {rows}")
    with open(path, "r+b") as file:
        file.seek(1_000_000)
        file.write(byte)
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    said(a, "verify", a.root)
    # What both sides had, and neither has now, is seen by the base alone.
    os.remove(os.path.join(pair.b.root, "notes.md"))
    pair.b.tide("sync")
    os.remove(pair.path("notes.md"))
    must_say(said(a, "verify", a.root, code=FAILED), "notes.md", "neither has it now")
    a.tide("sync")
    said(a, "verify", a.root)
    must(read(pair.b.root, "run.sh") == pair.first["run.sh"], "another file was touched")


def damaged_at_rest(world):
    """A byte flips on the server's disk: who fetches it refuses it, the server marks it, and a computer that has the file whole mends it."""
    pair = Pair(world)
    folder = os.path.join(world.server.data, "packs")

    def check(code):
        done = subprocess.run([world.server.program, "--data", world.server.data, "check"], capture_output=True, timeout=300, check=False)
        must(done.returncode == code, f"check ended with {done.returncode}, not {code}: {done.stdout} {done.stderr}")
        return done.stdout.decode()

    must_say(check(0), " 0 damaged")
    pack = max((os.path.join(folder, name) for name in os.listdir(folder)), key=os.path.getsize)  # nearly all of it is the large file
    with open(pack, "r+b") as file:
        file.seek(os.path.getsize(pack) // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    c = world.client("C")
    c.tide("clone", "p", c.root, expect=None)
    must(read(c.root, "notes.md") == pair.first["notes.md"], "what is whole did not come")
    must(not os.path.exists(os.path.join(c.root, "data", "deep", "model.bin")), "a damaged file came")
    with open(world.server.log, encoding="utf-8", errors="replace") as log:
        must("A stored chunk is damaged" in log.read(), "the server did not notice what its client found")
    must_say(check(1), " 1 damaged", " 0 of them found now", "data/deep/model.bin")
    must_say(said(pair.a, "verify", pair.a.root), "1 part of a file that the server's disk had damaged", "equal")
    must_say(check(0), " 0 damaged")
    c.tide("sync")
    must(read(c.root, "data/deep/model.bin") == pair.first["data/deep/model.bin"], "the mended file did not come")
    must(not difference(listing(pair.a.root), listing(c.root)), "the sides differ")


CASES = [mass_deletion, another_server, server_put_back, server_put_back_before_the_project, verify, damaged_at_rest]


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    wanted = sys.argv[2:]
    for case in CASES:
        if wanted and case.__name__ not in wanted:
            continue
        with World(sys.argv[1]) as world:
            case(world)
        print(f"{case.__name__.replace('_', ' ')}: as it should be", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as failure:  # a Failure, or what the script met
        print(f"FAILED: {type(failure).__name__}: {failure}", file=sys.stderr)
        sys.exit(1)
