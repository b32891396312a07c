"""rclone: A → a server → B by `rclone sync`, over SFTP, which unlike rclone's WebDAV carries times and has no pause per file."""
import os
import subprocess

from .peer import Peer

PORT = 2022
WORD = "bench"
FLAGS = ("--create-empty-src-dirs", "--track-renames")


class Rclone(Peer):
    name = "rclone"
    program = package = "rclone"
    legs = 2

    def start(self):
        served = self.path("served")
        os.makedirs(served)
        os.environ["RCLONE_CONFIG"] = self.path("rclone.conf")
        hidden = subprocess.run(["rclone", "obscure", WORD], capture_output=True, text=True, check=True).stdout.strip()
        with open(os.environ["RCLONE_CONFIG"], "w", encoding="ascii") as file:
            file.write(f"[server]\ntype = sftp\nhost = 127.0.0.1\nport = {PORT}\nuser = bench\npass = {hidden}\nshell_type = unix\n"
                       "md5sum_command = md5sum\nsha1sum_command = sha1sum\n")
        self.listens(self.daemon("rclone", "serve", "sftp", served, "--addr", f"127.0.0.1:{PORT}", "--user", "bench", "--pass", WORD),
                     PORT)

    def first(self):
        self.sync()

    def sync(self):
        self.run("rclone", "sync", self.a, "server:", *FLAGS)
        self.run("rclone", "sync", "server:", self.b, *FLAGS)

    def check(self):
        """The first leg alone: A compared with the server."""
        self.run("rclone", "sync", self.a, "server:", *FLAGS)
