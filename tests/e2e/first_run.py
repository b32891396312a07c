#!/usr/bin/env python3
"""The first run, by keys alone on a screen that nobody sees: a cloud on this computer with one click, given up, cut short and gone on with;
then another computer that joins a server by its address and a token, and gets the projects that are there.

usage: first_run.py BIN_DIR [OUT_DIR: pictures for eyes]
"""
import contextlib
import os
import signal
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "bench")]
import previews
import screen
from world import Failure, World, must_equal, wait_until

SIGN_IN = 5  # what tide ends with where nobody is signed in
SHIFTED = {":": "semicolon", "_": "minus"}
HEADING = (74, 28, 380, 26)  # of a page, in the dialog; what is typed, checked or listed changes nothing there
PLAIN = {"/": "slash", ".": "period", "-": "minus"}


def type_text(shown, text):
    for letter in text:
        if letter in SHIFTED:
            shown.key("Shift_L", SHIFTED[letter])
        else:
            shown.key(PLAIN.get(letter, letter))


class Computer:
    """A profile, a home, and the window."""

    def __init__(self, world, shown, name, out):
        self.client = world.client(name, login=False)
        self.home = os.path.join(world.folder, f"home-{name}")
        self.program = os.path.join(world.bin, "tideline")
        self.shown, self.out, self.name, self.process = shown, out, name, None
        os.makedirs(self.home)

    def start(self):
        self.shown.environment["HOME"] = self.home
        empty = self.shown.pixels(*previews.HEAD)
        self.process = self.shown._start(self.program, "--profile", self.client.profile)
        self.until(lambda: self.shown.pixels(*previews.HEAD) != empty, "the window's first paint")

    def until(self, fact, what, seconds=60):
        def checked():
            if self.process.poll() is not None:
                raise Failure(f"the window of {self.name} ended with {self.process.returncode}; see {self.shown.log}")
            return fact()
        return wait_until(checked, what, seconds, 0.05)

    def press_until(self, fact, what, *keys):
        """Presses again and again, as one does while a page is not ready yet: a button that is off takes no key."""
        for _ in range(40):
            self.shown.key(*keys)
            with contextlib.suppress(Failure):
                self.until(fact, what, 1.5)
                return
            if self.process.poll() is not None:
                break
        picture = os.path.join(self.shown.folder, "stuck.png")
        self.shown.picture(picture)
        raise Failure(f"{self.name}: pressed {'+'.join(keys)} for: {what}: {picture}")

    def heading(self):
        """What the page of the first run is called, as pixels; None where its dialog has not the keys."""
        title, (left, top) = self.shown.focused()
        return self.shown.pixels(left + HEADING[0], top + HEADING[1], *HEADING[2:]) if title == "Set up Tideline" else None

    def picture(self, name):
        if self.out:
            os.makedirs(self.out, exist_ok=True)
            self.shown.picture(os.path.join(self.out, f"first-run-{self.name}-{name}.png"))

    def end(self, how=signal.SIGTERM):
        empty = self.shown.pixels(*previews.HEAD)
        self.process.send_signal(how)
        self.process.wait(60)
        wait_until(lambda: self.shown.pixels(*previews.HEAD) != empty, f"the window of {self.name} to go", 30)

    def is_signed_in(self):
        self.client.tide("whoami", expect=(0, 1, 4, SIGN_IN))
        return self.client.code == 0

    def path(self, *names):
        return os.path.join(self.client.profile, *names)

    def is_server_up(self):
        with contextlib.suppress(OSError):
            with open(self.path("server", "lock"), encoding="ascii") as file:
                os.kill(int(file.read()), 0)
                return True
        return False

    def projects(self):
        return os.path.join(self.home, "Tideline")


def one_click(computer):
    computer.start()
    computer.press_until(computer.is_signed_in, "the server of this computer, and the sign-in there", "Return")
    computer.picture("folder")


def given_up(computer):
    one_click(computer)
    computer.press_until(lambda: not os.path.exists(computer.path("server")), "what was begun to be taken back", "Escape")
    computer.until(lambda: not computer.is_signed_in(), "the sign-in to be taken back")
    if os.path.exists(computer.projects()) or os.path.exists(computer.path("server.address")):
        raise Failure("a first run that was given up left something behind")
    computer.end()
    print("given up: the server and the sign-in are gone again", flush=True)


def kept(computer):
    """A project that came meanwhile, and is in that cloud alone by now, outlives the Escape."""
    one_click(computer)
    work, back = (os.path.join(computer.home, name) for name in ("work", "back"))
    os.makedirs(work)
    with open(os.path.join(work, "result.bin"), "wb") as file:
        file.write(os.urandom(100_000))
    computer.client.tide("create", "work", "--from", work)
    computer.client.tide("sync")
    computer.client.tide("unlink", work)
    computer.press_until(lambda: computer.heading() is None, "the first run to be left", "Escape")
    if not computer.is_signed_in():
        raise Failure("the sign-in to a cloud that holds a project was taken back")
    computer.end()
    wait_until(lambda: not computer.is_server_up(), "the server to end with the window", 60)
    computer.start()
    computer.until(lambda: computer.is_signed_in() and computer.is_server_up(), "the server of this computer")
    computer.client.tide("clone", "work", back)
    must_equal(work, back, "what was in the cloud of this computer alone")
    computer.end()
    print("given up after a project had come: the server stays, and all that it holds", flush=True)


def cut_short(computer):
    one_click(computer)
    with open(computer.path("server.address"), encoding="ascii") as file:
        address = file.read()
    computer.end(signal.SIGKILL)
    wait_until(lambda: not computer.is_server_up(), "the server to end with the program", 60)
    computer.start()
    # It opens again by itself: Enter leads on.
    computer.press_until(lambda: os.path.isdir(computer.projects()), "the set-up to be done", "Return")
    computer.picture("done")
    with open(computer.path("server.address"), encoding="ascii") as file:
        if file.read() != address:
            raise Failure("the server of this computer has another address after a restart")
    print("cut short: gone on with at the next start, at the same address", flush=True)


def used(computer):
    """The cloud of this computer takes a project, and is there again after a restart."""
    work = os.path.join(computer.home, "work")
    os.makedirs(work)
    with open(os.path.join(work, "notes.md"), "w", encoding="utf-8") as file:
        file.write("one\n")
    computer.client.tide("create", "work", "--from", work)
    computer.client.tide("sync")
    computer.end()
    wait_until(lambda: not computer.is_server_up(), "the server to end with the window", 60)
    computer.start()
    computer.until(lambda: computer.is_signed_in() and computer.client.code == 0 and computer.client.tide("--json", "sync", expect=None) is not None
                   and computer.client.code == 0, "a sync after a restart")
    computer.end()
    print("the cloud of this computer took a project, and was there after a restart", flush=True)


def joined(world, computer, first):
    """A server elsewhere, after one was started here: its address and a token are typed."""
    shown = computer.shown
    computer.start()
    computer.until(computer.heading, "the first page")
    previews.rest(shown)
    before = computer.heading()
    computer.press_until(computer.is_signed_in, "the server of this computer, and the sign-in there", "Return")
    computer.until(lambda: computer.heading() not in (None, before), "the next page")
    computer.press_until(lambda: computer.heading() == before, "the first page again", "Alt_L", "b")
    previews.rest(shown)
    shown.key("Down")  # A server
    shown.key("Tab")
    type_text(shown, world.server.url)
    with open(world.server.token(), encoding="ascii") as file:
        token = file.readline().strip()
    computer.picture("server")
    # The page of the sign-in has its tabs in focus: the third is the token's.
    computer.press_until(lambda: computer.heading() not in (None, before), "the page of the sign-in", "Return")
    previews.rest(shown)
    computer.picture("sign-in")
    wait_until(lambda: not os.path.exists(computer.path("server")), "the server that was not taken to go", 60)
    shown.key("Right")
    shown.key("Right")
    shown.key("Tab")
    type_text(shown, token)
    computer.press_until(computer.is_signed_in, "the sign-in", "Return")
    computer.press_until(lambda: os.path.exists(os.path.join(computer.projects(), "samples", "notes.md")), "the project of the cloud", "Return")
    must_equal(first.root, os.path.join(computer.projects(), "samples"), "the project of the cloud, and what came here")
    previews.rest(shown)
    computer.picture("joined")
    computer.end()
    print("joined a server by its address and a token: its project is here, and the server of this computer is gone", flush=True)


def main():
    if lacking := screen.missing():
        print(f"skipped: {lacking}")
        return 77
    out = sys.argv[2] if len(sys.argv) > 2 else None
    with World(sys.argv[1]) as world:
        first = world.client("first")
        os.makedirs(first.root)
        with open(os.path.join(first.root, "notes.md"), "w", encoding="utf-8") as file:
            file.write("one\n")
        first.tide("create", "samples", "--from", first.root)
        first.tide("sync")
        with screen.Screen(world.folder) as shown:
            given_up(Computer(world, shown, "a", out))
            kept(Computer(world, shown, "d", out))
            own = Computer(world, shown, "b", out)
            cut_short(own)
            used(own)
            joined(world, Computer(world, shown, "c", out), first)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
