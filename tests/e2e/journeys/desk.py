"""What a journey needs: a server, computers, and a screen with a window manager and a bus for screen readers, in namespaces of their own.

A journey is a module with a `play(desk)` and `if __name__ == "__main__": desk.run(play)`; usage: JOURNEY.py BIN_DIR [OUT_DIR: pictures for eyes]
"""
import os
import shutil
import subprocess
import sys
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, ".."), os.path.join(HERE, "..", "..", "bench")]
import cell
import screen
from world import Failure, World, must_equal, wait_until  # noqa: F401

SKIPPED = 77
IN_CELL = "TIDELINE_JOURNEY"


def missing():
    """What is not installed, in words, or None."""
    if lacking := screen.missing():
        return lacking
    try:
        import pyatspi  # noqa: F401
    except ImportError:
        return f"pyatspi (Debian package python3-pyatspi; this is {sys.executable})"
    if not shutil.which("xclip"):
        return "xclip (Debian package xclip)"
    if not os.path.exists("/usr/share/dbus-1/services/org.a11y.Bus.service"):
        return "the bus of screen readers (Debian package at-spi2-core)"
    return None


class Computer:
    """A profile and its projects' folders; in it a window, or `tide watch`."""

    def __init__(self, desk, client):
        self.desk, self.client, self.root = desk, client, client.root

    def path(self, *names):
        return os.path.join(self.root, *names)

    def write(self, name, text):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def has(self, name, text=None, seconds=60):
        """Waits until the file lies there, with this text."""
        wait_until(lambda: os.path.exists(self.path(name)) and (text is None or self.read(name) == text),
                   f"{name} on {self.client.name}" + (f" to be {text!r}" if text else ""), seconds)

    def has_not(self, name, seconds=60):
        wait_until(lambda: not os.path.lexists(self.path(name)), f"no {name} on {self.client.name}", seconds)

    def create(self, project, files):
        """A project in the cloud from what is here, synced."""
        for name, text in files.items():
            self.write(name, text)
        self.client.tide("create", project, "--from", self.root)
        self.client.tide("sync")

    def clone(self, project):
        self.client.tide("clone", project, self.root)
        self.client.tide("sync")

    def window(self, uri=None):
        """Starts the program, and gives the person before it."""
        import person
        process = self.desk.screen._start(os.path.join(self.desk.world.bin, "tideline"), "--profile", self.client.profile, *([uri] if uri else []))
        window = person.Person(self.desk.screen, process, self.desk.screen.log)
        self.desk.people.append(window)
        window.see("status bar", seconds=30)
        return window

    def raise_window(self):
        """As a second start does: the first one's window comes to the front."""
        subprocess.run([os.path.join(self.desk.world.bin, "tideline"), "--profile", self.client.profile], check=True, timeout=30,
                       env={**os.environ, **self.desk.screen.environment}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


class Desk:
    """`with Desk(bin_dir, name, out) as desk:`; computers on demand; everything ends with the block."""

    def __init__(self, bin_dir, name, out=None):
        self.name, self.out = name, out
        self.world = World(bin_dir)
        self.screen = screen.Screen(self.world.folder)
        self.people = []

    def __enter__(self):
        home = os.path.join(self.world.folder, "home")
        os.makedirs(home)
        for variable in [variable for variable in os.environ if variable.startswith(("XDG_", "TIDELINE_", "DBUS_"))]:
            del os.environ[variable]
        os.environ.update(HOME=home, LC_ALL="C.UTF-8", TZ="UTC", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        self.world.__enter__()
        self.screen.__enter__()
        os.environ.update(self.screen.environment)  # the tree is asked for by this process
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.leave("failed")
        for person in reversed(self.people):
            if person.process.poll() is None:
                person.process.terminate()
                person.process.wait(30)
        self.screen.__exit__()
        self.world.__exit__(kind, value, trace)

    def computer(self, name):
        return Computer(self, self.world.client(name))

    def server_stops(self):
        self.world.server.stop()

    def server_starts(self):
        """At the same address, with the same data."""
        self.world.server.start()

    def picture(self, what):
        """For eyes, when they are wanted."""
        if self.out:
            os.makedirs(self.out, exist_ok=True)
            self.screen.picture(os.path.join(self.out, f"journey-{self.name}-{what}.png"))

    def leave(self, what):
        """What is shown, as a picture and as a screen reader has it, beside the logs."""
        import person
        import tree
        self.screen.picture(os.path.join(self.world.folder, f"{what}.png"))
        self.picture(what)
        for one in self.people:
            program = tree.application(one.process.pid)
            with open(os.path.join(self.world.folder, f"{what}.txt"), "a", encoding="utf-8") as file:
                file.write("\n".join(tree.outline(program) if program else ["no tree"]) + "\n")


def run(play):
    """Plays it in a cell, where one can be made; says what was seen and how long it took."""
    name = os.path.splitext(os.path.basename(sys.argv[0]))[0]
    if lacking := missing():
        print(f"skipped: {lacking}")
        return SKIPPED
    if IN_CELL not in os.environ:
        os.environ[IN_CELL] = "1"
        if why := cell.why_not():
            print(f"without namespaces of its own: {why}")
        else:
            words = cell.before()
            os.execvp(words[0], [*words, "sh", "-c", 'ip link set lo up && exec "$@"', "sh", sys.executable, *sys.argv])
    begun = time.monotonic()
    try:
        with Desk(sys.argv[1], name, sys.argv[2] if len(sys.argv) > 2 else None) as desk:
            told = play(desk)
            desk.picture("end")
    except Failure as failure:
        lines = [step.lineno for step in traceback.extract_tb(failure.__traceback__) if os.path.samefile(step.filename, sys.argv[0])]
        print(f"FAILED at line {lines[-1]}: {failure}", file=sys.stderr)
        return 1
    print(f"{told} ({time.monotonic() - begun:.1f} s)")
    return 0
