"""One side of a hostile project: a client that is not root, its folder by bytes, and its entries without following anything."""
import contextlib
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess

from world import Client

NOBODY = 65534


@contextlib.contextmanager
def as_user():
    """What is made in here belongs to the clients' user."""
    if os.getuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def write(path, content=b"x\n"):
    path = os.fsencode(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


def shown(path):
    """A path as text; how many signs stand for broken bytes is each decoder's own."""
    text = path if isinstance(path, str) else path.decode(errors="replace")
    return re.sub("\ufffd+", "\ufffd", text)


class Side(Client):
    """A client with a folder of its own, its profile in it, and the project's folder below."""

    def __init__(self, world, name, user=None):
        home = os.path.join(world.folder, "home-" + name)
        os.makedirs(home)
        super().__init__(world.bin, home, name)
        if user is not None:
            self.before = ("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups")
            if subprocess.run([*self.before, self.program, "--version"], capture_output=True, check=False).returncode != 0:
                self.program = shutil.copy(self.program, home)  # the checkout is in somebody's own folder
        self.base = os.fsencode(self.root)
        token = shutil.copy(world.server.token(), home)
        os.makedirs(self.root)
        for path in (home, token, self.root):
            if user is not None:
                os.chown(path, user, user)
        self.url = world.server.url
        self.world = world
        self.token = token
        self.tide("login", self.url, "--token-file", token)

    def at(self, *parts):
        return b"/".join((self.base, *(os.fsencode(part) for part in parts)))

    def sync(self):
        self.tide("sync", self.root)

    def problems(self):
        """{path: reason} of what is listed as not synced."""
        rows = self.tide("--json", "status", self.root)[1:]
        return {shown(row["path"]): row["what"] for row in rows if row["state"] in ("waiting", "error")}

    def why(self, path):
        """What `tide why` says of a path of bytes; None when they are too many for a command line's path."""
        if len(self.at(path)) > 4000:
            return None
        done = subprocess.run([*self.before, os.fsencode(self.program), b"--profile", os.fsencode(self.profile), b"--json", b"why", b"--", self.at(path)],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
        return json.loads(done.stdout or done.stderr)


def settle(sides, *options):
    """Enough rounds for both sides to say all they have; entries that fail do not stop it."""
    for side in (*sides, *sides):
        side.tide("sync", *options, side.root, expect=(0, 1, 3))


def entries(folder):
    """{path: (kind, executable, mtime_ns, size or target, sha256)} below a folder, by handles: links are not followed, paths may be longer than a call takes."""
    found = {}

    def look(handle, above):
        for name in os.listdir(handle):
            name = os.fsencode(name)
            info = os.stat(name, dir_fd=handle, follow_symlinks=False)
            path = above + name
            if stat.S_ISLNK(info.st_mode):
                found[path] = ("symlink", False, info.st_mtime_ns, os.fsencode(os.readlink(name, dir_fd=handle)), "")
            elif stat.S_ISREG(info.st_mode):
                file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=handle)
                with open(file, "rb") as stream:
                    digest = hashlib.sha256(stream.read()).hexdigest()
                found[path] = ("file", bool(info.st_mode & 0o100), info.st_mtime_ns, info.st_size, digest)
            elif stat.S_ISDIR(info.st_mode):
                found[path] = ("dir", False, 0, 0, "")
                inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=handle)
                try:
                    look(inner, path + b"/")
                finally:
                    os.close(inner)
            else:
                found[path] = ("other", False, 0, 0, "")

    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        look(handle, b"")
    finally:
        os.close(handle)
    return found
