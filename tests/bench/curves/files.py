"""More and more small files: in many folders, and in a single one."""
import os

import data
from world import Failure

from .curve import Curve, save

SIZE = 32  # bytes of a file
CROWDED = "crowded"


def spread(root, numbers, count):
    """`count` files in folders of 100 in folders of 100, like the bench's `million`."""
    for number in range(count):
        data.write(root, f"{number // 10000:02}/{number // 100 % 100:02}/{number % 100:02}.dat", numbers.randbytes(SIZE))


def crowd(root, numbers, count):
    """`count` files in one folder."""
    os.makedirs(os.path.join(root, CROWDED))
    for number in range(count):
        data.write(root, f"{CROWDED}/{number:06}.dat", numbers.randbytes(SIZE))


class Files(Curve):
    """Timed: `tide create --from A`, `tide clone` to B, `tide sync` of A with nothing changed, `tide sync` of A and then of B after one
    file was saved, `tide status`, `tide ls` of the folder of the file that was saved."""

    unit, disk_bytes, inodes = "files", 16e3, 2.1

    def __init__(self, name, title, sizes, memory, make, edited):
        self.name, self.title, self.sizes, self.memory, self.make, self.edited = name, title, sizes, memory, make, edited

    def run(self, case):
        a, b = case.client("A"), case.client("B")
        self.make(a.root, case.numbers, case.size)
        folder, name = os.path.split(self.edited)
        there = len(os.listdir(os.path.join(a.root, folder)))
        case.step("first sync", lambda: a.tide("create", "bench", "--from", a.root, timeout=None))
        case.step("clone", lambda: b.tide("clone", "bench", b.root, timeout=None))
        case.seen((a.root, b.root))
        a.tide("sync", a.root, timeout=None)  # warms the caches
        case.step("unchanged", lambda: a.tide("sync", a.root, timeout=None))
        save(case, os.path.join(a.root, self.edited), case.numbers.randbytes(SIZE + 1))

        def edit():
            for side in (a, b):
                side.tide("sync", side.root, timeout=None)

        case.step("one edit", edit)
        case.seen((a.root, b.root))
        case.step("status", lambda: a.tide("status", timeout=None))
        listed = case.step("ls", lambda: a.tide("ls", f"bench/{folder}", timeout=None))
        if listed.count(".dat") != there or name not in listed:
            raise Failure(f"`tide ls` shows {listed.count('.dat')} files of {there}")
        case.seen()


FILES = Files("files", "files in a project", (1_000, 10_000, 100_000, 1_000_000), {100_000: 120e6, 1_000_000: 400e6}, spread,
              "00/00/00.dat")
FOLDER = Files("folder", "files in one folder", (1_000, 10_000, 100_000), {100_000: 120e6}, crowd, f"{CROWDED}/000000.dat")
