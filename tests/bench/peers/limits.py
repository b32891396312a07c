"""What no program that does more can beat: a plain copy, and a plain walk."""
import subprocess

from world import Failure

from .peer import Peer


class Copy(Peer):
    """`cp -r A B`: no network, nothing fsynced."""

    name = "cp"
    program, package = "cp", "coreutils"
    verbs = frozenset({"first"})

    def first(self):
        self.run("cp", "-r", self.a, self.b)


class Walk(Peer):
    """`find A -printf`: the name, size and time of every file."""

    name = "find"
    program, package = "find", "findutils"
    verbs = frozenset({"check"})
    copies = False

    def first(self):
        pass

    def check(self):
        done = subprocess.run(["find", self.a, "-printf", r"%p %s %T@\n"], stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            raise Failure(f"find ended with {done.returncode}")
