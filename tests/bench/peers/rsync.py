"""rsync: A to a daemon that holds B, over TCP with its delta transfer; one leg, nothing fsynced."""
import os

from .peer import Peer

PORT = 8873


class Rsync(Peer):
    name = "rsync"
    program = package = "rsync"

    def start(self):
        os.makedirs(self.b)
        config = self.path("rsyncd.conf")
        owner = "uid = root\ngid = root\n" if os.geteuid() == 0 else ""
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"use chroot = no\nreverse lookup = no\n{owner}[b]\npath = {self.b}\nread only = no\n")
        self.listens(self.daemon("rsync", "--daemon", "--no-detach", "--config", config, "--address", "127.0.0.1", "--port", str(PORT)),
                     PORT)

    def first(self):
        self.sync()

    def sync(self):
        self.run("rsync", "-a", "--delete", self.a + "/", f"rsync://127.0.0.1:{PORT}/b/")
