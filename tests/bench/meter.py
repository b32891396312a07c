"""What a step cost: wall and CPU time, memory and bytes on the loopback interface, of every process of this namespace but us.

It runs as the first process of a PID and network namespace of its own (cell.py), so that whatever else runs there belongs to the
system that is measured, daemons and orphans too, and every byte on `lo` is theirs.
"""
import contextlib
import json
import os
import resource
import subprocess
import threading
import time

SAMPLE_S = 0.02
FIRST_S = 0.002  # between the first looks, for programs that soon end
TICK_S = 1 / os.sysconf("SC_CLK_TCK")


def others():
    """The ids of all processes here but this one."""
    own = os.getpid()
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != own]


def cpu_s():
    """CPU seconds of all others since they were started, the ended ones too: theirs is in whoever waited for them."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = ended.ru_utime + ended.ru_stime
    for process in others():
        with contextlib.suppress(OSError):
            total += time.clock_gettime((~process << 3) | 2)  # the CPU clock of a whole process, in nanoseconds
            with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
            total += (int(fields[13]) + int(fields[14])) * TICK_S  # of its own children that have ended
    return total


def machine_cpu_s():
    """CPU seconds that the whole machine was not idle, and those stolen from it by its host."""
    with open("/proc/stat", encoding="ascii") as file:
        ticks = [int(number) for number in file.readline().split()[1:9]]
    return (sum(ticks[:3]) + ticks[5] + ticks[6]) * TICK_S, ticks[7] * TICK_S


def wire_bytes():
    """Bytes that came in on `lo` since it is up: both directions of every connection, once, with headers."""
    shown = subprocess.run(["ip", "-j", "-s", "link", "show", "dev", "lo"], capture_output=True, check=True).stdout
    return json.loads(shown)[0]["stats64"]["rx"]["bytes"]


def memory():
    """[(program, resident now, most resident ever)] of all others, in bytes."""
    found = []
    for process in others():
        with contextlib.suppress(OSError, KeyError):
            with open(f"/proc/{process}/status", encoding="utf-8", errors="replace") as file:
                fields = dict(line.split(":", 1) for line in file if ":" in line)
            found.append((fields["Name"].strip(), int(fields["VmRSS"].split()[0]) * 1024, int(fields["VmHWM"].split()[0]) * 1024))
    return found


class Meter:
    """`with Meter() as meter:` around a step; afterwards `meter.values()`.

    Thread:    a thread of its own samples the memory while the step runs.
    Invariant: starts with the disk's queue empty (unless not `drained`), so that nobody pays for what was written before.
    """

    def __init__(self, drained=True):
        self.drained = drained

    def __enter__(self):
        if self.drained:
            os.sync()
        for process in others():
            with contextlib.suppress(OSError), open(f"/proc/{process}/clear_refs", "w", encoding="ascii") as file:
                file.write("5")  # forgets the most that was resident
        self.peak = 0
        self.programs = {}
        self.ended = threading.Event()
        self.wire = wire_bytes()
        self.sampler = threading.Thread(target=self._sample, daemon=True)
        self.sampler.start()
        self.machine, self.stolen = machine_cpu_s()
        self.own = time.process_time()
        self.cpu = cpu_s()
        self.wall = time.monotonic()
        return self

    def __exit__(self, *_):
        self.wall = time.monotonic() - self.wall
        self.cpu = cpu_s() - self.cpu
        self.own = time.process_time() - self.own
        machine, stolen = machine_cpu_s()
        self.machine, self.stolen = machine - self.machine, stolen - self.stolen
        self.ended.set()
        self.sampler.join()
        self._look()
        self.wire = wire_bytes() - self.wire

    def values(self):
        return {"wall_s": self.wall, "step_s": self.wall, "cpu_s": self.cpu, "peak_bytes": self.peak, "wire_bytes": self.wire,
                "program_peak_bytes": self.programs, "other_cpu_s": max(0.0, self.machine - self.cpu - self.own),
                "stolen_s": self.stolen}

    def _sample(self):
        began = time.monotonic()
        while not self.ended.wait(min(SAMPLE_S, FIRST_S + (time.monotonic() - began) / 10)):
            self._look()

    def _look(self):
        now = memory()
        self.peak = max(self.peak, sum(resident for _, resident, _ in now))
        for program, _, most in now:
            self.programs[program] = max(self.programs.get(program, 0), most)
