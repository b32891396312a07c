"""A longer and longer history: one file of a project, saved and synced again and again."""
import os

import data
from world import Failure

from .curve import Curve, save

NAME = "results.csv"


class Revisions(Curve):
    """Timed: all saves, each with its `tide sync` of A; `tide log` of the file in full, and of its newest 50; `tide sync` with nothing
    changed; `tide sync` of B, which is all those revisions behind; `tide clone` to C; `tide cat` of the oldest version."""

    name, title, unit = "revisions", "revisions of one file", "revisions"
    sizes, weight = (10, 100, 1_000, 10_000), 100
    disk_bytes, inodes = 20e3, 2

    def run(self, case):
        a, b, c = (case.client(name) for name in "ABC")
        path = os.path.join(a.root, NAME)
        oldest = data.csv(case.numbers, 1000)
        data.write(a.root, NAME, oldest)
        for number in range(9):
            data.write(a.root, f"notes/{number}.txt", case.numbers.randbytes(100))
        a.tide("create", "bench", "--from", a.root)
        b.tide("clone", "bench", b.root)

        def saves():
            for number in range(case.size):
                save(case, path, b"%d," % number + data.csv(case.numbers, 1000))
                a.tide("sync", a.root, timeout=None)

        case.step("saves", saves)
        case.step("unchanged", lambda: a.tide("sync", a.root, timeout=None))
        case.step("catch up", lambda: b.tide("sync", b.root, timeout=None))
        case.step("clone", lambda: c.tide("clone", "bench", c.root, timeout=None))
        case.seen((a.root, b.root), (a.root, c.root))
        case.step("log", lambda: a.tide("log", path, "-n", str(case.size + 10), timeout=None))
        case.step("log of 50", lambda: a.tide("log", path, timeout=None))
        rows = [row for row in a.tide("--json", "log", path, "-n", str(case.size + 10), timeout=None) if "revision" in row]
        if len(rows) != case.size + 1:
            raise Failure(f"`tide log` shows {len(rows)} versions of {case.size + 1}")
        first = min(row["revision"] for row in rows)
        shown = case.step("cat the oldest", lambda: a.tide("cat", f"bench/{NAME}", "--revision", str(first), timeout=None))
        if shown.encode() != oldest:
            raise Failure("`tide cat` shows other bytes than the oldest version had")
        case.seen()
