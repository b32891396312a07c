"""A larger and larger file: of random bytes, and with holes."""
import os

import data

from .curve import Curve

MIB = 1024 * 1024
EACH = 20  # of a file with holes every so manieth MiB has bytes
NAME = "measurements.bin"


class LargeFile(Curve):
    """Timed: `tide create --from A`, `tide clone` to B, `tide sync` with nothing changed, `tide sync` of A and then of B after 1 MiB in
    its middle was written anew in place."""

    unit = "MiB"
    inodes = 1
    slack = 1.12

    def __init__(self, name, title, sizes, weight, each, copies):
        self.name, self.title, self.sizes, self.weight, self.each = name, title, sizes, weight, each
        self.disk_bytes = copies * MIB

    def run(self, case):
        a, b = case.client("A"), case.client("B")
        os.makedirs(a.root)
        path = os.path.join(a.root, NAME)
        with open(path, "wb") as file:
            for number in range(0, case.size, self.each):
                file.seek(number * MIB)
                file.write(case.numbers.randbytes(MIB))
            file.truncate(case.size * MIB)
        case.step("first sync", lambda: a.tide("create", "bench", "--from", a.root, timeout=None))
        case.step("clone", lambda: b.tide("clone", "bench", b.root, timeout=None))
        case.note("clone", disk_bytes=on_disk(b))
        case.seen((a.root, b.root))
        case.step("unchanged", lambda: a.tide("sync", a.root, timeout=None))
        with open(path, "r+b") as file:
            file.seek(case.size // 2 * MIB)
            file.write(case.numbers.randbytes(MIB))

        def edit():
            for side in (a, b):
                side.tide("sync", side.root, timeout=None)

        case.step("one edit", edit)
        case.note("one edit", disk_bytes=on_disk(b))
        case.seen((a.root, b.root))


def on_disk(side):
    return os.stat(os.path.join(side.root, NAME)).st_blocks * 512


# `copies`: A, the server, B, and what the edit replaced in B's trash; a file with holes counts whole once, should some be lost.
RANDOM = LargeFile("random", "one file of random bytes", (8, 80, 800, 8 * 1024), 100, 1, 4.4)
SPARSE = LargeFile("sparse", f"one file with holes, bytes in every {EACH}th MiB", (20, 200, 2_000, 20 * 1024), 40, EACH, 1.3)
