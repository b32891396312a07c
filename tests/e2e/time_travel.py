#!/usr/bin/env python3
"""Going back on real disks: an older version of a file or folder restored, the last sync undone, a whole project as its
snapshot has it; and what that leaves in the trash, in the history and on the other side.

usage: time_travel.py BIN_DIR [CASE…]
"""
import os
import shutil
import sys

from world import Failure, World, difference, listing, must_equal


def write(root, path, content):
    target = os.path.join(root, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)


def read(root, path):
    with open(os.path.join(root, path), "rb") as file:
        return file.read()


def must(fact, what):
    if not fact:
        raise Failure(what)


class Pair:
    """A project p of some files on computers A and B, in sync."""

    def __init__(self, world):
        self.world = world
        self.a, self.b = world.client("A"), world.client("B")
        self.first = {"notes.md": b"first\n", "data/t.csv": b"a,b\n1,2\n", "data/deep/model.bin": os.urandom(2_000_000),
                      "run.sh": b"#!/bin/sh\n"}
        for path, content in self.first.items():
            write(self.a.root, path, content)
        os.chmod(os.path.join(self.a.root, "run.sh"), 0o755)
        os.symlink("notes.md", os.path.join(self.a.root, "link"))
        self.a.tide("create", "p", "--from", self.a.root)
        self.b.tide("clone", "p", self.b.root)

    def path(self, *parts):
        return os.path.join(self.a.root, *parts)

    def settle(self, what):
        """Both sync until nothing moves, and hold the same."""
        for client in (self.a, self.b, self.a, self.b):
            client.tide("sync", expect=(0, 3))
        must_equal(self.a.root, self.b.root, what)

    def trash(self, client):
        """The contents of what lies in a client's trash."""
        folder = os.path.join(client.root, ".tideline", "trash")
        return sorted(read(folder, name) for name in os.listdir(folder) if os.path.isfile(os.path.join(folder, name)))


def restore(pair):
    a, b = pair.a, pair.b
    write(a.root, "notes.md", "second\n")
    os.chmod(pair.path("run.sh"), 0o644)
    os.remove(pair.path("link"))
    os.symlink("run.sh", pair.path("link"))
    shutil.rmtree(pair.path("data"))
    pair.settle("edits")
    head = a.tide("--json", "log", a.root)[0]["revision"]
    write(a.root, "notes.md", "never synced\n")
    rows = a.tide("--json", "restore", pair.path("notes.md"), "--revision", "1")
    must([row["what"] for row in rows] == ["replaced"], f"restore said {rows}")
    must(read(a.root, "notes.md") == pair.first["notes.md"], "the first version did not come back")
    must(b"never synced\n" in pair.trash(a), "the bytes that were replaced are not in the trash")
    a.tide("restore", "p/data", "--revision", "1")
    a.tide("restore", pair.path("run.sh"), "--revision", "1")
    a.tide("restore", pair.path("link"), "--revision", "1")
    a.tide("restore", "p/notes.md", "--revision", str(head), "--as", "notes as they were.md")
    pair.settle("what was restored")
    for path, content in pair.first.items():
        must(read(b.root, path) == content, f"{path} is not as it was")
    must(os.stat(os.path.join(b.root, "run.sh")).st_mode & 0o100, "the executable bit did not come back")
    must(os.readlink(os.path.join(b.root, "link")) == "notes.md", "the link did not come back")
    must(read(b.root, "notes as they were.md") == b"second\n", "the copy under another name is wrong")
    a.tide("restore", "p/nope", "--revision", "1", expect=(1,))
    a.tide("restore", "p/notes.md", expect=(2,))
    must(a.tide("--json", "verify", a.root)[-1]["equal"], "verify")


def undo(pair):
    a, b = pair.a, pair.b
    for number in range(200):
        write(a.root, f"many/{number:03}.txt", f"file {number}\n" * 50)
    pair.settle("many files")
    before = listing(b.root)
    for number in range(0, 200, 4):
        write(a.root, f"many/{number:03}.txt", "edited\n")
        os.remove(pair.path(f"many/{number + 1:03}.txt"))
        os.rename(pair.path(f"many/{number + 2:03}.txt"), pair.path(f"many/{number + 2:03} moved.txt"))
    os.rename(pair.path("data"), pair.path("renamed"))
    write(a.root, "renamed/deep/new/file.txt", "new\n")
    os.chmod(pair.path("run.sh"), 0o644)
    a.tide("sync")
    b.tide("sync")
    after = listing(b.root)
    planned = b.tide("--json", "undo", b.root, "--dry-run")
    must(not difference(after, listing(b.root)), "a dry run changed something")
    done = b.tide("--json", "undo", b.root)
    must([row["path"] for row in planned] == [row["path"] for row in done], "the dry run told another list")
    must(all(row["what"] == "undone" for row in done), f"left alone: {[row for row in done if row['what'] != 'undone']}")
    lines = difference(before, listing(b.root))
    must(not lines, "the folder is not as it was before the sync:\n  " + "\n  ".join(lines))
    pair.settle("what was undone")
    must(not difference(before, listing(a.root), times=False), "the undo did not arrive as edits")
    must(b.tide("--json", "verify", b.root)[-1]["equal"], "verify")


def snapshot(pair):
    a, b = pair.a, pair.b
    for number in range(40):
        write(a.root, f"many/{number:02}.txt", f"file {number}\n" * 50)
    write(a.root, "notes.md", "as it was in v1\n")  # not synced: the snapshot holds what is saved
    made = a.tide("--json", "snapshot", "create", "paper v1", "-m", "as submitted", "--project", "p")[0]
    pair.settle("the state of the snapshot")
    then = listing(a.root)

    write(a.root, "notes.md", "second\n")
    shutil.rmtree(pair.path("data", "deep"))
    os.rename(pair.path("data"), pair.path("results"))
    os.rename(pair.path("many", "00.txt"), pair.path("swap"))
    os.rename(pair.path("many", "01.txt"), pair.path("many", "00.txt"))
    os.rename(pair.path("swap"), pair.path("many", "01.txt"))
    os.chmod(pair.path("run.sh"), 0o644)
    a.tide("sync")
    b.tide("sync")
    os.remove(os.path.join(b.root, "link"))
    write(b.root, "link/is a folder now.txt", "folder\n")
    os.rename(os.path.join(b.root, "many", "02.txt"), os.path.join(b.root, "out of its folder.txt"))
    shutil.rmtree(os.path.join(b.root, "many"))
    pair.settle("edits on both sides")
    edited = listing(a.root)
    second = a.tide("--json", "snapshot", "create", "later", "--project", "p")[0]
    write(a.root, "notes.md", "saved a moment ago\n")
    write(b.root, "run.sh", "#!/bin/sh\necho never synced\n")

    rows = a.tide("--json", "snapshot", "list", a.root)
    must([row["name"] for row in rows] == ["later", "paper v1"], f"the list is {rows}")
    must(rows[1]["revision"] == made["revision"] and rows[1]["message"] == "as submitted", f"the list is {rows}")
    done = a.tide("--json", "snapshot", "restore", "paper v1", "--project", "p")[0]
    must(done["sync"]["equal"] and done["changes"] > 0, f"restore said {done}")
    lines = difference(then, listing(a.root))
    must(not lines, "A is not as in the snapshot:\n  " + "\n  ".join(lines))
    must(b"saved a moment ago\n" in pair.trash(a), "A's last edit is not in the trash")
    before = a.tide("cat", "p/notes.md", "--revision", str(done["head_revision"] - 1))
    must("saved a moment ago" in str(before), f"A's last edit is not in the history: {before}")
    log = a.tide("--json", "log", a.root)
    must(log[0]["revision"] == done["head_revision"] and "paper v1" in log[0]["message"], f"the history begins with {log[0]}")
    must(len(log) >= 4 and log[1]["revision"] == done["head_revision"] - 1, "the edits are not in the history")

    b.tide("sync", "--yes", expect=(0, 3))
    must(any(read(b.root, name).endswith(b"never synced\n") for name in os.listdir(b.root) if name.startswith("run")),
         "B's edit that was not synced is gone")
    must(b"second\n" in pair.trash(b), "what B had is not in its trash")
    pair.settle("B's edit")
    a.tide("--json", "snapshot", "restore", "paper v1", "--project", a.root, expect=(0, 3))
    b.tide("sync", "--yes", expect=(0, 3))
    for client in (a, b):
        lines = difference(then, listing(client.root))
        must(not lines, "a disk is not as in the snapshot:\n  " + "\n  ".join(lines))
    must(a.tide("--json", "snapshot", "restore", "paper v1", "--project", "p", expect=(0, 3))[0]["changes"] == 0, "done twice")

    b.tide("snapshot", "restore", "later", "--project", "p", expect=(0, 3))
    a.tide("sync", "--yes", expect=(0, 3))
    for client in (a, b):
        lines = difference(edited, listing(client.root))
        must(not lines, "forth again, and not as it was:\n  " + "\n  ".join(lines))
    a.tide("snapshot", "live", "later", "--project", "p")
    must(b.tide("--json", "snapshot", "list", "p")[0]["live"], "it is not live")
    a.tide("snapshot", "create", "later", "--project", "p", expect=(1,))
    a.tide("snapshot", "live", "later", "--off", "--project", "p")
    a.tide("snapshot", "delete", "later", "--project", "p")
    a.tide("snapshot", "restore", "later", "--project", "p", expect=(1,))
    a.tide("snapshot", "create", "again", "--revision", str(second["revision"]), "--project", "p")
    must([row["name"] for row in b.tide("--json", "snapshot", "list", "p")] == ["again", "paper v1"], "the list at the end")
    for client in (a, b):
        must(client.tide("--json", "verify", client.root)[-1]["equal"], "verify")


CASES = [restore, undo, snapshot]


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
