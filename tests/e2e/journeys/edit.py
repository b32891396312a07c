#!/usr/bin/python3
"""One works on files: makes, renames, duplicates, moves and deletes them, takes each back; and sees what is saved on the other computer.

usage: edit.py BIN_DIR [OUT_DIR]
"""
import os
import pathlib
import sys

import desk

FILES = {"notes.md": "one\n", "plan.md": "plan\n", "data/raw.csv": "a,b\n1,2\n"}
COPIED = "x-special/gnome-copied-files"  # as file managers of GNOME, Xfce and LXDE say copy or cut, and of what
TOP = ["data", "notes.md", "plan.md"]


def uri(path):
    return pathlib.Path(path).as_uri()


def undo(window):
    window.key("Control_L", "z")


def makes(window, here, there):
    window.key("Control_L", "Shift_L", "n")
    window.dialog("New folder")
    window.type("results")
    window.key("Return")
    window.lists(["data", "results", "notes.md", "plan.md"])
    window.until(lambda: window.row("results").has("selected"), "the new folder to be selected")
    there.has("results")
    window.says("results", "Status", "Synced")
    undo(window)
    window.lists(TOP)
    there.has_not("results")


def renames(window, here, there):
    window.select("notes.md")
    window.key("F2")
    window.focus("text", "New name of notes.md")
    window.type("diary")  # over the stem: what ends the name stays
    window.key("Return")
    window.lists(["data", "diary.md", "plan.md"])
    there.has("diary.md", "one\n")
    there.has_not("notes.md")
    undo(window)
    window.lists(TOP)
    there.has("notes.md", "one\n")
    there.has_not("diary.md")


def duplicates(window, here, there):
    window.select("plan.md")
    window.key("Control_L", "d")
    window.lists(["data", "notes.md", "plan (2).md", "plan.md"])
    there.has("plan (2).md", "plan\n")
    undo(window)
    window.lists(TOP)
    there.has_not("plan (2).md")


def moves(window, here, there):
    window.select("plan.md")
    window.key("Control_L", "x")
    window.reads("“plan.md” cut: paste to move")
    window.open("data")
    window.lists(["raw.csv"])
    window.key("Control_L", "v")
    window.lists(["plan.md", "raw.csv"])
    there.has("data/plan.md", "plan\n")
    there.has_not("plan.md")
    undo(window)
    window.lists(["raw.csv"])
    window.button("Up")
    window.lists(TOP)
    there.has("plan.md", "plan\n")
    there.has_not("data/plan.md")


def exchanges(window, here, there):
    """Cuts and copies with another program, both ways."""
    window.select("plan.md")
    window.key("Control_L", "c")
    window.reads("“plan.md” copied: paste where you want it")
    window.clipboard_is("text/uri-list", [uri(here.path("plan.md"))])
    window.clipboard_is(COPIED, ["copy", uri(here.path("plan.md"))])
    window.key("Control_L", "x")
    window.clipboard_is(COPIED, ["cut", uri(here.path("plan.md"))])

    outside = os.path.join(here.client.profile, "from another program é.txt")
    with open(outside, "w", encoding="utf-8") as file:
        file.write("kept\n")
    name = os.path.basename(outside)
    window.offer(COPIED, ["copy", uri(outside)])
    window.key("Control_L", "v")
    window.lists(["data", name, "notes.md", "plan.md"])
    there.has(name, "kept\n")
    undo(window)
    window.lists(TOP)
    there.has_not(name)
    window.offer(COPIED, ["cut", uri(outside)])
    window.key("Control_L", "v")
    window.lists(["data", name, "notes.md", "plan.md"])
    window.until(lambda: not os.path.exists(outside), "what was cut to be gone there")
    undo(window)
    window.lists(TOP)
    window.until(lambda: os.path.exists(outside), "what was cut to be back there")
    there.has_not(name)


def deletes(window, here, there):
    window.context("data", "Move to trash")
    window.lists(["notes.md", "plan.md"])
    there.has_not("data/raw.csv")
    window.button("Undo")  # of the words that say what was done
    window.lists(TOP)
    there.has("data/raw.csv", FILES["data/raw.csv"])


def sees_the_other(window, here, there):
    there.write("from there.md", "hello\n")
    window.lists(["data", "from there.md", "notes.md", "plan.md"])
    window.says("from there.md", "Status", "Synced")
    here.has("from there.md", "hello\n")
    here.write("large.bin", "x" * 8_000_000)
    window.says("large.bin", "Size", "8.0 MB")
    window.says("large.bin", "Status", "Synced")
    there.has("large.bin")
    window.status_says("Up to date")


def play(world):
    here, there = world.computer("laptop"), world.computer("desktop")
    here.create("samples", FILES)
    there.clone("samples")
    there.client.watch()
    window = here.window("tideline://open/samples")
    window.lists(TOP)
    for step in (makes, renames, duplicates, moves, exchanges, deletes, sees_the_other):
        step(window, here, there)
    desk.must_equal(here.root, there.root, "the two computers differ")
    return "made, renamed, duplicated, moved and deleted, each taken back; files went to another program and came from one; what was saved there was seen here"


if __name__ == "__main__":
    sys.exit(desk.run(play))
