"""A whole tree to an empty other side."""
from .work import Against, AtMost, Work


class FirstSync(Work):
    """Timed: the peer's own first(). A's files are in the page cache; B has nothing."""

    needs = "first"
    sets_up = True

    def __init__(self, name, tree, title, goals=(), default=True, peers=None):
        self.name, self.tree, self.title, self.goals, self.default, self.peers = name, tree, title, goals, default, peers

    def run(self, session):
        return session.measured(session.peer.first)


SMALL = FirstSync("small", "small", "10,000 small files, first sync",
                  (Against("rsync", 2.5), Against("syncthing", 1 / 10), Against("unison", 1 / 2)))
TINY = FirstSync("tiny", "tiny", "100,000 files of 256 bytes, first sync",
                 (Against("rsync", 1.5), AtMost("client_peak_bytes", 120e6)))
LARGE = FirstSync("large", "large", "one file of 1 GiB, first sync",
                  (Against("rsync", 3), Against("rclone", 1), Against("unison", 1), Against("syncthing", 1)))
BULK = FirstSync("bulk", "bulk", "5,000 files, 1 GB, first sync", default=False)
MILLION = FirstSync("million", "million", "1,000,000 files, first sync", (AtMost("client_peak_bytes", 400e6),), default=False,
                    peers=("tideline", "rsync", "cp"))
