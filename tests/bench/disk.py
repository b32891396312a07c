"""A disk for each cell: an ext4 made anew in one large file, the image, which is allocated once a run and used again by the next cell.

On the file system below, the trees of the session before were just deleted, and ext4 gives an inode out again only minutes later
(`recently_deleted` in fs/ext4/ialloc.c): there, 50,000 new files took 22 s instead of 2. And nobody must wait for the deletion.
"""
import contextlib
import os
import subprocess
import sys
import time

IMAGE = "disk.img"
TRIED = "tried"
LEAST_BYTES = 512 << 20
STEP_BYTES = 4 << 20
BYTES_AN_INODE = 8192
RELEASE_S = 120     # in which the kernel must have written and let go what a cell that ended had mounted


class NoDisk(Exception):
    """Why cells work in a plain folder here: no right to mount, no loop device, no room."""


def _ran(*words):
    try:
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    except FileNotFoundError as error:
        raise NoDisk(str(error)) from error
    except subprocess.CalledProcessError as error:
        raise NoDisk(error.stderr.strip() or f"{words[0]} ended with {error.returncode}") from error


def make(folder, size):
    """An empty file system of at least `size` bytes in the image in `folder`; nothing of the cell before is left."""
    image = os.path.join(folder, IMAGE)
    end = time.monotonic() + RELEASE_S
    while os.path.exists(image) and _ran("losetup", "--associated", image):
        if time.monotonic() > end:
            raise NoDisk(f"{image} is still in use {RELEASE_S} s after its cell ended")
        time.sleep(0.02)
    try:
        with open(image, "ab") as file:
            # Written, not only allocated: the first write of a block costs several times the next where the machine's disk grows with it.
            while file.tell() < max(size, LEAST_BYTES):
                file.write(bytes(STEP_BYTES))
            os.fsync(file.fileno())
    except OSError as error:
        forget(folder)
        raise NoDisk(f"{image}: {error.strerror}") from error
    # Tables are written as they are used, and not by a thread behind a measurement's back (mount()'s noinit_itable).
    _ran("mkfs.ext4", "-q", "-F", "-i", str(BYTES_AN_INODE), "-m", "0", "-E", "lazy_itable_init=1,nodiscard", image)


def mount(folder, place):
    """Mounts the image in `folder` at `place`; its loop device goes with the mount."""
    os.mkdir(place)
    device = _ran("losetup", "--find", "--show", "--direct-io=on", os.path.join(folder, IMAGE))
    try:
        _ran("mount", "-o", "noinit_itable", device, place)
    finally:
        _ran("losetup", "--detach", device)


def keep(folder, place, every):
    """What a cell left on its disk stays: the image goes to the cell's folder, and is named (`mount -o loop,ro` shows it). Unless
    `every` one is wanted, the first of a run alone: each is as large as its cell's disk. Else None."""
    image = os.path.join(place, IMAGE)
    if not every and any(os.path.exists(os.path.join(folder, name, IMAGE)) for name in os.listdir(folder)):
        return None
    with contextlib.suppress(FileNotFoundError):
        os.rename(os.path.join(folder, IMAGE), image)
        return image
    return None


def forget(folder):
    with contextlib.suppress(FileNotFoundError):
        os.remove(os.path.join(folder, IMAGE))


def main():
    """usage: disk.py FOLDER, in a namespace: whether the image there can be mounted."""
    try:
        mount(sys.argv[1], os.path.join(sys.argv[1], TRIED))
    except NoDisk as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
