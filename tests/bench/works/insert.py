"""1 MiB + 333 B inserted near the head of the large file: what is behind them is shifted by no block size."""
import os

import data

from .work import Against, AtMost, Work


class Insert(Work):
    """Timed: sync(), after the file was saved."""

    name, tree = "insert", "large"
    title = "1 MiB + 333 B inserted at the head of that file"
    goals = (Against("rsync", 1), AtMost("wire_bytes", 4 * 1024 * 1024))

    def run(self, session):
        data.insert_at_head(os.path.join(session.peer.a, data.LARGE_FILE), session.numbers)
        return session.measured(session.peer.sync)
