"""A folder with a gigabyte gets another name."""
import os

import data

from .work import AtMost, Work


class Rename(Work):
    """Timed: sync(), after the rename."""

    name, tree = "rename", "bulk"
    title = "a folder of 5,000 files, 1 GB, renamed"
    goals = (AtMost("wall_s", 1), AtMost("wire_bytes", 200e3))

    def run(self, session):
        folder = os.path.join(session.peer.a, data.BULK_FOLDER)
        os.rename(folder, folder + " of autumn")
        return session.measured(session.peer.sync)
