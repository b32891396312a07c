#!/usr/bin/python3
"""One goes back: to an older version of a file, to what a sync removed, and with the whole project to an older moment; the other computer
follows each time.

usage: restore.py BIN_DIR [OUT_DIR]
"""
import os
import re
import sys

import desk

SAVED = ["first\n", "second, longer\n", "third, longer still\n"]


def one_version(window, here, there):
    window.select("notes.md")
    versions = window.until(lambda: [name for name in window.names("Versions") if len(window.names("Versions")) == 3], "three versions")
    if not re.match("Revision 1 · .*6 bytes", versions[-1]):
        raise desk.Failure(f"the oldest version is said to be {versions[-1]}")
    window.select(re.compile("^Revision 1 "), "Versions")
    window.button("Bring back")
    window.reads("“notes.md” is as it was in revision 1")
    for computer in (here, there):
        computer.has("notes.md", SAVED[0])
    window.key("Control_L", "z")  # the message with its button is there for some seconds only
    for computer in (here, there):
        computer.has("notes.md", SAVED[-1])


def from_trash(window, here, there):
    os.remove(there.path("plan.md"))
    window.lists(["notes.md"])
    window.go("Trash")
    window.until(lambda: "plan.md" in window.names("Trash"), "what the other computer deleted, in the trash")
    window.select("plan.md", "Trash")
    window.button("Put back")
    for computer in (here, there):
        computer.has("plan.md", "plan\n")
    window.go(re.compile("^samples"))
    window.lists(["notes.md", "plan.md"])


def whole_project(world, window, here, there):
    window.click(window.row(re.compile("^samples"), "Places and projects"), button=3)
    window.choose("History…")
    dialog = window.dialog("History")
    slider = window.see("slider", "Moment", dialog)
    window.reads(re.compile("^Revision [0-9]+ "), dialog)
    window.click(slider)
    window.until(lambda: slider.has("focused"), "the focus on the slider")
    window.key("Home")
    window.reads(re.compile("^Revision 1 "), dialog)
    world.picture("history")
    window.button("Go back to this moment…", dialog)
    window.button("Go back", window.dialog("Go back"))
    for computer in (here, there):
        computer.has("notes.md", SAVED[0])
        computer.has("plan.md", "plan\n")
    window.until(lambda: any("Revision 1" in name for name in window.names("History of “samples”")), "the moment with its name")
    window.button("Close", dialog)
    window.no_dialog("History")
    window.status_says("Up to date")


def play(world):
    here, there = world.computer("laptop"), world.computer("desktop")
    here.create("samples", {"notes.md": SAVED[0], "plan.md": "plan\n"})
    for text in SAVED[1:]:
        here.write("notes.md", text)
        here.client.tide("sync")
    there.clone("samples")
    there.client.watch()
    window = here.window("tideline://open/samples")
    window.lists(["notes.md", "plan.md"])
    one_version(window, here, there)
    from_trash(window, here, there)
    whole_project(world, window, here, there)
    desk.must_equal(here.root, there.root, "the two computers differ")
    return "brought back a version, what a sync had removed, and a whole project; each time the other computer followed"


if __name__ == "__main__":
    sys.exit(desk.run(play))
