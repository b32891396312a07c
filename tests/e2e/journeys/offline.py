#!/usr/bin/python3
"""The cloud goes away: the window says so, in the words of `tide status`; one goes on working, what is done waits; the cloud is back, and all
of it is there, and the other computer has it.

usage: offline.py BIN_DIR [OUT_DIR]
"""
import re
import sys

import desk

FILES = {"notes.md": "one\n", "plan.md": "plan\n", "data/raw.csv": "a,b\n1,2\n"}


def same_words(window, computer):
    """The window's sentence is that of `tide status`."""
    def same():
        told, said = computer.client.tide("status", expect=None), window.status()
        return said and said in told
    window.until(same, "the window and `tide status` to say the same")


def goes_away(world, window, here):
    window.status_says("Up to date")
    same_words(window, here)
    world.server_stops()
    window.status_says(re.compile("[Oo]ffline"))
    same_words(window, here)


def goes_on(window, here, there):
    here.write("notes.md", "one\ntwo, without the cloud\n")
    window.says("notes.md", "Status", re.compile("^(Offline|Waiting)"))
    window.until(lambda: re.search("[Oo]ffline", window.names("Places and projects")[-1]), "the project to be offline in the sidebar")
    window.key("Control_L", "Shift_L", "n")
    window.dialog("New folder")
    window.type("made offline")
    window.key("Return")
    window.lists(["data", "made offline", "notes.md", "plan.md"])
    window.context("plan.md", "Move to trash")
    window.lists(["data", "made offline", "notes.md"])
    window.says("made offline", "Status", re.compile("^(Offline|Waiting)"))
    there.write("from there.md", "there, without the cloud\n")
    window.select("data")
    window.key("Return")
    window.lists(["raw.csv"])  # what is here can be looked at
    window.key("Alt_L", "Up")
    window.lists(["data", "made offline", "notes.md"])
    if there.read("notes.md") != "one\n":
        raise desk.Failure("the edit was on the other computer while there was no cloud")


def is_back(world, window, here, there):
    world.server_starts()
    window.lists(["data", "made offline", "from there.md", "notes.md"], seconds=90)
    for name in ("made offline", "from there.md", "notes.md"):
        window.says(name, "Status", "Synced", seconds=60)
    there.has("notes.md", "one\ntwo, without the cloud\n")
    there.has("made offline")
    there.has_not("plan.md")
    window.status_says("Up to date")
    same_words(window, here)


def play(world):
    here, there = world.computer("laptop"), world.computer("desktop")
    here.create("samples", FILES)
    there.clone("samples")
    there.client.watch()
    window = here.window("tideline://open/samples")
    window.lists(["data", "notes.md", "plan.md"])
    goes_away(world, window, here)
    goes_on(window, here, there)
    world.picture("away")
    is_back(world, window, here, there)
    desk.must_equal(here.root, there.root, "the two computers differ")
    return "without the cloud one was told so and worked on; with it all was synced; the window said what `tide status` says"


if __name__ == "__main__":
    sys.exit(desk.run(play))
