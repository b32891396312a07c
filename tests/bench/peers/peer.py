"""What the bench asks of a system that brings a folder A to a folder B."""
import contextlib
import os
import shutil
import subprocess

from world import Failure, tail, wait_until


class Peer:
    """One run of one system, in a cell. A subclass says what it can (`verbs`) and does it; each verb returns when B has it all.

    Invariant: what is started here ends with stop(), at the latest with the cell.
    """

    name = ""
    program = ""        # what must be installed
    package = ""        # the Debian package with it
    copies = True       # False: it only looks at A
    marks = ()          # names in the root that are its own, as bytes
    servers = ()        # programs of it that are no client's, as the kernel names them
    verbs = frozenset({"first", "sync", "check"})  # also: watch, idle, window
    window_program = ""  # the file browser, as the kernel names it
    names_head = (0, 0)  # where the window, maximised, has the head of the column of names
    filter_keys = ()    # what leads to its filter; none: typing does
    legs = 1            # 2: through a server
    durable = False     # does it fsync what it writes, by default?

    def __init__(self, folder, bin_dir):
        self.folder, self.bin = folder, bin_dir
        self.a, self.b = self.path("A"), self.path("B")
        self.log = self.path("peer.log")
        self.processes = []

    def path(self, *names):
        return os.path.join(self.folder, *names)

    @classmethod
    def missing(cls, bin_dir):
        """What is not installed, or None."""
        return None if shutil.which(cls.program) else f"{cls.program} (Debian package {cls.package})"

    @classmethod
    def version(cls, bin_dir):
        return first_line(cls.program, "--version")

    def start(self):
        """Daemons; A is there, B is not."""

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def first(self):
        """All of A to B, which is empty or not there."""
        raise NotImplementedError

    def sync(self):
        """What changed in A to B."""
        raise NotImplementedError

    def check(self):
        """Looks whether A changed, when it did not."""
        self.sync()

    def watch(self):
        """From here on A and B follow each other by themselves."""
        raise NotImplementedError

    def prepare_window(self):
        """What window() needs once."""

    def window(self, environment):
        """Starts the file browser `window_program`, and returns its process."""
        raise NotImplementedError

    def show_root(self, environment):
        """Leads that window, now at rest, to A's root, if it is not there."""

    def run(self, *command, ok=(0,), environment=None):
        with open(self.log, "ab") as log:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False,
                                  env={**os.environ, **(environment or {})})
        if done.returncode not in ok:
            raise Failure(f"{' '.join(command)} ended with {done.returncode}")

    def daemon(self, *command, environment=None):
        with open(self.log, "ab") as log:
            self.processes.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                                   env={**os.environ, **(environment or {})}))
        return self.processes[-1]

    def listens(self, process, port):
        """Waits until something listens on this TCP port of the cell."""
        wanted = f":{port:04X}"

        def there():
            if process.poll() is not None:
                raise Failure(f"{self.name} ended with {process.returncode}")
            for table in ("/proc/self/net/tcp", "/proc/self/net/tcp6"):
                with contextlib.suppress(OSError), open(table, encoding="ascii") as file:
                    if any(line.split()[1].endswith(wanted) and line.split()[3] == "0A" for line in file.readlines()[1:]):
                        return True
            return False

        wait_until(there, f"{self.name} on port {port}", 30)

    def log_tail(self):
        return tail(self.log)


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return ((done.stdout or done.stderr).strip().splitlines() or ["?"])[0]
