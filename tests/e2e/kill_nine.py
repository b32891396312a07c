#!/usr/bin/env python3
"""kill -9 of a client or of the server at random moments of a sync of 2,000 files; afterwards the trees are equal and
every acknowledged byte is there. A kill counts only when work was open: the killed process was a sync that had not ended.

usage: kill_nine.py BIN_DIR [--kills 50] [--seed N]
"""
import argparse
import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, listing, must_equal


def fill(root, numbers, generator, mark):
    for number in numbers:
        folder = os.path.join(root, f"folder {number % 40}")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"file {number}"), "wb") as file:
            file.write(f"{mark} {number} ".encode() + generator.randbytes(generator.choice([50, 2_000, 30_000])))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    generator = random.Random(options.seed)
    counted = {"A": 0, "B": 0, "server": 0}
    with World(options.bin) as world:
        a, b = world.client("A"), world.client("B")
        os.makedirs(a.root)
        a.tide("create", "kills", "--from", a.root)
        b.tide("clone", "kills", b.root)
        attempts = 0
        sync_time = 2.0
        wave = 0
        expected = {}
        while sum(counted.values()) < options.kills:
            attempts += 1
            if attempts > options.kills * 6:
                raise Failure(f"only {counted} kills met open work")
            if wave % 4 == 0:
                fill(a.root, range(2000), generator, f"wave {wave}")
                expected = listing(a.root)
            wave += 1
            victim = generator.choice(["A", "B", "server"])
            client = {"A": a, "B": b, "server": generator.choice([a, b])}[victim]
            started = time.monotonic()
            process = client.spawn("sync", client.root, "--yes")
            delay = generator.uniform(0.005, sync_time)
            while time.monotonic() - started < delay and process.poll() is None:
                time.sleep(0.002)
            if process.poll() is not None:  # it ended first: nothing was open
                sync_time = max(0.1, 0.7 * sync_time)
                continue
            if victim == "server":
                world.server.kill()
                process.wait(120)
                world.server.start()
            else:
                process.kill()
                process.wait()
            counted[victim] += 1
            if generator.random() < 0.3:
                for one in (a, b):
                    one.tide("sync", one.root, "--yes", expect=(0, 3))
                sync_time = min(4.0, sync_time * 1.5)
        for _ in range(2):
            for one in (a, b):
                one.tide("sync", one.root, "--yes", expect=(0, 3))
        must_equal(a.root, b.root, "A and B differ")
        final = listing(a.root)
        lost = [path for path, row in expected.items() if final.get(path) != row]
        if lost:
            raise Failure(f"{len(lost)} saved files are not as they were saved, e.g. {os.fsdecode(lost[0])}")
        c = world.client("C")
        c.tide("clone", "kills", c.root)
        c.tide("sync", c.root)
        must_equal(a.root, c.root, "the server's tree differs")
        extra = [path for path in final if b"conflict" in path]
        print(f"{sum(counted.values())} kills with work open {counted} in {attempts} attempts: equal, "
              f"{len(final)} entries, {len(extra)} conflict copies")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
