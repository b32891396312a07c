#!/usr/bin/python3
"""Both computers change the same files while the cloud is away: the page of conflicts shows both versions of each; one keeps one's own,
the cloud's, both, or merges; what was decided reaches the other computer.

usage: conflict.py BIN_DIR [OUT_DIR]
"""
import os
import re
import sys

import desk

TEXT = "title\n\none\ntwo\nthree\n"
MINE, THEIRS = TEXT.replace("two", "two of the laptop"), TEXT.replace("two", "two of the desktop")
BOTH = TEXT.replace("two\n", "two of the laptop\ntwo of the desktop\n")
FILES = {name: TEXT for name in ("mine.md", "theirs.md", "both.md", "merged.md")}
TABLE = "Conflicts"


def diverge(world, window, here, there):
    world.server_stops()
    window.status_says(re.compile("[Oo]ffline|cannot be reached"))
    for name in FILES:
        here.write(name, MINE)
        there.write(name, THEIRS)
    window.says("mine.md", "Status", re.compile("^(Offline|Waiting)"))
    window.button("Pause syncing")
    window.status_says(re.compile("[Pp]aused"))
    world.server_starts()
    there.client.tide("sync")
    window.button("Resume syncing")
    for name in FILES:
        window.says(re.compile(f"^{name[:-3]} \\(conflict"), "Status", re.compile("^Conflict"))


def both_are_shown(window):
    window.reads("4 files were changed in two places and need you.")
    window.button("Resolve…")
    window.until(lambda: sorted(window.names(TABLE)) == sorted(FILES), "the four conflicts")
    for name in FILES:
        window.says(name, "Project", "samples", of=TABLE)
    window.until(lambda: window.names("Places and projects")[5] == "Conflicts, 4 waiting", "how many conflicts wait, in the sidebar")


def mine(window, here, there):
    window.select("mine.md", TABLE)
    window.reads("In the cloud (was there first)")
    window.reads("Yours, from this computer")
    window.button("Keep the version of this computer")
    window.until(lambda: "mine.md" not in window.names(TABLE), "the end of the first conflict")
    here.has("mine.md", MINE)
    there.has("mine.md", MINE)


def theirs(window, here, there):
    window.select("theirs.md", TABLE)
    window.button("Keep the version of the cloud")
    window.until(lambda: "theirs.md" not in window.names(TABLE), "the end of the second conflict")
    here.has("theirs.md", THEIRS)
    there.has("theirs.md", THEIRS)


def both(window, here, there):
    window.select("both.md", TABLE)
    window.button("Keep both")
    window.until(lambda: "both.md" not in window.names(TABLE), "the end of the third conflict")
    for computer in (here, there):
        computer.has("both.md", THEIRS)
        copies = desk.wait_until(lambda: [name for name in os.listdir(computer.root) if name.startswith("both") and name != "both.md"],
                                 "the copy with one's own version", 60)
        computer.has(copies[0], MINE)


def merged(window, here, there):
    window.select("merged.md", TABLE)
    window.button("Compare and merge…")
    dialog = window.dialog("merged.md — conflict")
    window.press("check box", "Take yours, and then the cloud's (4)", dialog)
    window.reads("everything is decided", dialog)
    window.until(lambda: window.see("text", "What will be saved", dialog).text.strip() == BOTH.strip(), "the merged text")
    window.press("push button", re.compile("^Save the merge"), dialog)
    window.no_dialog("merged.md — conflict")
    here.has("merged.md", BOTH)
    there.has("merged.md", BOTH)


def play(world):
    here, there = world.computer("laptop"), world.computer("desktop")
    here.create("samples", FILES)
    there.clone("samples")
    window = here.window("tideline://open/samples")
    window.lists(sorted(FILES))
    diverge(world, window, here, there)
    both_are_shown(window)
    world.picture("both")
    there.client.watch()
    for step in (mine, theirs, both, merged):
        step(window, here, there)
    window.reads("No conflicts. Everything that was saved is in one place.")
    window.status_says("Up to date")
    desk.must_equal(here.root, there.root, "the two computers differ")
    return "of four conflicts kept the own version, the cloud's, both and a merge; each reached the other computer"


if __name__ == "__main__":
    sys.exit(desk.run(play))
