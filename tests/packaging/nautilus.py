#!/usr/bin/env python3
"""GNOME Files with Tideline's extension, on a screen that nobody sees: which emblem it is given for a file, before and after an edit, and the
menu for a file that is selected. Skipped (77) where nautilus or python3-nautilus is not installed.

usage: nautilus.py SOURCE BIN
"""
import glob
import json
import os
import shutil
import sys

SOURCE, BIN = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
sys.path[:0] = [f"{SOURCE}/tests/e2e", f"{SOURCE}/tests/bench"]
import screen
from world import Failure, World, wait_until

# Loaded by the file manager after the extension: writes down what that gives to it.
SPY = """
import json, os, tideline
def spied(owner, name, told):
    original = getattr(owner, name)
    def spying(*arguments):
        result = original(*arguments)
        with open(os.environ["TIDELINE_SPY"], "a", encoding="utf-8") as file:
            file.write(json.dumps(told(arguments, result)) + "\\n")
        return result
    setattr(owner, name, spying)
spied(tideline, "emblem", lambda arguments, result: ["emblem", arguments[0], result])
spied(tideline, "commands", lambda arguments, result: ["menu", arguments[0], [action for action, _ in result]])
"""


def missing():
    if not shutil.which("nautilus"):
        return "nautilus"
    if not glob.glob("/usr/lib/*/nautilus/extensions-*/libnautilus-python.so"):
        return "python3-nautilus"
    return screen.missing()


def main():
    if lacking := missing():
        print(f"skipped, not installed: {lacking}")
        return 77
    with World(BIN) as world:
        client = world.client("A")
        os.makedirs(client.root)
        path = f"{client.root}/levels.csv"
        with open(path, "w", encoding="ascii") as file:
            file.write("1\n")
        client.tide("create", "harbour", "--from", client.root)
        client.watch()
        home = os.path.join(world.folder, "home")
        extensions = f"{home}/.local/share/nautilus-python/extensions"
        os.makedirs(extensions)
        shutil.copy(f"{SOURCE}/resources/file_managers/tideline.py", extensions)
        with open(f"{extensions}/tideline_spy.py", "w", encoding="ascii") as file:
            file.write(SPY)
        told = os.path.join(world.folder, "told")

        def lines():
            if not os.path.exists(told):
                return []
            with open(told, encoding="utf-8") as file:
                return [json.loads(line) for line in file.read().split("\n")[:-1]]

        with screen.Screen(world.folder) as shown:
            shown.environment.update({"HOME": home, "XDG_DATA_HOME": f"{home}/.local/share", "TIDELINE_PROFILE": client.profile, "TIDELINE_SPY": told,
                                      "PATH": f"{BIN}:{os.environ['PATH']}", "GSETTINGS_BACKEND": "memory", "GDK_BACKEND": "x11",
                                      "GSK_RENDERER": "cairo", "GTK_A11Y": "none", "GVFS_DISABLE_FUSE": "1"})
            window = shown._start("nautilus", client.root)

            def given(*line):
                def look():
                    if window.poll() is not None:
                        raise Failure(f"nautilus ended with {window.returncode}; see {shown.log}")
                    return list(line) in lines()
                return look

            wait_until(given("emblem", "synced", "default"), "the emblem of a synced file", 60)
            client.tide("pause", "harbour")
            with open(path, "a", encoding="ascii") as file:
                file.write("2\n")
            wait_until(lambda: any(line[:2] == ["emblem", "paused"] and line[2] for line in lines()), "the emblem of an edit while the project is paused", 60)

            shown.point(screen.WIDTH // 2, screen.HEIGHT // 2)  # the window is in the middle, and has the keys once it was clicked
            for down in (True, False):
                shown.button(down)

            def selected():
                shown.key("Control_L", "a")
                return given("menu", [path], ["show", "sync", "pin", "free"])()

            wait_until(selected, "the menu of a selected file", 60, step=0.5)
    print("GNOME Files shows a synced file's emblem and a paused one's, and has the menu")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
