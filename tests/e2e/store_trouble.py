#!/usr/bin/env python3
"""What a person meets when the store of a profile is deleted, damaged, newer, locked or put back from last week: clear words, nothing lost,
nothing sent again, and what was deleted stays deleted. The table is in core/store/README.md.

usage: store_trouble.py BIN_DIR [CASE…]
"""
import glob
import os
import shutil
import sqlite3
import subprocess
import sys

from time_travel import Pair, must, read, write
from world import World, must_equal

LOUD = b"never to be seen again\n"


def store_of(client):
    return os.path.join(client.profile, "store.sqlite")


def set_aside(client):
    return sorted(name for name in glob.glob(store_of(client) + ".corrupt-*") if not name.endswith(("-wal", "-shm")))


def said(client, *arguments, expect=(0,)):
    """What tide says to a person, on both ways out."""
    done = subprocess.run([client.program, "--profile", client.profile, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=300, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    words = (done.stdout + done.stderr).decode(errors="replace")
    must(done.returncode in expect, f"{' '.join(arguments)} ended with {done.returncode}, not {expect}:\n{words}")
    return words


def take_copy(client):
    """The store as a backup would hold it; nobody has it open."""
    copy = client.profile + "-copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(client.profile, copy)
    return copy


def live_apart(pair):
    """Both go on while A's store is away."""
    a, b = pair.a, pair.b
    os.remove(os.path.join(b.root, "gone.txt"))
    shutil.rmtree(os.path.join(b.root, "old"))
    os.rename(os.path.join(b.root, "data"), os.path.join(b.root, "renamed"))
    write(b.root, "notes.md", "edited there\n")
    write(b.root, "new there.txt", "new there\n")
    b.tide("sync")
    write(a.root, "run.sh", "#!/bin/sh\necho edited here\n")
    write(a.root, "new here.txt", "new here\n")


def must_be_united(pair, rows):
    """Nothing equal was sent again, nothing deleted came back."""
    a, b = pair.a, pair.b
    row = rows[-1]
    must(row["uploaded"] == 2, f"not the two edits alone were uploaded: {row}")
    must(row["bytes_up"] + row["bytes_down"] < 100_000, f"what was equal on both sides was sent again: {row}")
    pair.settle("after the reunion")
    for name in ("gone.txt", "old", "data"):
        must(not os.path.exists(os.path.join(a.root, name)), f"{name}, deleted in the cloud, came back")
    must(LOUD in pair.trash(a), "what was deleted is not in the trash")
    must(read(b.root, "run.sh") == b"#!/bin/sh\necho edited here\n", "an edit made here did not go up")
    must(read(a.root, "notes.md") == b"edited there\n", "an edit made there did not come down")
    must(not glob.glob(os.path.join(a.root, "**", "*conflict*"), recursive=True), "a conflict copy of what nobody disputed")
    must(a.tide("--json", "verify", a.root)[-1]["equal"], "verify")


def prepare(pair):
    write(pair.a.root, "gone.txt", LOUD)
    write(pair.a.root, "old/deep/one.txt", "one\n")
    pair.settle("the beginning")


def join_again(pair, how=("link",)):
    a = pair.a
    a.login(pair.world.server)
    if how[0] == "clone":
        return a.tide("--json", "clone", "p", a.root, expect=(0, 3))
    return a.tide("--json", "link", a.root, "p", expect=(0, 3))


def deleted(pair, how=("link",)):
    prepare(pair)
    for name in glob.glob(store_of(pair.a) + "*"):
        os.remove(name)
    live_apart(pair)
    must("signed in" in said(pair.a, "status"), "status does not say what to do")
    must_be_united(pair, join_again(pair, how))


def cloned_again(pair):
    deleted(pair, ("clone",))


def flipped(pair):
    a = pair.a
    prepare(pair)
    with open(store_of(a), "r+b") as file:
        file.write(b"SQLite fornat 3\0")
        file.seek(0)
        damaged = file.read()
    live_apart(pair)
    words = said(a, "status")
    must("damaged" in words and "set aside" in words and "tide link" in words, f"not said what happened: {words}")
    must(len(set_aside(a)) == 1 and read("/", set_aside(a)[0]) == damaged, "the damaged store is not kept as it was")
    again = said(a, "status")
    must("a new one is begun" not in again and set_aside(a)[0].rsplit("/", 1)[1] in again, f"status does not tell of it, or tells it anew: {again}")
    must_be_united(pair, join_again(pair))
    must("set aside" not in said(a, "status"), "status tells of it when all is well again")
    must(len(set_aside(a)) == 1, "more than one store was set aside")


def damaged_in_the_middle(pair):
    a = pair.a
    prepare(pair)
    with sqlite3.connect(store_of(a)) as store:
        page, = store.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'local_node'").fetchone()
        size, = store.execute("PRAGMA page_size").fetchone()
    store.close()
    with open(store_of(a), "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"x" * size)
    said(a, "db", "check", expect=(1,))
    live_apart(pair)
    words = said(a, "sync", expect=(0, 1))
    if "damaged" in words and "a new one is begun" not in words:
        must("tide db check" in words, f"no way out is told: {words}")
        must(not set_aside(a), "a store was set aside in use")
        words = said(a, "status")
    must("a new one is begun" in words and len(set_aside(a)) == 1, f"damage met in use was not set aside by the next start: {words}")
    must_be_united(pair, join_again(pair))


def newer(pair):
    a = pair.a
    prepare(pair)
    with sqlite3.connect(store_of(a)) as store:
        store.execute("INSERT INTO schema_migration SELECT max(number) + 1, 'of_tomorrow', zeroblob(32), 0 FROM schema_migration")
    store.close()
    before = read("/", store_of(a))
    for command in (("sync",), ("status",), ("link", a.root, "p")):
        words = said(a, *command, expect=(1,))
        must("newer version" in words and "of_tomorrow" in words and "Install" in words, f"not said what is needed: {words}")
    must(read("/", store_of(a)) == before and not set_aside(a), "a newer store was touched")
    with sqlite3.connect(store_of(a)) as store:
        store.execute("DELETE FROM schema_migration WHERE name = 'of_tomorrow'")
    store.close()
    pair.settle("the newer version gone")


def locked(pair):
    a = pair.a
    prepare(pair)
    holder = sqlite3.connect(store_of(a), isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE project SET paused = paused")
    words = said(a, "sync", expect=(4,))
    must("locked" in words and "again" in words, f"not said that it is busy: {words}")
    must(not set_aside(a), "a busy store was taken for a damaged one")
    holder.execute("COMMIT")
    holder.close()
    pair.settle("the lock gone")


def last_week(pair):
    a, b = pair.a, pair.b
    write(a.root, "freed.txt", "in the cloud alone\n")
    prepare(pair)
    copy = take_copy(a)
    write(a.root, "since.txt", "made since\n")
    write(a.root, "since, then deleted.txt", "made since, then deleted\n")
    os.remove(os.path.join(a.root, "link"))
    pair.settle("a week")
    a.tide("free", os.path.join(a.root, "freed.txt"))
    must(not os.path.exists(os.path.join(a.root, "freed.txt")), "free did nothing")
    os.remove(os.path.join(b.root, "since, then deleted.txt"))
    live_apart(pair)
    shutil.rmtree(a.profile)
    os.rename(copy, a.profile)
    must_be_united(pair, a.tide("--json", "sync", expect=(0, 3)))
    must(read(b.root, "freed.txt") == b"in the cloud alone\n", "what was freed was taken for deleted")
    must(read(a.root, "since.txt") == b"made since\n", "what was made since is lost")
    for name in ("since, then deleted.txt", "link"):
        must(not os.path.lexists(os.path.join(a.root, name)), f"{name} came back")


def killed_log_lost(pair):
    """kill -9 leaves a log; without it the store is one from before."""
    a = pair.a
    prepare(pair)
    a.watch()
    write(a.root, "since.txt", "made since\n")
    must_wait = ["since.txt"]
    from world import wait_until
    wait_until(lambda: all(pair.b.tide("sync", expect=(0, 3)) is not None and os.path.exists(os.path.join(pair.b.root, name)) for name in must_wait),
               "the edit on the other side", step=0.3)
    a.watching.kill()
    a.watching.wait()
    a.watching = None
    for end in ("-wal", "-shm"):
        if os.path.exists(store_of(a) + end):
            os.remove(store_of(a) + end)
    live_apart(pair)
    must_be_united(pair, a.tide("--json", "sync", expect=(0, 3)))


CASES = [deleted, cloned_again, flipped, damaged_in_the_middle, newer, locked, last_week, killed_log_lost]


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    wanted = sys.argv[2:]
    for case in CASES:
        if wanted and case.__name__ not in wanted:
            continue
        with World(sys.argv[1]) as world:
            case(Pair(world))
        print(f"store, {case.__name__.replace('_', ' ')}: as the table says", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as failure:  # a Failure, or what the script met
        print(f"FAILED: {type(failure).__name__}: {failure}", file=sys.stderr)
        sys.exit(1)
