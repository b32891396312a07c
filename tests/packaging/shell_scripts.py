#!/usr/bin/env python3
"""shellcheck has nothing to say of the project's shell scripts: those whose first line names a shell, or that are sourced by one that does.

usage: shell_scripts.py SOURCE_DIR
"""
import os
import re
import shutil
import subprocess
import sys

SKIPPED = 77
SHELL = re.compile(rb"#!.*\b(ba|da)?sh\b|# shellcheck shell=")
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


def main():
    top = sys.argv[1]
    if not shutil.which("shellcheck"):
        print("skipped: shellcheck is not installed (Debian package shellcheck)")
        return SKIPPED
    found = list(scripts(top))
    if "dev" not in found or "packaging/version.sh" not in found:
        print(f"FAILED: dev and what it sources are not among {found}")
        return 1
    done = subprocess.run(["shellcheck", "--external-sources", *found], cwd=top, check=False)
    if done.returncode == 0:
        print(f"{len(found)} scripts: nothing to say")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
