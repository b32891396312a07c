"""A server and clients as real processes, for the end-to-end tests, the demo and the benches.

Every process is started here, ended here by its id, and lives below one temporary folder.
"""
import contextlib
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

DEADLINE_S = 120
TOKEN = re.compile(rb"tdl_[a-z]+_[0-9a-f]{24}_[0-9a-f]{64}")
TELL_ALL = {"QT_LOGGING_RULES": "tideline.*=true"}  # what must not be told is searched for in all that is


class Failure(Exception):
    """A promise that does not hold, in one sentence."""


def wait_until(condition, what, seconds=DEADLINE_S, step=0.01):
    """Waits for a fact, not for a time; fails with `what` when it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(step)
    raise Failure(f"waited {seconds} s for: {what}")


class Server:
    """A tideline-server on a free loopback port with its own data folder."""

    before = ()  # what runs it: in a network namespace, say
    options = ()  # more of its command line
    tells_all = False  # its log has every request
    host = "127.0.0.1"

    def __init__(self, bin_dir, folder):
        self.program = os.path.join(bin_dir, "tideline-server")
        self.data = os.path.join(folder, "server")
        self.port_file = os.path.join(folder, "port")
        self.log = os.path.join(folder, "server.log")
        self.port = 0
        self.process = None
        self.url = None

    def start(self):
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.port_file)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*self.before, self.program, "--data", self.data, "--listen", self.address, "--port-file", self.port_file,
                 *(["--verbose"] if self.tells_all else []), *self.options],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL)

        def port():
            if self.process.poll() is not None:
                raise Failure(f"the server ended with {self.process.returncode}:\n{tail(self.log)}")
            with contextlib.suppress(OSError, ValueError):
                with open(self.port_file, encoding="ascii") as file:
                    return int(file.read().strip().rsplit(":", 1)[-1])
            return None

        self.port = wait_until(port, "the server's port file")  # the same one after a restart
        self.url = f"http://{self.host}:{self.port}"
        return self

    @property
    def address(self):
        return f"{self.host}:{self.port}"

    def connect(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=60)

    def kill(self):
        """kill -9"""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def token(self):
        """The token of the first user, as the first start left it."""
        return os.path.join(self.data, "first-token")


class Client:
    """A profile, and `tide` run in it."""

    before = ()  # what runs tide: another user, say
    tells_all = False

    def __init__(self, bin_dir, folder, name):
        self.program = os.path.join(bin_dir, "tide")
        self.name = name
        self.profile = os.path.join(folder, f"profile-{name}")
        self.root = os.path.join(folder, name)
        self.log = os.path.join(folder, f"tide-{name}.log")
        self.watching = None

    def tide(self, *arguments, expect=(0,), timeout=600, environment=None, secret=False):
        """Runs tide, checks its exit code, and returns its JSON lines (when --json is given) or its text. `secret`: what is given to it, or
        printed, is a secret on purpose, and is not written to this client's log; what it logs itself is."""
        command = [*self.before, self.program, "--profile", self.profile, *arguments]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False,
                              env={**os.environ, **(TELL_ALL if self.tells_all else {}), **(environment or {})})
        with open(self.log, "ab") as log:
            told = [b"(secret)\n", done.stderr] if secret else [" ".join(map(str, command)).encode(errors="replace") + b"\n", done.stdout, done.stderr]
            log.write(b"$ " + b"".join(told))
        if expect is not None and done.returncode not in expect:
            raise Failure(f"{' '.join(arguments)} of {self.name} ended with {done.returncode}, not {expect}:\n"
                          f"{done.stdout.decode(errors='replace')[-2000:]}{done.stderr.decode(errors='replace')[-3000:]}")
        self.code = done.returncode
        text = done.stdout.decode(errors="replace")
        if "--json" in arguments:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        return text

    def spawn(self, *arguments):
        with open(self.log, "ab") as log:
            return subprocess.Popen([*self.before, self.program, "--profile", self.profile, *arguments], stdout=log, stderr=log,
                                    stdin=subprocess.DEVNULL, env={**os.environ, **(TELL_ALL if self.tells_all else {})})

    def login(self, server, url=None):
        """At `url` (a proxy in between), else at the server itself."""
        self.tide("login", url or server.url, "--token-file", server.token())

    def watch(self):
        """`tide watch` in the background; returns once it owns the profile's engine and answers."""
        offset = os.path.getsize(self.log) if os.path.exists(self.log) else 0
        self.watching = self.spawn("watch")

        def answers():
            if self.watching.poll() is not None:
                raise Failure(f"tide watch of {self.name} ended with {self.watching.returncode}:\n{tail(self.log)}")
            with open(self.log, encoding="utf-8", errors="replace") as log:
                log.seek(offset)
                return "Watching." in log.read()

        wait_until(answers, f"tide watch of {self.name}", step=0.05)
        return self

    def stop(self):
        if self.watching and self.watching.poll() is None:
            self.watching.terminate()
            try:
                self.watching.wait(30)
            except subprocess.TimeoutExpired:
                self.watching.kill()
                self.watching.wait()
        self.watching = None


class World:
    """`with World(bin_dir) as world:` gives a server; clients on demand; everything ends with the block."""

    def __init__(self, bin_dir, keep=False, folder=None, tells_all=True):
        self.bin = bin_dir
        self.tells_all = tells_all
        self.keep = keep
        self.folder = folder or tempfile.mkdtemp(prefix="tideline-e2e-")
        os.makedirs(self.folder, exist_ok=True)
        self.server = Server(bin_dir, self.folder)
        self.server.tells_all = tells_all
        self.clients = []
        self.secrets = []  # passwords and the like, beside all tokens

    def client(self, name, login=True):
        client = Client(self.bin, self.folder, name)
        client.tells_all = self.tells_all
        self.clients.append(client)
        if login:
            client.login(self.server)
        return client

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, kind, value, trace):
        for client in self.clients:
            client.stop()
        self.server.stop()
        if kind is None:
            search_for_secrets(self)
        if kind is None and not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"kept: {self.folder}", file=sys.stderr)


def search_for_secrets(world):
    """Fails when a token or password of this world stands in a log, in what was printed, in a store or in a report."""
    secret = re.compile(b"|".join([TOKEN.pattern, *map(re.escape, world.secrets)]))
    roots = [client.root for client in world.clients]
    for folder, folders, files in os.walk(world.folder):
        folders[:] = [name for name in folders if name != "packs" and os.path.join(folder, name) not in roots]
        for path in (os.path.join(folder, name) for name in files if name not in ("token", "first-token", "password", "pack-key")):
            if not os.path.isfile(path):
                continue
            with open(path, "rb") as file:
                before = b""
                while piece := file.read(1 << 20):
                    if found := secret.search(before + piece):
                        raise Failure(f"{path} has a secret in it: {found[0][:12]!r}…")
                    before = piece[-200:]


def tail(path, lines=30):
    with contextlib.suppress(OSError):
        with open(path, encoding="utf-8", errors="replace") as file:
            return "".join(file.readlines()[-lines:])
    return ""


def listing(root):
    """{path: (kind, executable, mtime_ns, size or target, sha256)} of everything below root but .tideline; folders have no time."""
    found = {}
    root = os.fsencode(root)
    for folder, folders, files in os.walk(root):
        if folder == root and b".tideline" in folders:
            folders.remove(b".tideline")
        for name in folders + files:
            path = os.path.join(folder, name)
            info = os.lstat(path)
            key = os.path.relpath(path, root)
            if stat.S_ISLNK(info.st_mode):
                found[key] = ("symlink", False, info.st_mtime_ns, os.readlink(path), "")
            elif stat.S_ISDIR(info.st_mode):
                found[key] = ("dir", False, 0, 0, "")
            elif stat.S_ISREG(info.st_mode):
                with open(path, "rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest() if hasattr(hashlib, "file_digest") \
                        else hashlib.sha256(file.read()).hexdigest()
                found[key] = ("file", bool(info.st_mode & 0o100), info.st_mtime_ns, info.st_size, digest)
    return found


def difference(left, right, times=True, limit=10):
    """Sentences on how two listings differ; empty when they are equal."""
    def strip(row):
        return row if row is None or times else row[:2] + row[3:]
    lines = []
    for path in sorted(set(left) | set(right)):
        a, b = left.get(path), right.get(path)
        if strip(a) != strip(b):
            lines.append(f"{os.fsdecode(path)}: {a} | {b}")
            if len(lines) == limit:
                return lines + ["…"]
    return lines


def must_equal(left, right, what, times=True):
    lines = difference(listing(left), listing(right), times)
    if lines:
        raise Failure(what + ":\n  " + "\n  ".join(lines))
