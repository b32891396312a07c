"""What a work is, and what a goal is."""
from dataclasses import dataclass
from statistics import median

WORST = {"peak_bytes", "client_peak_bytes", "wire_bytes", "gap_s"}  # of several runs the most counts; of all else the median


def figure(runs, metric):
    """One figure of several runs of a row, or None."""
    values = [run[metric] for run in runs if run.get(metric) is not None and not run.get("tenth")]
    if not values:
        return None
    return max(values) if metric in WORST else median(values)


@dataclass
class Against:
    """Ours is at most `factor` times the other's."""

    peer: str
    factor: float
    metric: str = "wall_s"

    def words(self):
        if self.factor < 1:
            return f"at least {1 / self.factor:g} × faster than {self.peer}"
        return f"at most {self.factor:g} × {self.peer}'s time"

    def judged(self, row, ours):
        """(words on what was seen, reached or not), or None when something was not measured."""
        mine = figure(row.get(ours, []), self.metric)
        theirs, mark = figure(row.get(self.peer, []), self.metric), ""
        if theirs is None:  # stopped, and run at a tenth beside ours at a tenth
            tenths = [run for run in row.get(self.peer, []) if run.get("tenth")]
            if not tenths or not tenths[0].get("ours") or self.metric not in tenths[0]:
                return None
            mine, theirs, mark = tenths[0]["ours"][self.metric], tenths[0][self.metric], " at a tenth of the size"
        if not mine or not theirs:
            return None
        seen = f"{theirs / mine:.2f} × as fast" if self.factor < 1 else f"{mine / theirs:.2f} ×"
        return seen + mark, mine <= self.factor * theirs


@dataclass
class AtMost:
    """Ours is at most `limit`, in the metric's unit."""

    metric: str
    limit: float

    WORDS = {"wall_s": ("median time", 1, "s"), "p95_s": ("95th percentile", 1, "s"), "cpu_s": ("CPU time", 1, "s"),
             "wire_bytes": ("on the wire", 1e6, "MB"), "client_peak_bytes": ("memory of a client", 1e6, "MB")}

    def words(self):
        what, unit, name = self.WORDS[self.metric]
        return f"{what} at most {self.limit / unit:g} {name}"

    def judged(self, row, ours):
        value = figure(row.get(ours, []), self.metric)
        if value is None:
            return None
        _, unit, name = self.WORDS[self.metric]
        return f"{value / unit:.3g} {name}", value <= self.limit


@dataclass
class AtLeast:
    """Ours is at least `limit`, in the metric's unit."""

    metric: str
    limit: float

    WORDS = {"frames_per_s": "frames a second"}

    def words(self):
        return f"at least {self.limit:g} {self.WORDS[self.metric]}"

    def judged(self, row, ours):
        value = figure(row.get(ours, []), self.metric)
        return None if value is None else (f"{value:.3g}", value >= self.limit)


class Work:
    """One row of the table.

    Invariant: run() leaves A and B equal, and nothing pending.
    """

    name = ""
    title = ""
    tree = ""
    needs = "sync"      # the verb that a peer must have
    peers = None        # only these; None: all that can
    goals = ()
    sets_up = False     # the other works of its tree need it
    default = True      # part of a run that names no works
    rounds = None       # at most so many; None: as many as asked for
    compares = "wall_s"  # the metric of the column "ours ÷ it"
    timed = True        # its wall_s is the time of the whole step, so that 20 times ours is a limit for others

    copies = True       # False: B takes no part in it

    def missing(self, bin_dir):
        """What it needs of this machine and is not there, or None."""
        return None

    def fits(self, peer):
        return self.needs in peer.verbs and (self.peers is None or peer.name in self.peers)

    def run(self, session):
        """Does it in a session (session.py) and gives its values."""
        raise NotImplementedError
