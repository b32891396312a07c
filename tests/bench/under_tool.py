"""Inside a cell: one first sync with every program of ours under a tool, as `watched` asks for it.

usage: under_tool.py SPEC.json, as cell.py writes it: bin, tree, seed, scale, before (program: what runs it), disk, folder, out
"""
import json
import os
import signal
import sys
import traceback

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import cell
import data
from world import Failure, World, must_equal


def synced(spec):
    """`tide create --from A`, then `tide clone` to B. Returns once all have ended and both sides were seen to be equal."""
    world = World(spec["bin"], keep=True, folder=spec["folder"], tells_all=False)
    world.server.before = spec["before"]["server"]
    world.server.start()
    try:
        a, b = world.client("A"), world.client("B")
        data.make(spec["tree"], spec["seed"], spec["scale"], a.root)
        a.before, b.before = spec["before"]["create"], spec["before"]["clone"]
        a.tide("create", "bench", "--from", a.root, timeout=None)
        b.tide("clone", "bench", b.root, timeout=None)
    finally:
        end_below(world.server.process)
    must_equal(a.root, b.root, "the result is not the same")


def end_below(tool):
    """Asks the program below the tool to end, and waits until the tool has written what it saw."""
    with open(f"/proc/{tool.pid}/task/{tool.pid}/children", encoding="ascii") as file:
        for child in file.read().split():
            os.kill(int(child), signal.SIGTERM)
    tool.wait(120)


def main():
    spec = cell.entered(sys.argv[1])
    row = {"end": "done"}
    try:
        synced(spec)
    except Exception as error:  # whatever it is, the row must say so
        traceback.print_exc()
        row = {"error": str(error) if isinstance(error, Failure) else repr(error), "end": "failed"}
    with open(spec["out"], "a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
