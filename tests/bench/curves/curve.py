"""What a curve is: the same steps over growing sizes, each size once in a cell of its own (case.py)."""
import os


class Curve:
    """One thing that grows.

    Invariant: run() writes a step (case.step) only before case.seen(), which follows once its result was seen to be right.
    """

    name = ""
    title = ""
    unit = ""           # what a size counts: "files", "MiB"
    sizes = ()          # ascending
    weight = 1          # a unit costs about as much time as so many files; --most counts in files
    disk_bytes = 0      # what a unit takes on the disk while its case runs, all copies and databases together
    slack = 1.3         # times that of a disk of its own, for the file system's tables
    inodes = 0          # the same in files and folders
    memory = {}         # size: the most bytes that a client may have resident, up to that size (DESIGN 11)

    def memory_limit(self, size):
        """Bytes, or None for a size that has no limit."""
        return next((limit for most, limit in sorted(self.memory.items()) if size <= most), None)

    def run(self, case):
        """All steps at case.size."""
        raise NotImplementedError


def save(case, path, content):
    """As an editor does it: a new file, renamed over the old one."""
    making = case.path("being saved")
    with open(making, "wb") as file:
        file.write(content)
    os.rename(making, path)
