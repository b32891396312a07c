"""Nothing happens, for a minute."""
import time

from meter import cpu_s

from .work import AtMost, Work

SETTLED_S, SETTLE_LIMIT_S = 0.01, 60


def settle():
    """Returns after a whole second in which nobody here worked, or after a minute."""
    end = time.monotonic() + SETTLE_LIMIT_S
    while time.monotonic() < end:
        before = cpu_s()
        time.sleep(1)
        if cpu_s() - before < SETTLED_S:
            break


class Idle(Work):
    """Measured: a minute in which both sides watch, after the first whole second with less than 10 ms of CPU time in it."""

    name, tree, needs = "idle", "tiny", "idle"
    title = "idle for a minute, 100,000 files watched on both sides"
    goals = (AtMost("cpu_s", 0.04), AtMost("client_peak_bytes", 60e6))
    rounds, timed, compares = 2, False, "cpu_s"

    def run(self, session):
        session.watch()
        settle()
        return session.measured(lambda: time.sleep(3 if session.quick else 60))
