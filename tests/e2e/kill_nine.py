#!/usr/bin/env python3
"""kill -9 of a client or of the server in the middle of a sync; afterwards the trees are equal and every saved byte is there.

Two clients edit a folder each and sync both. The kills are spread over the phases of a sync: it is waited until a phase begins, then for
a drawn moment more. What counts is the phase in which the kill hit: the victim is stopped first, and while nothing moves it is looked at
which request a proxy in between has seen begin, what lies in .tideline/tmp, what the journal says, whether a transaction is open
(/proc/locks) and which files are open (/proc/PID/fd). A process that had ended counts for nothing.

usage: kill_nine.py BIN_DIR [--kills 50] [--seed N]
"""
import argparse
import collections
import contextlib
import hashlib
import os
import random
import signal
import sqlite3
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from fault_proxy import FaultProxy
from world import Failure, World, listing, must_equal

UP, DOWN = ["scan", "upload", "commit"], ["download", "rename"]
PHASES = UP + DOWN
OF_SERVER = ["upload", "commit", "download"]  # in the others it has nothing to do
REQUESTS = {"commits": "commit", "packs": "upload", "chunks:negotiate": "upload", "packs:fetch": "download", "manifests:fetch": "download",
            "changes": "pull", "tree": "pull"}
WAL_WRITE_LOCK = 120  # SQLite: this byte of the -shm file is locked while a transaction writes
FILES = 600


class Side:
    """A client behind a proxy that sees its requests, and the folder in which it alone edits."""

    def __init__(self, world, proxy, name, seed):
        self.client, self.proxy = world.client(name, login=False), proxy
        self.client.login(world.server, proxy.url)
        self.random = random.Random(f"{seed}-{name}")
        self.name = name
        self.folder = f"of {name}"
        self.kept = set()  # sha256 of what was saved and not written over or deleted here: must be there at the end
        self.ever = set()  # of all that was ever saved
        self.count = 0

    def path(self, relative):
        return os.path.join(self.client.root, relative)

    def digest(self, path):
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def write(self, path):
        self.count += 1
        content = f"{self.name} {self.count} ".encode() + self.random.randbytes(self.random.choice([50, 2_000, 30_000]))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.exists(path):
            self.kept.discard(self.digest(path))
        with open(path, "wb") as file:
            file.write(content)
        self.kept.add(hashlib.sha256(content).hexdigest())
        self.ever.add(hashlib.sha256(content).hexdigest())

    def new_place(self, word):
        self.count += 1
        return self.path(f"{self.folder}/{self.random.randrange(30)}/{word} {self.count}")

    def edit(self):
        mine = sorted(os.path.join(folder, name) for folder, _, names in os.walk(self.path(self.folder)) for name in names)
        for _ in range(FILES - len(mine)):
            self.write(self.new_place("file"))
        self.random.shuffle(mine)
        for one in mine[:150]:
            self.write(one)
        for one in mine[150:180]:
            to = self.new_place("moved")
            os.makedirs(os.path.dirname(to), exist_ok=True)
            os.rename(one, to)
        for one in mine[180:200]:
            self.kept.discard(self.digest(one))
            os.remove(one)

    def begin(self):
        self.before = dict(self.proxy.requests)
        self.most = 0  # files in .tideline/tmp
        self.process = self.client.spawn("sync", self.client.root, "--yes")

    def temporary(self):
        with contextlib.suppress(OSError):
            count = len(os.listdir(self.path(".tideline/tmp")))
            self.most = max(self.most, count)
            return count
        return 0

    def in_flight(self):
        """The phase whose request has been seen and not been answered; the later one when there are some."""
        found = {REQUESTS.get(line.rsplit("/", 1)[-1]) for line in self.proxy.open_requests()}
        return next((phase for phase in ("commit", "upload", "download", "pull") if phase in found), None)

    def asked(self, *words):
        return any(self.proxy.requests[word] > self.before.get(word, 0) for word in words)

    def writes(self):
        """Whether the client has a transaction open that writes."""
        shared = os.path.join(self.client.profile, "store.sqlite-shm")
        with contextlib.suppress(OSError):
            return holds_lock(self.process.pid, shared)
        return False

    def has_open(self, folder):
        with contextlib.suppress(OSError):
            for number in os.listdir(f"/proc/{self.process.pid}/fd"):
                with contextlib.suppress(OSError):
                    target = os.readlink(f"/proc/{self.process.pid}/fd/{number}")
                    if target == folder or target.startswith(folder + "/") and "/.tideline" not in target:
                        return True
        return False

    def journal(self):
        with contextlib.suppress(sqlite3.Error):
            store = sqlite3.connect(f"file:{os.path.join(self.client.profile, 'store.sqlite')}?mode=ro", uri=True, timeout=0)
            with contextlib.closing(store):
                return store.execute("SELECT count(*) FROM journal WHERE action IN ('replace', 'delete')").fetchone()[0]
        return 0

    def phase(self, frozen):
        """What the sync is doing now; exact when it is frozen."""
        there = self.temporary()
        if asks := self.in_flight():
            return asks
        if there:
            return "rename" if self.writes() or (frozen and self.journal()) else "download"
        if self.most or (frozen and self.journal()):
            return "rename" if self.writes() else "plan"
        if not self.asked("changes", "tree"):
            return "scan" if self.has_open(self.client.root) else "start"
        return "plan"

    def sync(self):
        self.client.tide("sync", self.client.root, "--yes", expect=(0, 3))


def holds_lock(pid, path):
    inode = os.stat(path).st_ino
    with open("/proc/locks", encoding="ascii") as locks:
        for line in locks:
            words = line.split()
            if "->" not in words and words[3] == "WRITE" and words[4] == str(pid) and words[5].rsplit(":", 1)[-1] == str(inode) \
                    and words[6] == str(WAL_WRITE_LOCK):
                return True
    return False


def strike(world, side, wanted, by_server, generator):
    """One sync, killed in some phase: which, or None when it ended before."""
    side.begin()
    while side.process.poll() is None and side.phase(False) != wanted:
        time.sleep(0.0005)
    time.sleep(generator.uniform(0, 0.02) if generator.random() < 0.6 else 0)
    if side.process.poll() is not None:
        return None
    if by_server:
        world.server.process.send_signal(signal.SIGSTOP)
    side.process.send_signal(signal.SIGSTOP)
    with contextlib.suppress(ChildProcessError):
        os.waitid(os.P_PID, side.process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    ended = side.process.poll() is not None
    phase = None if ended else side.phase(True)
    if by_server:
        world.server.kill()
        if not ended:
            side.process.send_signal(signal.SIGCONT)
        side.process.wait(120)
        world.server.start()
    elif not ended:
        side.process.kill()
        side.process.wait()
    return phase


def play(options, world, sides, generator):
    table = collections.Counter()
    attempts = 0

    def counted(phase=None):
        return sum(count for (_, at), count in table.items() if at in PHASES and phase in (None, at))

    least = options.kills // (2 * len(PHASES))
    while counted() < options.kills or min(counted(phase) for phase in PHASES) < least:
        attempts += 1
        if attempts > options.kills * 6:
            raise Failure(f"{attempts} attempts, and the kills met {dict(table)} alone")
        wanted = min(PHASES, key=lambda phase: (counted(phase), generator.random()))
        side, other = generator.sample(sides, 2)
        if wanted in UP:
            side.edit()
        else:
            other.edit()
            other.sync()
        by_server = wanted in OF_SERVER and generator.random() < 0.5
        if phase := strike(world, side, wanted, by_server, generator):
            if by_server and phase not in OF_SERVER + ["pull"]:
                phase = "plan"  # the server had nothing to do
            table["server" if by_server else side.name, phase] += 1
        if generator.random() < 0.3:
            for one in sides:
                one.sync()
    return table, attempts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    generator = random.Random(options.seed)
    started = time.monotonic()
    with World(options.bin) as world, FaultProxy(world.server.port) as one, FaultProxy(world.server.port) as two:
        sides = [Side(world, one, "A", options.seed), Side(world, two, "B", options.seed)]
        a, b = (side.client for side in sides)
        sides[0].edit()
        a.tide("create", "kills", "--from", a.root)
        b.tide("clone", "kills", b.root)
        sides[1].edit()
        table, attempts = play(options, world, sides, generator)
        for side in 2 * sides:
            side.sync()
        must_equal(a.root, b.root, "A and B differ")
        c = world.client("C")
        c.tide("clone", "kills", c.root)
        c.tide("sync", c.root)
        must_equal(a.root, c.root, "the server's tree differs")
        final = {os.fsdecode(path): row[4] for path, row in listing(a.root).items() if row[0] == "file"}
        there = set(final.values())
        kept, ever = sides[0].kept | sides[1].kept, sides[0].ever | sides[1].ever
        if lost := kept - there:
            raise Failure(f"{len(lost)} saved contents are not in the tree, e.g. sha256 {min(lost)}")
        if foreign := [path for path, digest in final.items() if digest not in ever]:
            raise Failure(f"{len(foreign)} files hold what nobody saved, e.g. {foreign[0]}")
        # A commit whose answer was lost counts as somebody else's: what was done to its files since is a conflict, and both stay.
        both = len(there - kept)
        rows = ["A", "B", "server"]
        columns = PHASES + ["pull", "plan", "start"]
        print("kill -9   " + "".join(f"{phase:>9}" for phase in columns))
        for row in rows:
            print(f"{row:<10}" + "".join(f"{table[row, phase]:>9}" for phase in columns))
        print(f"{'all':<10}" + "".join(f"{sum(table[row, phase] for row in rows):>9}" for phase in columns))
        print(f"{sum(table[row, phase] for row in rows for phase in PHASES)} kills in these five phases, {attempts} attempts, "
              f"{time.monotonic() - started:.0f} s: A, B and the server are equal, all {len(kept)} contents saved last are there, "
              f"and {both} earlier ones of commits whose answers were lost")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
