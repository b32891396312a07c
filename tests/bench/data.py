"""The trees that are synced, made from a seed.

No executables, links or odd names: not every peer carries those, and all results are compared byte for byte.
"""
import os
import random
import shutil

KIB, MIB = 1024, 1024 * 1024
LARGE_FILE = "measurements.bin"
BULK_FOLDER = "images"
CROWD_FOLDER = "readings"


def small(root, numbers, scale):
    """10,000 files in 200 folders: half CSV, half random bytes; 64 B to 128 KiB, half of them below 4 KiB."""
    for number in range(max(20, round(10_000 * scale))):
        size = min(128 * KIB, max(64, int(numbers.lognormvariate(8.3, 1.0))))
        kind = ("csv", "bin")[number % 2]
        content = numbers.randbytes(size) if kind == "bin" else csv(numbers, size)
        write(root, f"set {number // 50:03}/part {number % 50:02}.{kind}", content)


def tiny(root, numbers, scale):
    """100,000 files of 256 random bytes in 2,000 folders."""
    for number in range(max(50, round(100_000 * scale))):
        write(root, f"year {number // 5000:02}/day {number // 50 % 100:02}/{number % 50:02}.dat", numbers.randbytes(256))


def large(root, numbers, scale):
    """One file of 1 GiB of random bytes."""
    with open(os.path.join(root, LARGE_FILE), "wb") as file:
        for _ in range(max(4, round(1024 * scale))):
            file.write(numbers.randbytes(MIB))


def bulk(root, numbers, scale):
    """A folder of 5,000 files of 200,000 random bytes each, 1 GB, in 50 folders, and one file beside it."""
    write(root, "README.md", b"# Images\n")
    for number in range(max(20, round(5000 * scale))):
        write(root, f"{BULK_FOLDER}/roll {number // 100:02}/{number % 100:02}.raw", numbers.randbytes(200_000))


def million(root, numbers, scale):
    """1,000,000 files of 32 random bytes in 10,000 folders."""
    for number in range(max(100, round(1_000_000 * scale))):
        write(root, f"{number // 10000:02}/{number // 100 % 100:02}/{number % 100:02}.dat", numbers.randbytes(32))


def crowd(root, numbers, scale):
    """100,000 files of 32 random bytes in one folder, alone in the root."""
    for number in range(max(2000, round(100_000 * scale))):
        write(root, f"{CROWD_FOLDER}/reading {number:06}.dat", numbers.randbytes(32))


TREES = {maker.__name__: maker for maker in (small, tiny, large, bulk, million, crowd)}


def csv(numbers, size):
    lines, length = ["time_h,level_m,pressure_hpa"], 28
    while length < size:
        lines.append(f"{len(lines)},{numbers.gauss(0, 1.5):.3f},{numbers.gauss(1013, 6):.1f}")
        length += len(lines[-1]) + 1
    return "\n".join(lines).encode()[:size]


def write(root, path, content):
    path = os.path.join(root, path)
    try:
        file = open(path, "wb")
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path))
        file = open(path, "wb")
    with file:
        file.write(content)


def make(tree, seed, scale, root):
    """Makes `root`, a folder with this tree."""
    os.makedirs(root)
    TREES[tree](root, random.Random(f"{tree} {seed}"), scale)


def count(root):
    """(files, bytes) below root."""
    files = size = 0
    for folder, _, names in os.walk(root):
        files += len(names)
        size += sum(os.path.getsize(os.path.join(folder, name)) for name in names)
    return files, size


def insert_at_head(path, numbers, size=MIB + 333, offset=1000):
    """`size` new bytes near the file's head, as an editor does it: a new file, renamed over the old one."""
    making = os.path.join(os.path.dirname(os.path.dirname(path)), ".inserting")
    with open(path, "rb") as old, open(making, "wb") as new:
        new.write(old.read(offset))
        new.write(numbers.randbytes(size))
        shutil.copyfileobj(old, new, 4 * MIB)
    os.rename(making, path)
