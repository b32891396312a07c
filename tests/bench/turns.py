"""Who runs what when: all systems in turn (A B A B), round after round, within the time that there is."""
import contextlib
import os
import queue
import time
from concurrent.futures import ThreadPoolExecutor

import cell
import disk
import memory
import space
import works
from peers import OURS, PEERS

TIMES_OURS = 20         # who needs longer is stopped, and runs once at a tenth of the size
LEAST_LIMIT_S = 20      # but nobody is stopped before
MOST_LIMIT_S = 240      # and nobody goes on after
UNLIMITED = {"million", "crowd"}
TENTH = 0.1
WEIGHTS = {"small": 2, "tiny": 4, "large": 2, "bulk": 2}  # of the time that is left


class Turns:
    """Runs the wanted rows for the wanted peers.

    Invariant: after run(), results[row][system] are the values of its runs; failures are sentences; nothing is left out silently.
    """

    def __init__(self, options, say):
        self.options, self.say = options, say
        self.results = {}
        self.failures = []
        self.limits = {}    # row: how long ours took, for the others' limits
        self.tenths = {}    # row: ours at a tenth

    def run(self, rows):
        trees = list(dict.fromkeys(row.tree for row in rows))
        if self.options.at_once > 1:
            self._at_once(trees, rows)
            return
        end = time.monotonic() + self.options.minutes * 60
        for index, tree in enumerate(trees):
            left = [WEIGHTS.get(each, 1) for each in trees[index:]]
            share = (end - time.monotonic()) * left[0] / sum(left)
            self._tree(tree, [row for row in rows if row.tree == tree], time.monotonic() + share)

    def _at_once(self, trees, rows):
        """Each session once, several beside each other, each in a place of its own: for when nothing is judged, since most of a session
        is waiting. Windows first: they wait the longest."""
        places = queue.SimpleQueue()
        for number in range(self.options.at_once):
            places.put(os.path.join(self.options.folder, str(number)))

        def once(tree, mine, name):
            place = places.get()
            try:
                self._once(tree, mine, name, place)
            finally:
                places.put(place)

        sessions = [(tree, [row for row in rows if row.tree == tree and row.fits(PEERS[name])], name)
                    for tree in reversed(trees) for name in self.options.peers]
        with ThreadPoolExecutor(self.options.at_once) as pool:
            running = [pool.submit(once, *each) for each in sessions if each[1]]
        for _ in range(self.options.at_once):
            place = places.get()
            disk.forget(place)
            with contextlib.suppress(OSError):
                os.rmdir(place)  # unless something broke and was kept
        for each in running:
            each.result()

    def _tree(self, tree, rows, end):
        if self.options.touches:
            memory.touch()
        systems = [name for name in self.options.peers if any(row.fits(PEERS[name]) for row in rows)]
        lasted = {}
        for number in range(self.options.rounds):
            if number > 0:
                systems = self._that_fit(systems, lasted, end - time.monotonic(), tree)
            for name in list(systems):
                mine = [row for row in rows if row.fits(PEERS[name]) and (row.rounds is None or number < row.rounds)]
                if not mine:
                    continue
                started = time.monotonic()
                goes_on = self._once(tree, mine, name, self.options.folder)
                lasted[name] = time.monotonic() - started
                if not goes_on:
                    systems.remove(name)

    def _that_fit(self, systems, lasted, left_s, tree):
        """The systems for one more round; the slowest are left out first, ours last."""
        chosen = list(systems)
        while chosen and sum(lasted.get(name, 0) for name in chosen) > left_s:
            slowest = max(chosen, key=lambda name: (name != OURS, lasted.get(name, 0)))
            self.say(f"{tree}: no time for another run of {slowest}")
            chosen.remove(slowest)
        return chosen

    def _once(self, tree, rows, name, place):
        """One session, below the folder `place`. False: no further rounds of this system."""
        found, failed, why = self._session(tree, rows, name, self.options.scale, place)
        for row in rows:
            if row.name in found:
                self.results.setdefault(row.name, {}).setdefault(name, []).append(found[row.name])
        if name == OURS:
            self.limits.update({row: values["wall_s"] for row, values in found.items() if row not in self.limits})
        if failed:
            return False
        slow = [row for row in rows if row.name not in found]
        if slow:
            self._tenth(tree, slow, name, why, place)
        return not slow

    def _tenth(self, tree, rows, name, why, place):
        """Once more at a tenth of the size, and ours beside it."""
        scale = self.options.scale * TENTH
        ours = PEERS[OURS]
        if OURS in self.options.peers and any(row.fits(ours) and row.name not in self.tenths for row in rows):
            self.tenths.update(self._session(tree, [row for row in works.of_tree(tree) if row.fits(ours)], OURS, scale, place)[0])
        found = self._session(tree, rows, name, scale, place)[0]
        for row in rows:
            values = {"tenth": True, "why": why, "ours": self.tenths.get(row.name), **found.get(row.name, {})}
            self.results.setdefault(row.name, {}).setdefault(name, []).append(values)

    def _session(self, tree, rows, name, scale, place):
        """({row: values}, whether it failed, why it was stopped)"""
        self.say(f"{tree}: {name}" + ("" if scale == self.options.scale else ", at a tenth of the size"))
        spec = {"peer": name, "bin": self.options.bin, "tree": tree, "rows": [row.name for row in rows], "seed": self.options.seed,
                "scale": scale, "quick": self.options.quick,
                "disk": space.of_tree(tree, scale) if self.options.own_disk else 0,
                "limits": {} if name == OURS or self.options.quick or tree in UNLIMITED else self._limits(tree)}
        found, failed, why = {}, False, ""
        for row in cell.run(spec, place, self.options.keep):
            if "error" in row:
                failed = True
                self.failures.append(f"{tree}: {name}: {row['error']}\n{row.get('log', '')}".rstrip())
                self.say(f"FAILED: {tree}: {name}")
            elif "wall_s" in row:
                found[row.pop("row")] = row
            elif "stopped_after_s" in row:
                why = f"stopped in '{row['row']}' after {row['stopped_after_s']:.0f} s"
                self.say(f"{tree}: {name} was {why}")
        return found, failed, why

    def _limits(self, tree):
        limits = {}
        for row in works.of_tree(tree):
            ours = self.limits.get(row.name) if row.timed else None
            limits[row.name] = MOST_LIMIT_S if ours is None else min(MOST_LIMIT_S, max(LEAST_LIMIT_S, TIMES_OURS * ours))
        return limits
