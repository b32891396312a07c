"""Whether a step grows no faster than what it works on, and stays within its memory. Pure."""
import math
from dataclasses import dataclass

FACTOR = 1.3    # "slower than linear": time per unit grows by more than this from one size to the next
LEAST_S = 1.0   # shorter times are not judged: what they have in common with smaller ones, and chance, count too much


@dataclass
class Growth:
    """From one size to the next: `size` times as large, `wall` times as long."""

    smaller: int
    larger: int
    size: float
    wall: float
    cpu: float
    judged: bool    # long enough

    @property
    def slope(self):
        """On log-log paper: 0 is constant, 1 linear, 2 quadratic."""
        return math.log(self.wall) / math.log(self.size)

    @property
    def cpu_slope(self):
        return math.log(self.cpu) / math.log(self.size)

    @property
    def slower(self):
        return self.judged and self.wall > FACTOR * self.size


def growths(runs):
    """`runs`: {size: values of the step}. A Growth for each pair of neighbours."""
    found = []
    sizes = sorted(runs)
    for smaller, larger in zip(sizes, sizes[1:]):
        before, after = runs[smaller], runs[larger]
        found.append(Growth(smaller, larger, larger / smaller, ratio(after["wall_s"], before["wall_s"]),
                            ratio(after["cpu_s"], before["cpu_s"]), after["wall_s"] > LEAST_S))
    return found


def ratio(after, before):
    return max(after, 1e-6) / max(before, 1e-6)


def time_verdict(runs):
    """(words, True/False/None = nothing to judge) on a step's time."""
    found = growths(runs)
    if not found:
        return "one size alone", None
    if not any(growth.judged for growth in found):
        return "under a second", None
    slow = [growth for growth in found if growth.slower]
    if not slow:
        return "no slower than linear", True
    return "**slower than linear**: " + ", ".join(
        f"{growth.smaller:,} → {growth.larger:,} takes {growth.wall:.1f} × as long (CPU {growth.cpu:.1f} ×)" for growth in slow), False


def memory_verdict(curve, runs):
    """The same on its memory; ("", None) where there is no limit."""
    limited = [(size, curve.memory_limit(size)) for size in sorted(runs) if curve.memory_limit(size)]
    over = [(size, limit) for size, limit in limited if runs[size]["client_peak_bytes"] > limit]
    if over:
        return "**too much memory**: " + ", ".join(
            f"{runs[size]['client_peak_bytes'] / 1e6:.0f} MB of {limit / 1e6:.0f} for {size:,}" for size, limit in over), False
    return (f"memory within {limited[-1][1] / 1e6:.0f} MB", True) if limited else ("", None)
