"""A folder of 100,000 entries in a window: how soon its first rows are shown, how it scrolls, is filtered and sorted."""
import os
import time
from statistics import median

import screen
from frames import frames, has_rows, kept_from, lowest_text, rate
from world import Failure, wait_until

from .idle import settle
from .work import WORST, AtLeast, AtMost, Work

PLACE = (280, 300, 100, 300)    # left, top, width, height: in the list's names, below its first rows, in both programs
NAMES = (280, 300, 180, 300)    # the same, as wide as the names are
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
BAND = (0, 380, screen.WIDTH, 40)   # across the window: the first that is painted of it
TYPED = ("9", "9")              # into the filter: names have six digits, and enough of them two nines


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
        empty, begin = shown.pixels(*BAND), time.monotonic()
        process = session.peer.window(shown.environment)
        wait_until(lambda: shown.pixels(*BAND) != empty, "the window's first paint", 30, step=LOOK_S)
        started = time.monotonic() - begin
        session.log(f"painted {started * 1000:.1f} ms after its start")
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
        self.again()
        filtered = self.filtered()
        self.picture("filtered")
        shown.key("Escape")
        settle()
        ordered = self.ordered()
        self.picture("sorted")
        self.ordered()  # back: the next start shows the folder as it was left
        session.log(f"filtered after {', '.join(f'{seconds * 1000:.1f} ms' for seconds in filtered)}; sorted after {ordered * 1000:.1f} ms")
        shown.key("Control_L", "q")
        wait_until(lambda: process.poll() is not None, "the window to end", 30)
        programs = values.pop("program_peak_bytes")
        return {**values, "cpu_s": values["cpu_s"] / seconds, "client_peak_bytes": programs.get(session.peer.window_program, 0),
                "wall_s": first, "rest_s": rest, "again_s": median(again), "frames_per_s": per_s, "gap_s": gap, "start_s": started,
                "filter_s": median(filtered), "sort_s": ordered}

    def again(self):
        settle()
        self.shown.point(*POINTER)  # the pointer is drawn too, and must not be taken for an entry
        self.shown.key("Alt_L", "Left")
        settle()
        return opened(self.shown)[0]

    def filtered(self):
        """Types into the filter, a letter at a time; the seconds from each to the rows that it leaves."""
        settle()
        if self.session.peer.filter_keys:
            self.shown.key(*self.session.peer.filter_keys)
            settle()
        took = []
        for letter in TYPED:
            before, begin = self.shown.pixels(*NAMES), time.monotonic()
            self.shown.key(letter)
            took.append(rows_after(self.shown, NAMES, begin, before)[0])
        return took

    def ordered(self):
        """Clicks on the head of the names, which turns their order round; the seconds to the rows that are then first."""
        self.shown.point(*self.session.peer.names_head)
        time.sleep(HOVER_S)
        before, begin = self.shown.pixels(*NAMES), time.monotonic()
        self.shown.button(True)
        self.shown.button(False)
        return rows_after(self.shown, NAMES, begin, before)[0]

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
    before = shown.pixels(*PLACE)
    if has_rows(lines(before, PLACE[2], STRIP)):
        raise Failure("rows are shown where none should be before the folder is opened")
    shown.button(True)
    time.sleep(HELD_S)
    shown.button(False)
    time.sleep(HELD_S)
    begin = time.monotonic()
    shown.button(True)
    held = [True]

    def let_go(now):
        if held and now - begin > HELD_S:
            shown.button(False)
            held.clear()

    return rows_after(shown, PLACE, begin, before, let_go)


def rows_after(shown, place, begin, before, meanwhile=lambda now: None):
    """The seconds from `begin` to the moment from which on rows stand in `place`, others than `before`, and to the last change there."""
    last, changed, seen = before, begin, []
    while True:
        pixels = shown.pixels(*place)
        now = time.monotonic()
        meanwhile(now)
        if pixels != last:
            last, changed = pixels, now
            seen.append((now, pixels != before and has_rows(lines(pixels, place[2], STRIP))))
        first = kept_from(seen)
        if first is not None and now - changed > REST_S:
            return first - begin, changed - begin
        if now - begin > OPEN_LIMIT_S:
            raise Failure(f"no other rows were shown and at rest within {OPEN_LIMIT_S} s")
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
