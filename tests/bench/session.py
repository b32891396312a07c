"""Inside a cell: one system carries one tree from A to B, then the works on that tree follow. Each finished row is a line of JSON.

usage: session.py SPEC.json, as cell.py writes it: peer, bin, tree, rows, seed, scale, quick, limits, disk, folder, out
"""
import json
import os
import random
import sys
import threading
import time
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import cell
import data
import peers
import works
from meter import Meter
from world import Failure, difference, listing


class Session:
    """What a work sees: the peer, its two folders, and how to measure.

    Invariant: a row is written only after its result was seen to be the same on both sides.
    """

    def __init__(self, spec):
        self.began = time.monotonic()
        self.quick = spec["quick"]
        self.scale = spec["scale"]
        self.numbers = random.Random(f"session {spec['seed']}")
        self.limits = spec["limits"]
        self.out = spec["out"]
        self.watching = False
        self.saves = 0
        self.peer = peers.PEERS[spec["peer"]](spec["folder"], spec["bin"])
        data.make(spec["tree"], spec["seed"], spec["scale"], self.peer.a)
        self.log("A is made")

    def measured(self, step):
        with Meter(drained=not self.quick) as meter:
            step()
        values = meter.values()
        clients = [most for program, most in values["program_peak_bytes"].items() if program not in self.peer.servers]
        return {**values, "client_peak_bytes": max(clients, default=0)}

    def watch(self):
        """Both sides follow each other from here on, if the peer can."""
        if not self.watching and "watch" in self.peer.verbs:
            self.peer.watch()
        self.watching = True

    def must_be_equal(self):
        """A and B hold the same bytes under the same names. Times are not compared: some peers cut them to seconds."""
        if not self.peer.copies:
            return
        sides = [listing(root) for root in (self.peer.a, self.peer.b)]
        for side in sides:
            for path in [path for path in side if path.split(b"/")[0] in self.peer.marks]:
                del side[path]
        lines = difference(*sides, times=False)
        if lines:
            raise Failure("the result is not the same:\n  " + "\n  ".join(lines))

    def log(self, what):
        print(f"{time.monotonic() - self.began:8.2f} s  {what}", flush=True)

    def write(self, **row):
        with open(self.out, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")

    def run(self, work):
        """Runs a work within its limit; past it, the row says so and the whole cell ends."""
        def too_slow():
            self.write(row=work.name, stopped_after_s=limit)
            self.write(end="stopped")
            os._exit(0)

        limit = self.limits.get(work.name)
        timer = threading.Timer(limit or 0, too_slow)
        timer.daemon = True
        if limit:
            timer.start()
        values = work.run(self)
        timer.cancel()
        self.log(f"{work.name}: done")
        if work.copies:
            self.must_be_equal()
            self.log(f"{work.name}: seen to be equal")
        self.write(row=work.name, **values)


def main():
    spec = cell.entered(sys.argv[1])
    session = Session(spec)
    try:
        session.peer.start()
        session.log("the peer is started")
        for work in works.of_tree(spec["tree"]):
            if work.sets_up or work.name in spec["rows"]:
                session.run(work)
        session.peer.stop()
        session.log("the peer is stopped")
        session.write(end="done")
    except Exception as error:  # whatever it is, the row that it broke must say so
        traceback.print_exc()
        session.write(error=str(error) if isinstance(error, Failure) else repr(error), log=session.peer.log_tail())
        session.write(end="failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
