"""The machine's free memory, touched once, so that nobody pays for what a virtual machine gets from its host at the first touch."""
import mmap

SPARE = 1 << 30     # left alone
STEP = 2 << 20      # a huge page


def free_bytes():
    with open("/proc/meminfo", encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("MemFree:")) * 1024


def touch():
    """Takes what is free, writes to each page of it, and gives it back. A host that gives memory page by page made the same copy of a GiB
    take 0.35 s or 1.9 s, as it went to memory that somebody had used before or not."""
    size = (free_bytes() - SPARE) // STEP * STEP
    if size <= 0:
        return
    with mmap.mmap(-1, size) as memory:
        if hasattr(mmap, "MADV_HUGEPAGE"):
            try:
                memory.madvise(mmap.MADV_HUGEPAGE)
            except OSError:
                pass  # then it takes a minute
        for place in range(0, size, mmap.PAGESIZE):
            memory[place] = 1
