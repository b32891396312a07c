#!/usr/bin/env python3
"""A disk fills at a drawn point while three people edit: A's folder, A's profile (its store), or the server's data. Whoever is hit gets a
clear error, nothing is lost, the others go on; and once there is space again, a further sync makes all equal.

usage: full_disk.py BIN_DIR [--seed N] [--rounds 2]
The small disks are mounted in a mount namespace of our own. Where that cannot be, it says that it is skipped and ends with 77.
"""
import argparse
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
from saved import Author, must_be_kept
from world import Client, Failure, World, difference, listing, must_equal

SKIPPED = 77
FULL = ["No space left on device", "no space left for the store", "The server has no space left", "not enough space"]
MEND = ["Free some space", "ask for more"]
SIDES = ["folder", "profile", "server"]


class SmallDisk:
    """A file system of its own that can be filled but for a given rest."""

    def __init__(self, path, size):
        self.path = path
        self.filler = os.path.join(path, "filler")
        os.makedirs(path)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], capture_output=True, check=False)
        if done.returncode != 0:
            raise PermissionError(done.stderr.decode(errors="replace").strip())

    def fill(self, rest):
        info = os.statvfs(self.path)
        size = max(0, info.f_bavail * info.f_frsize - rest)
        with open(self.filler, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, size) if size else None

    def free(self):
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.filler)


class Story:
    def __init__(self, world, options, generator):
        self.world, self.random = world, generator
        self.met = dict.fromkeys(SIDES, 0)
        self.a, self.b, self.c = (world.client(name, login=False) for name in "ABC")
        size = (20 + 20 * options.rounds) << 20  # the trash and the history grow
        self.disks = {side: SmallDisk(os.path.join(world.folder, "disk of the " + side), size) for side in SIDES}
        world.server.data = os.path.join(self.disks["server"].path, "data")
        self.a.root = os.path.join(self.disks["folder"].path, "A")
        self.a.profile = os.path.join(self.disks["profile"].path, "profile")
        self.people = [Author(client.root, options.seed, client.name, files=40) for client in (self.a, self.b, self.c)]

    def begin(self):
        self.world.server.start()
        for client in (self.a, self.b, self.c):
            client.login(self.world.server)
        for _ in range(40):
            self.people[0].edit()
        self.a.tide("create", "p", "--from", self.a.root)
        for client in (self.b, self.c):
            client.tide("clone", "p", client.root)
            client.tide("sync", client.root)

    def is_well(self):
        if self.world.server.process.poll() is not None:
            raise Failure("the server ended")
        with urllib.request.urlopen(self.world.server.url + "/healthz", timeout=30) as answer:
            if answer.read().strip() != b"ok":
                raise Failure("the server is not well")

    def sync(self, client, may_be_full):
        """Syncs; True when the disk was full, which it must have said, with what to do."""
        command = [client.program, "--profile", client.profile, "sync", client.root, "--yes"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode in (0, 3):
            return False
        what = f"sync of {client.name} ended with {done.returncode}:\n{said}"
        if not may_be_full or done.returncode != 1:
            raise Failure(what)
        if "tide status tells which" in said:
            rows = client.tide("status", client.root, expect=None)
            said += rows + client.tide("status", expect=None)
        if not any(word in said for word in FULL) or not any(word in said for word in MEND):
            raise Failure("the error says not that the disk is full and what to do: " + what + said)
        if "terminate called" in said or "ASSERT" in said:
            raise Failure(what)
        return True

    def round(self, side):
        disk = self.disks[side]
        hits = 0
        rest = self.random.choice([0, 0, 4096, 40_000, 150_000, 400_000])
        for number in range(3):
            disk.fill(rest) if number == 0 else None
            for person in self.people:
                if person is self.people[0] and side == "folder":
                    continue  # whoever saves there gets the error himself; what he had saved must stay
                for _ in range(12):
                    person.edit()
            if side == "profile":  # many names: the store must grow
                person = self.people[1]
                for name in range(400):
                    person.write(f"many {number}/{self.random.randrange(10**9)}", b"%d %d" % (name, self.random.randrange(10**9)))
            for client, mine in ((self.b, False), (self.a, True), (self.c, False)):
                hits += self.sync(client, side == "server" or mine)
            self.is_well()
        if side != "server":
            # The others went on: they are equal among themselves but for what only A has.
            for client in (self.b, self.c):
                self.sync(client, False)
            must_equal(self.b.root, self.c.root, f"B and C, who have space, differ while A's {side} is full")
        disk.free()
        for client in (self.a, self.b, self.c, self.a, self.b):
            self.sync(client, False)
        for client in (self.b, self.c):
            must_equal(self.a.root, client.root, f"A and {client.name} differ once there is space again ({side})")
        left = os.listdir(os.path.join(self.a.root, ".tideline", "tmp"))
        if left:
            raise Failure(f"{len(left)} temporary files are left in A's folder")
        if hits:
            self.met[side] += 1
        print(f"  {side}, {rest} bytes left: full was said {hits} times, then all is equal", flush=True)


def play(options):
    generator = random.Random(options.seed)
    world = World(options.bin)
    mounted = []
    try:
        story = Story(world, options, generator)
        mounted = [disk.path for disk in story.disks.values()]
        story.begin()
        for number in range(options.rounds):
            for side in generator.sample(SIDES, len(SIDES)):
                story.round(side)
        missing = [side for side in SIDES if not story.met[side]]
        if missing:
            raise Failure(f"never full: {missing}")
        d = world.client("D")
        d.tide("clone", "p", d.root)
        d.tide("sync", d.root)
        must_equal(story.a.root, d.root, "the server's tree differs")
        kept = must_be_kept(story.people, [story.a, story.b, story.c], world.server, "p")
        print(f"full disks: {story.met} of {options.rounds} rounds; {kept}")
    finally:
        world.__exit__(*sys.exc_info())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    if os.environ.get("TIDELINE_OWN_MOUNTS") != "1":
        if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()], capture_output=True, check=False).returncode:
            print("full_disk: skipped, no small disk can be made here (are we root?)")
            return SKIPPED
        os.environ["TIDELINE_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "-m", sys.executable, *sys.argv])
    print(f"seed {options.seed}", flush=True)
    try:
        play(options)
    except PermissionError as error:
        print(f"full_disk: skipped, no small disk can be made here: {error}")
        return SKIPPED
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
