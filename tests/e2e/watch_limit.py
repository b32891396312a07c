#!/usr/bin/env python3
"""The system's limit of watches is reached: that is said, by the sentence that all places show, and what nobody sees is found all the same.

usage: watch_limit.py BIN_DIR
The limit is that of a user namespace of our own. Where none can be made, it says that it is skipped and ends with 77.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, wait_until

SKIPPED = 77
FOLDERS = 10
LIMITED = ("unshare", "--user", "--map-root-user", "sh", "-c", 'echo "$0" > /proc/sys/user/max_inotify_watches && exec "$@"')


def why_not():
    """Why no limit can be set here, or None."""
    done = subprocess.run([*LIMITED, "4", "true"], capture_output=True, text=True, check=False)
    return None if done.returncode == 0 else done.stderr.strip() or f"unshare ended with {done.returncode}"


def said_with(world, name, watches):
    """What `tide status` says of a project with FOLDERS folders, of which so many may be watched; and whether a save arrives."""
    side = world.client(name)
    for number in range(FOLDERS):
        folder = os.path.join(side.root, f"day {number}")
        os.makedirs(folder)
        with open(os.path.join(folder, "level.csv"), "w", encoding="ascii") as file:
            file.write(f"{number}")
    side.tide("create", name, "--from", side.root)
    side.before = (*LIMITED, str(watches))
    side.watch()
    side.before = ()
    said = wait_until(lambda: [line for line in side.tide("status").splitlines() if "Up to date" in line], f"{name} to be up to date")
    checks = side.tide("doctor", expect=None)
    side.stop()
    return " ".join(said), checks


def main():
    reason = why_not()
    if reason:
        print(f"skipped: no user namespace can be made here: {reason}", file=sys.stderr)
        return SKIPPED
    with World(sys.argv[1]) as world:
        for name, watches in (("some", 4), ("none", 0)):
            said, checks = said_with(world, name, watches)
            if "looked at once a minute" not in said or "max_user_watches" not in said:
                raise Failure(f"with {watches} watches it says: {said}")
            if "max_user_watches" not in checks:
                raise Failure(f"with {watches} watches doctor says: {checks}")
        said, _ = said_with(world, "enough", 1000)
        if "minute" in said:
            raise Failure(f"with enough watches it says: {said}")
    print("the limit is said")
    return 0


if __name__ == "__main__":
    sys.exit(main())
