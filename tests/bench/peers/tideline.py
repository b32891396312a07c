"""Tideline: A → server → B, the shipped programs as three processes with default settings."""
import os

from world import World

from .peer import Peer, first_line


class Tideline(Peer):
    name = "tideline"
    verbs = frozenset({"first", "sync", "check", "watch", "idle", "window"})
    marks = (b".tideline",)
    window_program = "tideline"
    names_head = (300, 54)
    servers = ("tideline-server",)
    legs = 2
    durable = True

    @classmethod
    def missing(cls, bin_dir):
        lacking = [name for name in ("tide", "tideline-server") if not os.access(os.path.join(bin_dir, name), os.X_OK)]
        return f"{' and '.join(lacking)} in {bin_dir}" if lacking else None

    @classmethod
    def version(cls, bin_dir):
        return first_line(os.path.join(bin_dir, "tide"), "--version")

    def start(self):
        self.world = World(self.bin, keep=True, folder=self.folder, tells_all=False)
        self.world.server.start()
        self.sides = [self.world.client(name) for name in ("A", "B")]
        self.log = self.world.server.log

    def stop(self):
        for side in self.sides:
            side.stop()
        self.world.server.stop()

    def first(self):
        """From the start of `tide create --from A` to the end of `tide clone`, one after the other."""
        a, b = self.sides
        a.tide("create", "bench", "--from", a.root, timeout=None)
        b.tide("clone", "bench", b.root, timeout=None)

    def sync(self):
        """`tide sync` of A, then of B."""
        for side in self.sides:
            side.tide("sync", side.root, timeout=None)

    def check(self):
        """`tide sync` of A: looks at every file and asks the server."""
        self.sides[0].tide("sync", self.a, timeout=None)

    def watch(self):
        for side in self.sides:
            side.watch()

    def prepare_window(self):
        """A becomes a project that is in sync."""
        self.sides[0].tide("create", "bench", "--from", self.a, timeout=None)

    def window(self, environment):
        """It owns A's engine, watches A, and keeps its connection to the server."""
        return self.daemon(*self._window(), environment=environment)

    def show_root(self, environment):
        """A second start leads the first to the project; at the first, an address does nothing while the projects are not known."""
        self.run(*self._window(), "tideline://open/bench", environment=environment)

    def _window(self):
        return os.path.join(self.bin, "tideline"), "--profile", self.sides[0].profile
