#!/usr/bin/env python3
"""Types what the README's ten minutes say, in one shell, as somebody would who has nothing else.

The lines are taken from the README. A line that is to end with another code than 0 says so there ("# exit 3: …"), one whose last
line of output matters says that ("cat … # Low tide at eight."). In a network namespace of its own, so that the README's port is free.
"""
import os
import re
import subprocess
import sys
import tempfile
import time

from world import Failure, tail, wait_until

HEADING = "## Ten minutes"
MINUTES = 10


def lines_of_readme(path):
    """The commands of the section, in order: [(line, exit code, last words of its output or None)]."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    section = text[text.index(HEADING):]
    section = section[:section.index("\n## ", 1)]
    commands = []
    for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL):
        for line in block.splitlines():
            note = re.search(r"\s#\s(.*)$", line)
            words = note.group(1) if note else ""
            code = re.match(r"exit (\d+)", words)
            shown = words if line.startswith("cat ") and words else None
            commands.append((line, int(code.group(1)) if code else 0, shown))
    if len(commands) < 15:
        raise Failure(f"the README's section {HEADING!r} has only {len(commands)} commands")
    return commands


class Shell:
    """A bash that is typed into; what it says goes to a file."""

    def __init__(self, bin_dir, folder):
        home = os.path.join(folder, "home")
        os.mkdir(home)
        self.home = home
        self.said = os.path.join(folder, "terminal")
        environment = {"HOME": home, "PATH": f"{bin_dir}:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "USER": "newcomer"}
        rights = [] if os.geteuid() == 0 else ["--map-root-user"]
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen(["unshare", "--net", *rights, "bash"], stdin=subprocess.PIPE, stdout=said, stderr=said,
                                            env=environment, cwd=home, start_new_session=True)
        self.count = 0

    def output(self):
        with open(self.said, encoding="utf-8", errors="replace") as file:
            return file.read()

    def type(self, line):
        """What the line said, and its exit code."""
        self.count += 1
        before = len(self.output())
        end = f"=== end of line {self.count}: "
        self.process.stdin.write(f"{line}\necho \"{end}$?\"\n".encode())
        self.process.stdin.flush()

        def ended():
            if self.process.poll() is not None:
                raise Failure(f"the shell ended at {line!r}:\n{tail(self.said)}")
            found = re.search(re.escape(end) + r"(\d+)\n", self.output()[before:])
            return found and (self.output()[before:before + found.start()], int(found.group(1)))

        return wait_until(ended, f"the end of {line!r}")

    def wait_for(self, words):
        wait_until(lambda: words in self.output(), f"{words!r} on the terminal")

    def close(self):
        self.process.stdin.close()  # a shell that ends leaves the server to nobody
        os.killpg(self.process.pid, 15)
        self.process.wait()


def newcomer(bin_dir, folder):
    readme = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "README.md")
    commands = lines_of_readme(readme)
    shell = Shell(bin_dir, folder)
    begun = time.monotonic()
    try:
        shell.type("ip link set lo up")
        for line, code, shown in commands:
            said, ended = shell.type(line)
            if ended != code:
                raise Failure(f"{line!r} ended with {ended}, the README says {code}:\n{said}")
            if shown and shown not in said:
                raise Failure(f"{line!r} does not show {shown!r} but {said!r}")
            if line.split("#")[0].rstrip().endswith("&"):
                shell.wait_for("listening on")
        with open(os.path.join(shell.home, "forecast", "levels.csv"), encoding="utf-8") as file:
            if file.read() != "date,level\n2026-01-01,1.2\n":
                raise Failure("the restored file is not what it was at first")
        if "Up to date" not in said:
            raise Failure(f"in the end `tide status` says {said!r}")
        took = time.monotonic() - begun
        if took > MINUTES * 60:
            raise Failure(f"it took {took / 60:.0f} minutes")
        return f"{len(commands)} lines of the README, {took:.1f} s"
    finally:
        shell.close()


def main():
    with tempfile.TemporaryDirectory(prefix="tideline-e2e-") as folder:
        print(newcomer(os.path.abspath(sys.argv[1]), folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
