"""Inside a cell: one curve at one size, from an empty server on. Each finished step is a line of JSON.

usage: case.py SPEC.json, as cell.py writes it: curve, size, bin, seed, disk, folder, out
"""
import json
import os
import random
import sys
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import cell
from curves import CURVES
from meter import Meter
from world import Failure, World, must_equal, tail

SERVER = "tideline-server"


class Case:
    """What a curve sees: a server, computers, and how to measure.

    Invariant: a step is written only after its result was seen to be right (seen()).
    """

    def __init__(self, spec):
        self.began = time.monotonic()
        self.size, self.folder, self.out = spec["size"], spec["folder"], spec["out"]
        self.numbers = random.Random(f"{spec['curve']} {spec['seed']}")
        self.world = World(spec["bin"], keep=True, folder=self.folder, tells_all=False)
        self.server = self.world.server.start()
        self.done = []

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def client(self, name):
        """Another computer, signed in; its folder (`root`) is not made yet."""
        return self.world.client(name)

    def step(self, name, action):
        """Measures it; gives what it gave."""
        self.log(name)
        with Meter() as meter:
            given = action()
        values = meter.values()
        programs = values.pop("program_peak_bytes")
        clients = [most for program, most in programs.items() if program != SERVER]
        self.done.append({"step": name, **values, "client_peak_bytes": max(clients, default=0),
                          "server_peak_bytes": programs.get(SERVER, 0)})
        return given

    def note(self, step, **values):
        """More values of a step that was just measured."""
        next(row for row in reversed(self.done) if row["step"] == step).update(values)

    def seen(self, *pairs):
        """The folders of each pair must hold the same, times too; then the steps so far are written."""
        for left, right in pairs:
            must_equal(left, right, "the result is not the same")
        if pairs:
            self.log("seen to be equal")
        self.write(*self.done)
        self.done = []

    def write(self, *rows):
        with open(self.out, "a", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)

    def log(self, what):
        print(f"{time.monotonic() - self.began:8.2f} s  {what}", flush=True)


def main():
    spec = cell.entered(sys.argv[1])
    case = Case(spec)
    try:
        CURVES[spec["curve"]].run(case)
        case.server.stop()
        case.write({"end": "done"})
    except Exception as error:  # whatever it is, the case that it broke must say so
        traceback.print_exc()
        case.write({"error": str(error) if isinstance(error, Failure) else repr(error),
                    "log": tail(case.server.log)}, {"end": "failed"})
    return 0


if __name__ == "__main__":
    sys.exit(main())
