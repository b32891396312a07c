"""More and more projects of ten small files each, on one server and one computer."""
import os

import data
from world import Failure

from .curve import Curve, save

FILES = 10


class Projects(Curve):
    """Timed: all `tide create --from`; the server's start, until it listens; `tide projects`, `tide status`, `tide ls` of one; `tide sync`
    of all with nothing changed, and of one after a file in it was saved; all `tide clone` on another computer."""

    name, title, unit = "projects", "projects of 10 files", "projects"
    sizes, weight = (10, 100, 1_000), 100
    disk_bytes, inodes = 400e3, 60

    def run(self, case):
        a, b = case.client("A"), case.client("B")
        names = [f"project {number:05}" for number in range(case.size)]
        one = names[len(names) // 2]
        for name in names:
            for number in range(FILES):
                data.write(a.root, f"{name}/{number}.dat", case.numbers.randbytes(32))
        os.makedirs(b.root)

        def create():
            for name in names:
                a.tide("create", name, "--from", os.path.join(a.root, name), timeout=None)

        def clone():
            for name in names:
                b.tide("clone", name, os.path.join(b.root, name), timeout=None)

        case.step("create all", create)
        case.server.stop()
        case.step("server start", case.server.start)
        listed = case.step("projects", lambda: a.tide("projects", timeout=None))
        told = case.step("status", lambda: a.tide("status", timeout=None))
        for shown in (listed, told):
            lacking = [name for name in names if name not in shown]
            if lacking:
                raise Failure(f"{lacking[0]} and {len(lacking) - 1} more are not shown")
        case.step("ls of one", lambda: a.tide("ls", one, timeout=None))
        case.step("sync all", lambda: a.tide("sync", timeout=None))
        save(case, os.path.join(a.root, one, "3.dat"), case.numbers.randbytes(33))
        case.step("sync one", lambda: a.tide("sync", os.path.join(a.root, one), timeout=None))
        case.step("clone all", clone)
        case.seen(*((os.path.join(a.root, name), os.path.join(b.root, name)) for name in names))
