#!/usr/bin/env python3
"""A folder of a project is the mount point of another disk. Without that disk nothing is deleted and nothing is put where it would be out
of sight; with it all goes on, and a real deletion there is one.

usage: other_disk.py BIN_DIR
The disk is mounted in a mount namespace of our own. Where that cannot be, it says that it is skipped and ends with 77.
"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, must_equal

SKIPPED = 77
FAILED = 1  # what tide ends with when a file could not be synced


def write(root, name, text):
    with open(os.path.join(root, name), "w", encoding="utf-8") as file:
        file.write(text)


def mount(source, target):
    subprocess.run(["mount", "--bind", source, target], check=True)


def story(world):
    a, b = (world.client(name) for name in "AB")
    disk = os.path.join(world.folder, "disk")
    os.makedirs(disk)
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=True)
    data = os.path.join(a.root, "data")
    os.makedirs(data)
    mount(disk, data)
    for number in range(20):
        write(data, f"day {number}.csv", f"{number}")
    write(a.root, "notes.md", "notes")
    a.tide("create", "p", "--from", a.root)
    b.tide("clone", "p", b.root)
    must_equal(a.root, b.root, "a first sync")

    subprocess.run(["umount", data], check=True)
    a.tide("sync", a.root, expect=(FAILED,))
    said = a.tide("status", a.root, expect=None)
    if "Another disk" not in said:
        raise Failure(f"the missing disk is not named: {said}")
    write(os.path.join(b.root, "data"), "new.csv", "from B")
    write(b.root, "notes.md", "changed by B")
    b.tide("sync", b.root)
    a.tide("sync", a.root, expect=(FAILED,))
    if os.listdir(data):
        raise Failure(f"without its disk these were put there: {os.listdir(data)}")
    with open(os.path.join(a.root, "notes.md"), encoding="utf-8") as file:
        if file.read() != "changed by B":
            raise Failure("the rest of the project did not go on")
    b.tide("sync", b.root)
    if len(os.listdir(os.path.join(b.root, "data"))) != 21:
        raise Failure("B lost files of the disk that A was without")
    os.remove(os.path.join(b.root, "data", "new.csv"))  # nothing comes down to another disk: core/files/README.md, "Known limits"
    b.tide("sync", b.root)

    mount(disk, data)
    a.tide("sync", a.root)
    must_equal(a.root, b.root, "the disk came back")
    os.remove(os.path.join(data, "day 2.csv"))
    a.tide("sync", a.root)
    b.tide("sync", b.root)
    must_equal(a.root, b.root, "a deletion on that disk")
    if os.path.exists(os.path.join(b.root, "data", "day 2.csv")):
        raise Failure("a deletion on that disk was none")
    subprocess.run(["umount", data], check=True)
    os.rmdir(data)
    a.tide("sync", a.root)
    b.tide("sync", b.root)
    must_equal(a.root, b.root, "the folder was deleted")


def main():
    if os.environ.get("TIDELINE_OWN_MOUNTS") != "1":
        if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()], capture_output=True, check=False).returncode:
            print("other_disk: skipped, no disk can be mounted here (are we root?)")
            return SKIPPED
        os.environ["TIDELINE_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "-m", sys.executable, *sys.argv])
    with World(sys.argv[1]) as world:
        story(world)
    print("a disk that was away for two syncs: nothing was deleted, nothing put out of sight; back, both sides were equal")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
