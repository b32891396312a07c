"""Unison: a server on a socket that holds B, and a client that holds A; one leg."""
import os

from .peer import Peer, first_line

PORT = 7701


class Unison(Peer):
    name = "unison"
    program = package = "unison"

    @classmethod
    def version(cls, bin_dir):
        return first_line("unison", "-version")

    def start(self):
        os.makedirs(self.b)
        server = self.daemon("unison", "-socket", str(PORT), "-listen", "127.0.0.1", environment=self._home("server"))
        self.listens(server, PORT)

    def first(self):
        self.sync()

    def sync(self):
        self.run("unison", self.a, f"socket://127.0.0.1:{PORT}/{self.b}", "-ui", "text", "-auto", "-batch", "-terse", "-times",
                 "-confirmbigdel=false", "-log=false", environment=self._home("client"))

    def _home(self, name):
        home = self.path(f"unison-{name}")
        os.makedirs(home, exist_ok=True)
        return {"UNISON": home}
