#!/usr/bin/env python3
"""The window and the tray's icon: closing hides the window while a tray shows the icon, it comes back when that tray goes, and without a
tray closing ends the program, so that it is never hidden for good.

usage: tray.py BIN_DIR [OUT_DIR: pictures for eyes]
"""
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "bench")]
import previews
import screen
from world import Failure, World, wait_until

SIDE = 32                                                                # of the tray, in pixels
CORNER = (screen.WIDTH - SIDE, screen.HEIGHT - SIDE, SIDE, SIDE)          # where its only icon is
SEEN_S = 60                                                              # an XEmbed tray that goes is noticed within half a minute


def tray(shown):
    return shown._start("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", str(SIDE), "--tint", "0xffffff",
                        "--alpha", "0", "--transparent", "true")


def colours(shown):
    pixels = shown.pixels(*CORNER)
    return len({pixels[at:at + 4] for at in range(0, len(pixels), 4)})


def main():
    if lacking := screen.missing():
        print(f"skipped: {lacking}")
        return 77
    if not shutil.which("trayer"):
        print("skipped: trayer (Debian package trayer)")
        return 77
    out = sys.argv[2] if len(sys.argv) > 2 else None
    with World(sys.argv[1]) as world:
        client = world.client("A")
        os.makedirs(client.root, exist_ok=True)
        with open(os.path.join(client.root, "notes.md"), "w", encoding="utf-8") as file:
            file.write("one\n")
        client.tide("create", "samples", "--from", client.root)
        client.tide("sync")
        with screen.Screen(world.folder) as shown:
            def picture(name):
                if out:
                    os.makedirs(out, exist_ok=True)
                    shown.picture(os.path.join(out, name))

            empty = shown.pixels(*previews.HEAD)
            panel = tray(shown)
            command = (os.path.join(world.bin, "tideline"), "--profile", client.profile)
            process = shown._start(*command, "--background")

            def must_live():
                if process.poll() is not None:
                    raise Failure(f"the window ended with {process.returncode}; see {shown.log}")

            # It is made once it is clear that no tray comes over D-Bus.
            wait_until(lambda: must_live() or colours(shown) > 8, "the icon", 30)
            if shown.pixels(*previews.HEAD) != empty:
                raise Failure("a start in the background shows the window")
            shown._start(*command)
            wait_until(lambda: must_live() or shown.pixels(*previews.HEAD) != empty, "a second start to show the first one's window", 30)
            previews.rest(shown)
            picture("tray-window.png")
            shown.key("Control_L", "w")
            wait_until(lambda: must_live() or shown.pixels(*previews.HEAD) == empty, "the window to hide behind its icon", 20)
            picture("tray-hidden.png")
            panel.terminate()
            wait_until(lambda: must_live() or shown.pixels(*previews.HEAD) != empty, "the window to come back without a tray", SEEN_S)
            previews.rest(shown)
            picture("tray-gone.png")
            shown.key("Control_L", "w")
            wait_until(lambda: process.poll() is not None, "the program to end with its window", 30)
            if process.returncode != 0:
                raise Failure(f"the window ended with {process.returncode}; see {shown.log}")
    print("began behind its icon, shown by a second start, closed behind the icon, back when the tray went, ended without one")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
