#!/usr/bin/env python3
"""shellcheck has nothing to say of the project's shell scripts: those whose first line names a shell, or that are sourced by one that does.
None pipes into a program that stops reading early: under pipefail the writer's SIGPIPE now and then is the script's failure, 141.

usage: shell_scripts.py SOURCE_DIR
"""
import os
import re
import shutil
import subprocess
import sys

SKIPPED = 77
SHELL = re.compile(rb"#!.*\b(ba|da)?sh\b|# shellcheck shell=")
STOPS_EARLY = re.compile(r"(?<!\|)\|\s*(head\b|grep\s+-\w*[qm]|sed\s[^|]*\bq\b|awk\s[^|]*\bexit\b)")
NOT_OURS = {"build", ".git"}


def scripts(top):
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(set(folders) - NOT_OURS)
        for name in sorted(files):
            path = os.path.join(folder, name)
            if os.path.islink(path):
                continue
            with open(path, "rb") as file:
                if SHELL.match(file.read(100)):
                    yield os.path.relpath(path, top)


def broken_pipes(top, names):
    """Each line that pipes into what stops reading early, as "script:line: text"."""
    for name in names:
        with open(os.path.join(top, name), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if STOPS_EARLY.search(line):
                    yield f"{name}:{number}: {line.strip()}"


def main():
    top = sys.argv[1]
    if not shutil.which("shellcheck"):
        print("skipped: shellcheck is not installed (Debian package shellcheck)")
        return SKIPPED
    found = list(scripts(top))
    if "dev" not in found or "packaging/version.sh" not in found:
        print(f"FAILED: dev and what it sources are not among {found}")
        return 1
    early = list(broken_pipes(top, found))
    if early:
        print("FAILED: these pipe into a program that stops reading early (let it read on: awk 'NR <= 8', sed -n 1p):", *early, sep="\n")
        return 1
    done = subprocess.run(["shellcheck", "--external-sources", *found], cwd=top, check=False)
    if done.returncode == 0:
        print(f"{len(found)} scripts: nothing to say")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
