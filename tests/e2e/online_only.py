#!/usr/bin/env python3
"""Bytes on this disk or in the cloud alone: freed, fetched, edited from both sides, and nothing lost.

usage: online_only.py BIN_DIR [CASE…]
"""
import os
import shutil
import sys

from time_travel import Pair, must, read, write
from world import Failure, World, listing, wait_until


def files(client):
    return {os.fsdecode(path) for path, row in listing(client.root).items() if row[0] == "file"}


def state(client, path):
    return client.tide("--json", "why", f"p/{path}")[0]["state"]


def used(client):
    """Bytes below a client's folder, Tideline's own among them."""
    return sum(os.lstat(os.path.join(folder, name)).st_size for folder, _, names in os.walk(client.root) for name in names)


def free_and_pin(pair):
    a, b = pair.a, pair.b
    before = used(b)
    reply = b.tide("--json", "free", "p/data")[0]
    must(reply["files"] == 2 and reply["left"] == 0, f"free said {reply}")
    must(used(b) < before - 1_900_000, f"the disk was not freed: {before} then, {used(b)} now")
    must(files(b) == {"notes.md", "run.sh"}, f"left on the disk: {files(b)}")
    for client in (b, a, b):
        client.tide("sync")
    must(files(a) == set(pair.first), "a freed file was deleted elsewhere")
    must(state(b, "data/t.csv") == "online_only", "why does not say that it is in the cloud alone")
    rows = {row["path"]: row for row in b.tide("--json", "ls", "p/data")}
    must(rows["data/t.csv"]["where"] == "cloud", f"ls says {rows}")
    must(b.tide("cat", "p/data/t.csv").encode() == pair.first["data/t.csv"], "cat does not reach into the cloud")
    must(b.tide("--json", "verify", b.root)[-1]["equal"], "verify takes what is in the cloud alone for a difference")
    write(a.root, "data/deep/new.bin", os.urandom(1000))
    a.tide("sync")
    b.tide("sync")
    must(files(b) == {"notes.md", "run.sh"}, "what came new into a freed folder was fetched")
    b.tide("pin", "p/data")
    must(files(b) == files(a), "pin did not fetch all")
    must(read(b.root, "data/deep/model.bin") == pair.first["data/deep/model.bin"], "the bytes are not what they were")
    pair.settle("pinned")


def edits(pair):
    a, b = pair.a, pair.b
    b.tide("free", b.root)
    must(files(b) == set(), f"left on the disk: {files(b)}")
    write(b.root, "notes.md", "written at a freed place\n")
    write(a.root, "data/t.csv", "c,d\n")
    os.rename(os.path.join(a.root, "data/deep"), os.path.join(a.root, "data/moved"))
    a.tide("sync")
    b.tide("sync")
    a.tide("sync")
    must(read(a.root, "notes.md") == b"written at a freed place\n", "an edit at a freed place did not arrive")
    shutil.rmtree(os.path.join(b.root, "data"))
    b.tide("sync")
    a.tide("sync")
    must(read(a.root, "data/moved/model.bin") == pair.first["data/deep/model.bin"], "deleting an empty folder deleted in the cloud")
    b.tide("pin", b.root)
    must(read(b.root, "data/t.csv") == b"c,d\n", "an old version was fetched")
    pair.settle("after edits from both sides")


def refused(pair):
    a, b = pair.a, pair.b
    write(b.root, "notes.md", "not yet synced\n")
    b.tide("free", "p/notes.md", expect=(1,))
    must(read(b.root, "notes.md") == b"not yet synced\n", "an edit that the cloud lacks was freed")
    pair.world.server.stop()
    b.tide("free", "p/run.sh", expect=(4,))
    must(read(b.root, "run.sh") == pair.first["run.sh"], "freed without the cloud's word")
    pair.world.server.start()
    b.tide("free", "p/run.sh")
    pair.world.server.stop()
    b.tide("pin", "p/run.sh", expect=(4,))
    pair.world.server.start()
    b.tide("sync")
    must(read(b.root, "run.sh") == pair.first["run.sh"], "what was pinned while offline was not fetched later")
    pair.settle("after refusals")


def watched(pair):
    a, b = pair.a, pair.b
    b.watch()
    b.tide("free", "p/data")
    must(files(b) == {"notes.md", "run.sh"}, "not freed")
    write(b.root, "seen.txt", "seen\n")  # once this is in the cloud, so would be a deletion
    wait_until(lambda: a.tide("sync") is not None and "seen.txt" in files(a), "the edit of a watching client", step=0.2)
    must(set(pair.first) <= files(a), "the watcher took freed files for deleted ones")
    b.tide("pin", "p/data")
    must(set(pair.first) <= files(b), "pin did not fetch all")


def cloned(pair):
    client = pair.world.client("C")
    client.tide("clone", "p", client.root, "--online-only")
    must(files(client) == set(), f"fetched: {files(client)}")
    must(os.path.isdir(os.path.join(client.root, "data/deep")), "the folders are not there")
    client.tide("pin", "p/data/deep")
    must(files(client) == {"data/deep/model.bin"}, f"on the disk: {files(client)}")
    client.tide("pin", "p")
    must(files(client) == set(pair.first), "not all was fetched")
    must(client.tide("--json", "verify", client.root)[-1]["equal"], "verify")


CASES = [free_and_pin, edits, refused, watched, cloned]


def main():
    names = sys.argv[2:]
    for case in CASES:
        if names and case.__name__ not in names:
            continue
        with World(sys.argv[1]) as world:
            case(Pair(world))
        print(f"{case.__name__}: as it should be", flush=True)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
