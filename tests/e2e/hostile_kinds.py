"""Kinds of entries that sync clients stumble over, for names.py: rows of its table, and cases that need a story."""
import contextlib
import ctypes
import os
import socket
import stat
import threading

from hostile_side import as_user, entries, write
from world import Failure

OTHER, DENIED = "Pipes, sockets and devices", "Permission denied"
LIBC = ctypes.CDLL(None, use_errno=True)
EXCHANGE = 2


def exchange(one, other):
    """Swaps two names in one step, as renameat2 does."""
    if LIBC.renameat2(-100, one, -100, other, EXCHANGE) != 0:
        raise OSError(ctypes.get_errno(), "renameat2")


def make_deep(folder, parts):
    """A path by handles, one part after the other: it may be longer than a call takes. The last part is a file."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    for part in parts[:-1]:
        os.mkdir(part, dir_fd=handle)
        inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY, dir_fd=handle)
        os.close(handle)
        handle = inner
    with open(os.open(parts[-1], os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=handle), "wb") as file:
        file.write(b"at the bottom")
    os.close(handle)


def rows():
    """(title, make(folder), {path that stays: why}, check(folder here, folder there))."""
    def file_then(action):
        def make(folder):
            action(write(folder + b"/f", b"content"))
        return make

    def mode(bits):
        return file_then(lambda path: os.chmod(path, bits))

    def time(ns):
        return file_then(lambda path: os.utime(path, ns=(ns, ns)))

    def link(target):
        return lambda folder: os.symlink(target, folder + b"/l")

    def beside(make):
        def both(folder):
            write(folder + b"/neighbour", b"not to be blocked")
            make(folder)
        return both

    def hard_links(folder):
        os.link(write(folder + b"/f", b"one inode"), folder + b"/g")
        os.mkdir(folder + b"/d")
        os.link(folder + b"/f", folder + b"/d/h")

    def are_separate(_, there):
        if len({os.stat(there + b"/" + name).st_ino for name in (b"f", b"g", b"d/h")}) != 3:
            raise Failure("hard links did not arrive as separate files")

    def no_special_bits(_, there):
        if os.stat(there + b"/f").st_mode & (stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX):
            raise Failure("a set-uid bit travelled")

    def sparse(folder):
        with open(folder + b"/f", "wb") as file:
            file.seek(30_000_000)
            file.write(b"after the hole")
            file.truncate(64_000_000)

    def is_sparse(_, there):
        info = os.stat(there + b"/f")
        if info.st_blocks * 512 > info.st_size // 4:
            raise Failure(f"a sparse file of {info.st_size} bytes takes {info.st_blocks * 512} on the other side")

    def a_socket(folder):
        handle = os.open(folder, os.O_RDONLY)
        try:
            with socket.socket(socket.AF_UNIX) as one:
                one.bind(f"/proc/self/fd/{handle}/s")
        finally:
            os.close(handle)

    def device(kind, major, minor):
        def make(folder):
            with as_root():
                os.mknod(folder + b"/x", kind | 0o666, os.makedev(major, minor))
        return make

    def shut_folder(folder):
        write(folder + b"/shut/in", b"unseen")
        os.chmod(folder + b"/shut", 0)

    def read_only(folder):
        write(folder + b"/d/in", b"content")
        os.chmod(folder + b"/d", 0o555)

    def is_writable(_, there):
        if not os.stat(there + b"/d").st_mode & 0o200:
            raise Failure("a read-only folder arrived read-only: nothing could be put into it")

    def many(folder):
        for name in ("empty", "nested/empty/deep"):
            os.makedirs(folder + b"/" + name.encode())

    def to_folder(folder):
        write(folder + b"/d/in", b"content")
        os.symlink(b"d", folder + b"/l")

    def ring(folder):
        os.symlink(b"b", folder + b"/a")
        os.symlink(b"a", folder + b"/b")

    def pair(folder):
        write(folder + b"/neighbour", b"n")
        os.symlink(b"l", folder + b"/l")

    found = [
        ("an empty file", lambda folder: write(folder + b"/f", b""), None, None),
        ("empty folders", many, None, None),
        ("a file of one NUL", lambda folder: write(folder + b"/f", b"\0"), None, None),
        ("a sparse file", sparse, None, is_sparse),
        ("a file that is one hole", lambda folder: os.truncate(write(folder + b"/f", b""), 20_000_000), None, is_sparse),
        ("hard links", hard_links, None, are_separate),
        ("executable", mode(0o755), None, None),
        ("executable for its owner alone", mode(0o700), None, None),
        ("not executable for its owner", mode(0o655), None, None),
        ("set-uid", mode(0o4755), None, no_special_bits),
        ("set-gid and sticky", mode(0o3755), None, no_special_bits),
        ("read-only file", mode(0o444), None, None),
        ("the last second before 1970", time(-1), None, None),
        ("1969", time(-10_000_000 * 1_000_000_000 + 7), None, None),
        ("1901, the oldest of 32 bits", time(-(1 << 31) * 1_000_000_000), None, None),
        ("the first moment", time(0), None, None),
        ("a nanosecond", time(1_763_700_000_123_456_789), None, None),
        ("past 2038", time((1 << 31) * 1_000_000_000 + 1), None, None),
        ("the year 2200", time(7_258_118_400_999_999_999), None, None),
        ("a relative link", link(b"../one"), None, None),
        ("an absolute link", link(b"/etc/passwd"), None, None),
        ("a link to nowhere", link(b"not/there"), None, None),
        ("a link to itself", pair, None, None),
        ("links in a ring", ring, None, None),
        ("a link to a folder", to_folder, None, None),
        ("a link out of the root", link(b"../../../../../../etc"), None, None),
        ("a link up", link(b".."), None, None),
        ("a link to the root", link(b"/"), None, None),
        ("a link into our folder", link(b"../../.tideline/trash"), None, None),
        ("a link with a newline", link(b"a\nb"), None, None),
        ("a link that is not UTF-8", link(b"a\xff\xfe/\xc0\xaf"), None, None),
        ("a link of 3,900 bytes", link(b"x/" * 1950), None, None),
        ("a pipe", beside(lambda folder: os.mkfifo(folder + b"/p")), {b"p": OTHER}, None),
        ("a socket", beside(a_socket), {b"s": OTHER}, None),
        ("a file that may not be read", beside(mode(0)), {b"f": DENIED}, None),
        ("a folder that may not be read", beside(shut_folder), {b"shut/": DENIED}, None),
        ("a folder that may not be written", read_only, None, is_writable),
    ]
    if os.getuid() == 0:
        found += [("a character device", beside(device(stat.S_IFCHR, 1, 3)), {b"x": OTHER}, None),
                  ("a block device", beside(device(stat.S_IFBLK, 7, 200)), {b"x": OTHER}, None)]
    return found


@contextlib.contextmanager
def as_root():
    user = os.geteuid()
    os.seteuid(0)
    try:
        yield
    finally:
        os.seteuid(user)
