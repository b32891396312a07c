#!/usr/bin/env python3
"""What an earlier version left behind is taken over whole: files, history, snapshots, accounts and what waited to go up. What a newer one left
is refused with words, and the copy that it kept restores. A kill -9 in the middle of an upgrade leaves something that goes on.

usage: upgrades.py BIN_DIR [CASE…]
The archives are those of tests/data/upgrades, made by real programs of each version (make, beside them). From them every step in between is made
by the steps down, too, so that each step up meets real rows.
"""
import contextlib
import glob
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

from full_disk import FULL, MEND, SmallDisk
from time_travel import must, read
from world import World, listing, must_equal

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "../data/upgrades")
STEPS = {kind: sorted(glob.glob(os.path.join(HERE, f"../../migrations/{kind}/*.up.sql"))) for kind in ("local", "server")}


def step_of(database):
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as store:
        try:
            return store.execute("SELECT max(number) FROM schema_migration").fetchone()[0] or 0
        except sqlite3.OperationalError:
            return 0  # the table is not there yet


class Left:
    """One archive, unpacked: a server's data, and computer A's profile and folder, as the version left them."""

    def __init__(self, programs, archive, folder):
        subprocess.run(["tar", "-xJf", archive, "-C", folder, "--strip-components=1"], check=True)
        for name, place in (("profile", "profile-A"), ("root", "A")):
            os.rename(os.path.join(folder, name), os.path.join(folder, place))
        self.world = World(programs, folder=folder, tells_all=False)
        self.a = self.world.client("A", login=False)
        self.server = self.world.server
        with open(os.path.join(folder, "expected.json"), encoding="utf-8") as file:
            self.expected = json.load(file)
        self.store = os.path.join(self.a.profile, "store.sqlite")
        self.meta = os.path.join(self.server.data, "meta.sqlite")

    def take_down(self, kind, to):
        """As a version that knew only the steps up to `to` would have it."""
        path = self.store if kind == "local" else self.meta
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as store:
            store.execute("PRAGMA foreign_keys = OFF")
            for number in range(step_of(path), to, -1):
                with open(STEPS[kind][number - 1].replace(".up.sql", ".down.sql"), encoding="utf-8") as file:
                    store.executescript(f"BEGIN;\n{file.read()}\nDELETE FROM schema_migration WHERE number = {number};\nCOMMIT;")

    def start(self):
        """The server, and the profile knows where it and the folder are now."""
        self.server.start()
        self.settle_in()

    def settle_in(self):
        with contextlib.closing(sqlite3.connect(self.store)) as store, store:
            store.execute("UPDATE account SET server_url = ?", (self.server.url,))
            store.execute("UPDATE project SET root_path = ? WHERE root_path <> ''", (self.a.root,))
        token = os.path.join(self.a.profile, "token")
        with open(token, "r+", encoding="utf-8") as file:
            kept = json.load(file)
            file.seek(0)
            file.truncate()
            json.dump({**kept, "origin": self.server.url}, file)

    def must_be_whole(self, history=True):
        """Everything that the version knew, and what waited goes up and comes to a new computer."""
        a, expected = self.a, self.expected
        must(a.tide("--json", "whoami")[0]["user"] == expected["user"], "the account is another")
        a.tide("sync")
        found = {os.fsdecode(path): [row[0], row[1], row[4] or os.fsdecode(row[3]) if row[0] != "dir" else ""] for path, row in listing(a.root).items()}
        must(found.pop("waits.txt", None), "what was written last is gone")
        must(found == expected["files"], f"the files are others: {found} instead of {expected['files']}")
        revisions = [row["revision"] for row in a.tide("--json", "log", a.root)]
        must(revisions[-len(expected["revisions"]):] == expected["revisions"] and len(revisions) == len(expected["revisions"]) + 1,
             f"the history is another: {revisions}")
        old = expected["old"]
        must(a.tide("cat", f"harbour/{old['path']}", "--revision", str(old["revision"])) == old["content"], "an old version reads otherwise")
        if history:
            names = [row["name"] for row in a.tide("--json", "snapshot", "list", "harbour")]
            must(names == expected["snapshots"], f"the snapshots are others: {names}")
        must(sorted(row["path"] for row in a.tide("--json", "trash", "list")) == expected["trash"], "the trash is another")
        must(step_of(self.store) == len(STEPS["local"]) and step_of(self.meta) == len(STEPS["server"]), "not all steps were taken")
        b = self.world.client("C")
        b.tide("clone", "harbour", b.root)
        must_equal(a.root, b.root, "a new computer gets other files")
        must(a.tide("--json", "verify", a.root)[-1]["equal"], "verify")


@contextlib.contextmanager
def left(programs, archive, on_disk_of=None):
    """`on_disk_of`: the size of a small disk of its own for all of it."""
    with tempfile.TemporaryDirectory(prefix="tideline-upgrades-") as folder:
        disk = SmallDisk(os.path.join(folder, "disk"), on_disk_of) if on_disk_of else None
        one = Left(programs, archive, disk.path if disk else folder)
        one.disk = disk
        try:
            yield one
        finally:
            for client in one.world.clients:
                client.stop()
            one.server.stop()
            if disk:
                subprocess.run(["umount", "--lazy", disk.path], check=True)


def from_each_version(programs, archives):
    """As it is: the steps that came since are taken, beside a copy of what was."""
    for archive in archives:
        with left(programs, archive) as one:
            before = {path: step_of(path) for path in (one.store, one.meta)}
            one.start()
            one.must_be_whole()
            for path, kind in ((one.store, "local"), (one.meta, "server")):
                if before[path] < len(STEPS[kind]):
                    copy = f"{path}.before-{before[path] + 1:04}"
                    must(os.path.exists(copy) and step_of(copy) == before[path], f"{copy} is not kept")
        print(f"{os.path.basename(archive)}: client from step {before[one.store]}, server from step {before[one.meta]}")


def from_each_step(programs, archives):
    for archive in archives[-1:]:
        with left(programs, archive) as one:
            local, server = step_of(one.store), step_of(one.meta)
        for number in range(1, max(local, server) + 1):
            with left(programs, archive) as one:
                one.take_down("local", min(number, local))
                one.take_down("server", min(number, server))
                one.start()
                one.must_be_whole(history=number > 1)  # the second step of the server brings snapshots
        print(f"{os.path.basename(archive)}: from each of {max(local, server)} steps")


def newer(programs, archives):
    """A downgrade: refused by both programs, in words, without a byte changed; the copy that the upgrade kept is put back, and is whole."""
    with left(programs, archives[0]) as one:
        for kind in STEPS:
            one.take_down(kind, len(STEPS[kind]) - 1)
        one.start()
        one.a.tide("sync")
        one.server.stop()
        for path, kind, refused in ((one.store, "local", [one.a.program, "--profile", one.a.profile, "status"]),
                                    (one.meta, "server", [one.server.program, "--data", one.server.data, "--listen", "127.0.0.1:0"])):
            latest = len(STEPS[kind])
            kept = f"{path}.before-{latest:04}"
            must(step_of(path) == latest and os.path.exists(kept) and step_of(kept) == latest - 1, f"{kept} is not what was there before the upgrade")
            with contextlib.closing(sqlite3.connect(path)) as store, store:
                store.execute("INSERT INTO schema_migration VALUES (?, 'of_tomorrow', zeroblob(32), 0)", (latest + 1,))
            before = hashlib.sha256(read("/", path)).digest()
            done = subprocess.run(refused, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
            words = done.stdout + done.stderr
            must(done.returncode != 0, f"{refused[0]} took data of a newer version: {words}")
            for word in ("newer version", f"{latest + 1:04}", f"{latest:04}", "copy"):
                must(word in words, f"{refused[0]} does not say {word!r}: {words}")
            must(hashlib.sha256(read("/", path)).digest() == before, f"{path} was changed")
            for beside in ("-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    os.remove(path + beside)
            os.replace(kept, path)
        one.server.start()
        one.settle_in()
        one.must_be_whole()
    print("data of a newer version is refused by tide and tideline-server; the copies that the upgrade kept restore")


def killed(programs, archives):
    """kill -9 as soon as so many steps are taken; then it goes on from there."""
    landed = []
    for steps in range(1, len(STEPS["server"]), 3):
        with left(programs, archives[0]) as one:
            one.take_down("server", 1)
            one.take_down("local", 1)
            with open(one.server.log, "ab") as log:
                server = subprocess.Popen([one.server.program, "--data", one.server.data, "--listen", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
                                          stdout=log, stderr=log)
            end = time.monotonic() + 60
            while step_of(one.meta) < steps and time.monotonic() < end and server.poll() is None:
                pass
            server.kill()
            server.wait()
            landed.append(step_of(one.meta))
            one.start()
            one.must_be_whole(history=False)
    print(f"killed after steps {landed} of {len(STEPS['server'])}, and went on each time")


def full(programs, archives):
    """No space for the copy: nothing is changed, both programs say what failed and what to do, and with space they go on."""
    if os.environ.get("TIDELINE_OWN_MOUNTS") != "1":
        print("full: SKIPPED, no small disk can be made here (are we root?)")
        return
    with left(programs, archives[0], on_disk_of="64m") as one:
        for path, kind, begun in ((one.store, "local", [one.a.program, "--profile", one.a.profile, "status"]),
                                  (one.meta, "server", [one.server.program, "--data", one.server.data, "--listen", "127.0.0.1:0"])):
            one.take_down(kind, 1)
            one.disk.fill(rest=96 << 10)  # enough to open it
            before = hashlib.sha256(read("/", path)).digest()
            done = subprocess.run(begun, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
            words = done.stdout + done.stderr
            must(done.returncode > 0, f"{begun[0]} began without room for the copy, or died: {done.returncode} {words}")
            must(any(said in words for said in FULL) and any(said in words for said in MEND), f"{begun[0]} does not say what failed and what to do: {words}")
            one.disk.free()
            must(step_of(path) == 1 and hashlib.sha256(read("/", path)).digest() == before, f"{path} was changed")
            must(not glob.glob(path + ".before-*"), f"half a copy is left: {glob.glob(path + '.before-*')}")
        one.start()
        one.must_be_whole(history=False)
    print("an upgrade without room changes nothing, says so, and goes on with it")


CASES = {"from_each_version": from_each_version, "newer": newer, "from_each_step": from_each_step, "killed": killed, "full": full}


def main():
    if os.environ.get("TIDELINE_OWN_MOUNTS") != "1":
        if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()], capture_output=True, check=False).returncode == 0:
            os.environ["TIDELINE_OWN_MOUNTS"] = "1"
            os.execvp("unshare", ["unshare", "-m", sys.executable, *sys.argv])
    programs, *names = sys.argv[1:]
    archives = sorted(glob.glob(os.path.join(DATA, "*.tar.xz")))
    must(archives, f"{DATA} has no archive")
    for name in names or CASES:
        begin = time.monotonic()
        CASES[name](programs, archives)
        print(f"{name}: {time.monotonic() - begin:.1f} s")


if __name__ == "__main__":
    main()
