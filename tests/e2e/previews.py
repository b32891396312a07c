#!/usr/bin/env python3
"""Each format's preview in the real window, for eyes: a sample project of real files is synced, the window is opened on it under Xvfb, each
file is selected (a picture of the preview beside the list) and looked at with Space (a picture of quick look).

usage: previews.py BIN_DIR OUT_DIR [--cloud] [--installed] [NAME…]
--cloud: of files that are in the cloud alone; --installed: of what this computer has, no package is fetched

What the helper says it has open shows that each was taken for what it is; whether it is a joy to look at only eyes can say.
"""
import os
import signal
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "bench")]
import real_files
import screen
from world import Failure, World, wait_until

REST_S, LIMIT_S = 0.7, 25       # nothing new for so long: it has come to rest
FIRST_ROW, SECOND_ROW = (970, 80), (970, 107)  # of the list, behind its last column
HEAD = (0, 0, screen.WIDTH, 60)


def rest(shown):
    """Returns when what is shown has not changed for a while."""
    last, since, end = shown.pixels(0, 0, screen.WIDTH, screen.HEIGHT), time.monotonic(), time.monotonic() + LIMIT_S
    while time.monotonic() < min(end, since + REST_S):
        now = shown.pixels(0, 0, screen.WIDTH, screen.HEIGHT)
        if now != last:
            last, since = now, time.monotonic()
        time.sleep(0.02)
    if time.monotonic() >= end:
        picture = os.path.join(shown.folder, "not-at-rest.png")
        shown.picture(picture)
        raise Failure(f"the window is not at rest after {LIMIT_S} s: {picture}")


def press(shown, *keys):
    shown.key(*keys)
    rest(shown)


def window(world, client, shown):
    """The program on the project, as the owner of the profile's engine."""
    command = (os.path.join(world.bin, "tideline"), "--profile", client.profile)
    empty = shown.pixels(*HEAD)
    process = shown._start(*command, "tideline://open/samples")
    wait_until(lambda: shown.pixels(*HEAD) != empty, "the window's first paint", 30)
    rest(shown)
    return process


def first_entry(shown):
    """Selects it, once the list is there: its row then looks different from the one below."""
    def selected():
        press(shown, "Home")
        return shown.pixels(*FIRST_ROW, 1, 1) != shown.pixels(*SECOND_ROW, 1, 1)

    wait_until(selected, "the list of the project", 30)


def helper(client):
    """What `tide session status` says of it."""
    return client.tide("--json", "session", "status")[0]


def opened(client):
    return [(one["name"], one["format"]) for one in helper(client).get("previews", [])]


def look(shown, client, name, kind, picture):
    """At the entry that is selected: beside the list, then large."""
    rest(shown)
    shown.picture(f"{picture}-beside.png")
    press(shown, "space")
    shown.picture(f"{picture}-large.png")
    wait_until(lambda: (name, kind) in opened(client), f"{name}, shown as {kind}", 10, step=0.2)
    press(shown, "space")


def main():
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    bin_dir, out, wanted = arguments[0], arguments[1], arguments[2:]
    cloud = "--cloud" in sys.argv
    packages = None if "--installed" in sys.argv else os.path.join(out, "packages")
    if lacking := screen.missing():
        print(f"skipped: {lacking}")
        return 77
    os.makedirs(out, exist_ok=True)
    with World(bin_dir) as world:
        client = world.client("A")
        got, missing = real_files.gather(client.root, packages)
        for name, source, _ in got:
            print(f"{name}: {source}")
        if missing:
            print(f"not to be had here: {', '.join(missing)}")
        client.tide("create", "samples", "--from", client.root)
        client.tide("sync")
        if cloud:
            client = world.client("B")
            client.tide("clone", "samples", client.root, "--online-only")
        with screen.Screen(world.folder) as shown:
            process = window(world, client, shown)
            first_entry(shown)
            for name, _, kind in sorted(got):
                if not wanted or name in wanted:
                    look(shown, client, name, kind, os.path.join(out, ("cloud-" if cloud else "") + name))
                press(shown, "Down")
                if process.poll() is not None:
                    raise Failure(f"the window ended with {process.returncode} at {name}; see {shown.log}")
            shown.key("Control_L", "q")
            wait_until(lambda: process.poll() is not None, "the window to end", 30)
            if process_id := helper(client).get("pid"):
                os.kill(process_id, signal.SIGTERM)  # else it would wait minutes for another call
    print(f"{len(got)} files looked at; pictures in {out}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
