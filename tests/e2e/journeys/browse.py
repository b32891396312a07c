#!/usr/bin/python3
"""One looks for a file: by the sidebar, folders, back, forward and up, the filter, the order, icons, search and tabs; then by keys alone.

usage: browse.py BIN_DIR [OUT_DIR]
"""
import re
import sys

import desk

FILES = {"notes.md": "one\n", "model.py": "x = 1\n", "data/small.csv": "a\n", "data/large.csv": "a,b\n" * 1000, "data/raw/deep.txt": "deep\n",
         "file 2.txt": "2\n", "file 10.txt": "10\n"}
TOP = ["data", "file 2.txt", "file 10.txt", "model.py", "notes.md"]
PLACES = ["All projects", "Starred", "Recent", "Shared with me", "On this computer", "Conflicts", "Activity", "Trash", "Projects"]


def by_pointer(window, computer):
    window.list("Places and projects")
    window.until(lambda: window.names("Places and projects") == [*PLACES, "samples, Up to date"], "the project in the sidebar")
    window.go(re.compile("^samples"))
    window.lists(TOP)
    window.until(lambda: window.title() == "samples — Tideline", "the project's name as the window's")
    for name in TOP:
        window.says(name, "Status", "Synced")
    window.open("data")
    window.lists(["raw", "large.csv", "small.csv"])
    window.open("raw")
    window.lists(["deep.txt"])
    window.until(lambda: window.title() == "data/raw in samples — Tideline", "the folder's name as the window's")
    window.button("Back")
    window.lists(["raw", "large.csv", "small.csv"])
    window.button("Back")
    window.lists(TOP)
    window.button("Forward")
    window.lists(["raw", "large.csv", "small.csv"])
    window.button("Go to samples")
    window.lists(TOP)
    window.open("data")
    window.button("Up")
    window.lists(TOP)

    window.fill("Filter by name", "file")
    window.lists(["file 2.txt", "file 10.txt"])
    window.key("Escape")
    window.lists(TOP)

    window.open("data")
    window.lists(["raw", "large.csv", "small.csv"])
    window.sort("Size")
    window.lists(["raw", "small.csv", "large.csv"])
    window.sort("Size")
    window.lists(["raw", "large.csv", "small.csv"])
    window.button("Up")
    window.lists(TOP)

    window.press("check box", "Icons")
    window.until(lambda: window.list("Files").role == "list", "icons")
    window.lists(TOP)
    window.open("data")  # each folder is as it was left
    window.lists(["raw", "large.csv", "small.csv"])
    window.until(lambda: window.list("Files").role == "tree", "rows in the folder that was left with rows")
    window.button("Back")
    window.until(lambda: window.list("Files").role == "list", "icons in the folder that was left with icons")
    window.press("check box", "Icons")
    window.until(lambda: window.list("Files").role == "tree", "rows")

    window.button("Search everywhere")
    window.fill("Search by name", "deep")
    window.lists(["deep.txt"], "What was found")
    window.open("deep.txt", "What was found")
    window.lists(["deep.txt"])
    window.until(lambda: window.title() == "data/raw in samples — Tideline", "the folder of what was found")


def by_keys(window, computer):
    """From the project's root back to it, without the pointer."""
    window.key("Control_L", "l")
    path = window.see("text", "Path to go to")
    window.until(lambda: path.has("focused"), "the focus in the path")
    window.type("samples")
    window.key("Return")
    window.lists(TOP)
    window.key("Home")
    window.until(lambda: window.row("data").has("selected"), "the first entry to be selected")
    window.key("Return")
    window.lists(["raw", "large.csv", "small.csv"])
    window.key("Down")
    window.until(lambda: window.row("raw").has("selected"), "the first entry to be selected")
    window.focus("table cell", "raw")
    window.key("Control_L", "Return")
    window.until(lambda: len(window.see("page tab list").all("page tab")) == 2, "two tabs")
    window.lists(["raw", "large.csv", "small.csv"])  # it was opened behind
    window.key("Control_L", "Page_Down")
    window.lists(["deep.txt"])
    window.key("Control_L", "w")
    window.until(lambda: not window.find("page tab list"), "one tab, without a bar")
    window.lists(["raw", "large.csv", "small.csv"])
    window.key("Alt_L", "Up")
    window.lists(TOP)
    window.key("Alt_L", "Left")
    window.lists(["raw", "large.csv", "small.csv"])
    window.key("Alt_L", "Right")
    window.lists(TOP)
    window.key("Control_L", "2")
    window.until(lambda: window.list("Files").role == "list", "icons")
    window.key("Home")
    window.until(lambda: window.row("data").has("selected"), "the first icon to be selected")
    window.key("Right")
    window.focus("list item", "file 2.txt")  # the next entry, and not the next cell of this one
    window.key("Control_L", "2")
    window.until(lambda: window.list("Files").role == "tree", "rows")
    window.key("Control_L", "f")
    window.until(lambda: window.see("text", "Filter by name").has("focused"), "the focus in the filter")
    window.type("model")
    window.lists(["model.py"])
    window.key("Down")
    window.until(lambda: window.row("model.py").has("selected"), "what was filtered to be selected")
    window.key("Escape")
    window.lists(TOP)
    window.key("Control_L", "Shift_L", "f")
    window.until(lambda: window.see("text", "Search by name").has("focused"), "the focus in the search")
    window.type("large")
    window.lists(["large.csv"], "What was found")
    window.key("Return")
    window.lists(["raw", "large.csv", "small.csv"])
    window.until(lambda: window.row("large.csv").has("selected"), "what was found to be selected")


def play(world):
    computer = world.computer("laptop")
    computer.create("samples", FILES)
    window = computer.window()
    by_pointer(window, computer)
    world.picture("pointer")
    by_keys(window, computer)
    return "went through a project by the pointer and by keys alone"


if __name__ == "__main__":
    sys.exit(desk.run(play))
