"""One saved file's way to the other side."""
import os
import time
from statistics import median

from world import Failure

from .work import Against, AtMost, Work

SIZE = 10 * 1024
WARM = 4          # the first saves meet cold caches
ENOUGH_S = 30     # no further saves after so long,
LEAST = 5         # but at least so many
LOST_S = 60


class Latency(Work):
    """Timed: from the rename that saves a file of 10 KiB in one folder to the moment that the other shows it whole, looked for
    every millisecond. Who does not watch is started right after each rename, which leaves out what noticing it would take."""

    tree, needs, timed = "small", "sync", False

    def __init__(self, name, title, goals=(), turns=False, pause_s=0.15, peers=None):
        self.name, self.title, self.goals, self.peers = name, title, goals, peers
        self.turns, self.pause_s = turns, pause_s

    def run(self, session):
        session.watch()
        peer = session.peer
        sides = [(peer.a, peer.b), (peer.b, peer.a)] if self.turns else [(peer.a, peer.b)]
        for number in range(1 if session.quick else WARM):
            self._save(session, sides[number % len(sides)])
        took = []

        def saves():
            end = time.monotonic() + ENOUGH_S
            count = 4 if session.quick else 50
            while len(took) < count and (len(took) < LEAST or time.monotonic() < end):
                took.append(self._save(session, sides[len(took) % len(sides)]))

        values = session.measured(saves)
        for each in ("cpu_s", "wire_bytes"):
            values[each] /= len(took)
        took.sort()
        return {**values, "wall_s": median(took), "p95_s": took[max(0, int(len(took) * 0.95) - 1)], "least_s": took[0],
                "most_s": took[-1], "saves": len(took)}

    def _save(self, session, side):
        """Saves new content on one side, waits for it on the other; the seconds in between. Each has a size of its own, since
        rsync and rclone miss a change within a second that keeps the size."""
        root, other = side
        session.saves += 1
        content = session.numbers.randbytes(SIZE + session.saves)
        name = f"saved {session.saves % 10}.bin"
        with open(session.peer.path("being saved"), "wb") as file:
            file.write(content)
        started = time.monotonic()
        os.rename(session.peer.path("being saved"), os.path.join(root, name))
        if "watch" not in session.peer.verbs:
            session.peer.sync()
        while not holds(os.path.join(other, name), content):
            if time.monotonic() - started > LOST_S:
                raise Failure(f"{name} did not arrive within {LOST_S} s")
            time.sleep(0.001)
        took = time.monotonic() - started
        time.sleep(self.pause_s)
        return took


def holds(path, content):
    try:
        if os.path.getsize(path) != len(content):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except FileNotFoundError:
        return False


ONE_SIDE = Latency("latency", "one saved file, both sides watching, among 10,000",
                   (AtMost("wall_s", 0.1), AtMost("p95_s", 0.25), Against("syncthing", 1), Against("unison", 1)))
IN_TURN = Latency("turns", "the same, saved by both sides in turn", (AtMost("wall_s", 0.1), AtMost("p95_s", 0.25)), turns=True,
                  peers=("tideline",))
AT_ONCE = Latency("at-once", "the same in turn, each as soon as it has the other's",
                  (AtMost("wall_s", 0.1), AtMost("p95_s", 0.25)), turns=True, pause_s=0, peers=("tideline",))
