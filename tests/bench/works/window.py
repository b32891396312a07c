"""A folder of 100,000 entries in a window: how soon its first rows are shown, and how it scrolls."""
import os
import time
from statistics import median

import screen
from frames import frames, has_rows, kept_from, lowest_text, rate
from world import Failure, wait_until

from .idle import settle
from .work import WORST, AtLeast, AtMost, Work

PLACE = (280, 300, 100, 300)    # left, top, width, height: in the list's names, below its first rows, in both programs
ABOVE = (280, 60, 140, 200)     # where the folder above shows its one entry, in both
HOVER_S = 0.5                   # from the pointer's coming to the click
HELD_S = 0.03                   # of a button in a double click, and between the two
STRIP = 50                      # pixels of height in which there is at least one whole row
PROBE = (280, 420, 260, 64)     # where frames are seen
POINTER = (700, 480)            # over the list, beside both
LOOK_S = 0.0005
REST_S = 1.0                    # nothing new for so long: it has come to rest
WHEEL_S = 1 / 120               # between two notches: one for each frame of a fast screen
SCROLL_S, SMALL_SCROLL_S, SMALL = 5, 2, 0.1
STARTS = 3
AGAIN = 2
OPEN_LIMIT_S = 60


class Window(Work):
    """Timed: from the second press of a double click on the folder to the moment from which on rows stand in the list down to three
    quarters of the window, looked for every 0.5 ms. Before it the program has shown the folder above, and is at rest."""

    name, tree, needs = "window", "crowd", "window"
    title = "a folder of 100,000 entries in the window"
    goals = (AtMost("wall_s", 0.1), AtLeast("frames_per_s", 60))
    rounds, timed, copies = 2, False, False

    def missing(self, bin_dir):
        if not os.access(os.path.join(bin_dir, "tideline"), os.X_OK):
            return f"tideline in {bin_dir}"
        return screen.missing()

    def run(self, session):
        session.peer.prepare_window()
        with screen.Screen(session.peer.folder) as shown:
            try:
                runs = [Start(session, shown, number).values() for number in range(1 if session.quick else STARTS)]
            except Failure:
                shown.picture(session.peer.path("failed.png"))
                raise
        return {name: (max if name in WORST else median)(run[name] for run in runs) for name in runs[0]}


class Start:
    """One start of the program: it opens the folder, opens it again (from what it may have kept), scrolls in it, and ends."""

    def __init__(self, session, shown, number):
        self.session, self.shown, self.number = session, shown, number

    def values(self):
        session, shown = self.session, self.shown
        shown.point(*POINTER)
        process = session.peer.window(shown.environment)
        settle()
        if process.poll() is not None:
            raise Failure(f"the window ended with {process.returncode}; see peer.log")
        session.peer.show_root(shown.environment)
        settle()
        self.picture("above")
        first, rest = opened(shown)
        self.picture("opened")
        session.log(f"first rows after {first * 1000:.1f} ms, at rest after {rest * 1000:.1f} ms")
        again = [self.again() for _ in range(1 if session.quick else AGAIN)]
        session.log("again: " + ", ".join(f"{seconds * 1000:.1f} ms" for seconds in again))
        seconds = SCROLL_S if session.scale >= SMALL else SMALL_SCROLL_S  # never to the end of the list
        changes = []
        shown.point(*POINTER)
        settle()
        values = session.measured(lambda: changes.extend(scrolled(shown, seconds)))
        self.picture("scrolled")
        per_s, gap = rate(frames(changes[2:]), *changes[:2])
        session.log(f"{per_s:.1f} frames a second, longest gap {gap * 1000:.1f} ms, of {len(changes) - 2} changes seen")
        shown.key("Control_L", "q")
        wait_until(lambda: process.poll() is not None, "the window to end", 30)
        programs = values.pop("program_peak_bytes")
        return {**values, "cpu_s": values["cpu_s"] / seconds, "client_peak_bytes": programs.get(session.peer.window_program, 0),
                "wall_s": first, "rest_s": rest, "again_s": median(again), "frames_per_s": per_s, "gap_s": gap}

    def again(self):
        settle()
        self.shown.point(*POINTER)  # the pointer is drawn too, and must not be taken for an entry
        self.shown.key("Alt_L", "Left")
        settle()
        return opened(self.shown)[0]

    def picture(self, what):
        self.shown.picture(self.session.peer.path(f"{what}-{self.number}.png"))


def lines(pixels, width, height=1):
    """Cut into pieces of this height, one below the other."""
    size = height * width * 4
    return [pixels[at:at + size] for at in range(0, len(pixels), size)]


def opened(shown):
    """Opens the one entry of the folder that is shown. Gives the seconds to its first rows, and to the last change there."""
    line = lowest_text(lines(shown.pixels(*ABOVE), ABOVE[2]))
    if line is None:
        raise Failure("no entry is shown that could be clicked")
    shown.point(ABOVE[0] + ABOVE[2] // 2, ABOVE[1] + line)
    time.sleep(HOVER_S)
    last = shown.pixels(*PLACE)
    if has_rows(lines(last, PLACE[2], STRIP)):
        raise Failure("rows are shown where none should be before the folder is opened")
    seen = []
    shown.button(True)
    time.sleep(HELD_S)
    shown.button(False)
    time.sleep(HELD_S)
    begin = changed = time.monotonic()
    shown.button(True)
    held = True
    while True:
        pixels = shown.pixels(*PLACE)
        now = time.monotonic()
        if held and now - begin > HELD_S:
            shown.button(held := False)
        if pixels != last:
            last, changed = pixels, now
            seen.append((now, has_rows(lines(pixels, PLACE[2], STRIP))))
        first = kept_from(seen)
        if first is not None and now - changed > REST_S:
            return first - begin, changed - begin
        if now - begin > OPEN_LIMIT_S:
            raise Failure(f"no rows were shown and at rest within {OPEN_LIMIT_S} s")
        time.sleep(LOOK_S)


def scrolled(shown, seconds):
    """Turns the wheel as fast as a hand can. Gives begin, end, and the moments at which PROBE was seen to be another."""
    changes = []
    last = shown.pixels(*PROBE)
    begin = turn = time.monotonic()
    end = begin + seconds
    while (now := time.monotonic()) < end:
        if now >= turn:
            shown.wheel()
            turn += WHEEL_S
        pixels = shown.pixels(*PROBE)
        if pixels != last:
            last = pixels
            changes.append(time.monotonic())
        time.sleep(LOOK_S)
    return [begin, end, *changes]
