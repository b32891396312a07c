#!/usr/bin/env python3
"""What GNOME Files and Dolphin show of a project, without either: what is said to an engine, what its answers mean, and the menus.

usage: file_managers.py SOURCE BIN
The last test talks with a real engine.
"""
import configparser
import heapq
import json
import os
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE, BIN = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
sys.path[:0] = [f"{SOURCE}/resources/file_managers", f"{SOURCE}/tests/e2e"]
sys.dont_write_bytecode = True
import tideline
from world import World, wait_until


def line(**message):
    return json.dumps(message).encode() + b"\n"


def status(watching=True, state="synced", path="/p"):
    return line(id=2, reply={"watching": watching, "projects": [{"local_id": "l", "path": path, "state": state}]})


def entries(number, **states):
    return line(id=number, reply={"rows": [{"name": name, "state": state} for name, state in states.items()]})


def talk():
    """One that knows the project /p and shows its folder /p/sub, in which `a` is synced."""
    one = tideline.Talk()
    one.follow("/p/sub/a")
    one.heard(status())
    one.due()
    one.heard(entries(3, a="synced"))
    return one


def asked(lines):
    return sorted((one["args"]["project"], one["args"]["path"]) for one in map(json.loads, lines.splitlines()) if one["verb"] == "ls")


class Talks(unittest.TestCase):
    def test_a_folder_that_is_shown_is_asked_for_once(self):
        one = tideline.Talk()
        for name in ("a", "b"):
            one.follow(f"/p/sub/{name}")
        self.assertEqual(one.due(), b"")  # not before it is known whose it is
        one.heard(status())
        self.assertEqual(asked(one.due()), [("/p", "sub")])
        self.assertEqual(one.due(), b"")

    def test_what_changed_is_told_and_nothing_else(self):
        one = talk()
        one.heard(line(event="entries_changed", local_id="l", folders=["sub"], all=False))
        self.assertEqual(asked(one.due()), [("/p", "sub")])
        self.assertEqual(one.heard(entries(4, a="synced", b="waiting")), {"/p/sub/b"})
        self.assertEqual((one.state("/p/sub/a"), one.state("/p/sub/b"), one.state("/p/sub/c")), ("synced", "waiting", None))

    def test_a_change_below_a_folder_asks_for_it_and_one_beside_it_does_not(self):
        for told, wanted in (({"folders": ["sub/deep"]}, [("/p", "sub")]), ({"folders": ["subtle"]}, []), ({"folders": [""]}, []), ({"folders": [], "all": True}, [("/p", "sub")]),
                             ({"folders": ["sub"], "local_id": "another"}, [])):
            one = talk()
            one.heard(line(**{"event": "entries_changed", "local_id": "l", **told}))
            self.assertEqual(asked(one.due()), wanted, told)

    def test_an_engine_that_does_not_watch_gives_no_state(self):
        one = talk()
        self.assertEqual(one.heard(status(watching=False)), {"/p", "/p/sub/a"})
        self.assertIsNone(one.state("/p/sub/a"))
        self.assertIsNone(one.state("/p"))

    def test_an_engine_that_is_gone_takes_its_states_with_it_and_the_next_is_asked(self):
        one = talk()
        self.assertEqual(one.lost(), {"/p", "/p/sub/a"})
        self.assertIsNone(one.state("/p/sub/a"))
        one.heard(status())
        self.assertEqual(asked(one.due()), [("/p", "sub")])

    def test_a_projects_folder_says_how_the_project_is_doing(self):
        one = talk()
        self.assertEqual(one.heard(line(event="project_state", project={"path": "/p", "state": "offline"})), {"/p"})
        self.assertEqual(one.state("/p"), "offline")

    def test_a_project_that_is_unlinked_loses_its_states(self):
        one = talk()
        one.heard(line(event="projects_changed"))
        self.assertEqual([json.loads(sent)["verb"] for sent in one.due().splitlines()], ["status"])
        self.assertEqual(one.heard(status(path="/other")), {"/p", "/p/sub/a", "/other"})
        self.assertIsNone(one.state("/p/sub/a"))
        self.assertEqual(one.due(), b"")

    def test_a_reply_may_come_in_pieces(self):
        one, data = tideline.Talk(), status()
        self.assertEqual([one.heard(data[:9]), one.heard(data[9:])], [set(), {"/p"}])

    def test_what_is_no_engine_is_refused(self):
        for data in (b"rubbish\n", b"[]\n", b"x" * (tideline.LONGEST_REPLY + 1)):
            self.assertRaises(ValueError, tideline.Talk().heard, data)

    def test_no_more_folders_are_followed_than_are_looked_at(self):
        one = tideline.Talk()
        one.heard(status())
        for number in range(3 * tideline.FOLDERS):
            one.follow(f"/p/{number}/a")
        self.assertEqual(len(asked(one.due())), tideline.FOLDERS)


class Menus(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = f"{self.folder.name}/p"
        os.makedirs(f"{self.root}/.tideline")
        os.makedirs(f"{self.root}/sub")
        with open(f"{self.root}/.tideline/marker.json", "w", encoding="ascii"):
            pass

    def tearDown(self):
        self.folder.cleanup()

    def test_a_file_of_a_project_has_all(self):
        path = f"{self.root}/sub/a b"
        self.assertEqual(tideline.commands([path]), [("show", [["tideline", path]]), ("sync", [["tide", "sync", self.root]]),
                                                     ("pin", [["tide", "pin", path]]), ("free", [["tide", "free", path]])])

    def test_several_are_not_shown_at_once_and_synced_once(self):
        offered = dict(tideline.commands([f"{self.root}/a", f"{self.root}/b"]))
        self.assertEqual(list(offered), ["sync", "pin", "free"])
        self.assertEqual((len(offered["sync"]), len(offered["free"])), (1, 2))

    def test_the_folder_itself_is_shown_and_synced(self):
        self.assertEqual([action for action, _ in tideline.commands([f"{self.root}/sub"], True)], ["show", "sync"])

    def test_what_is_in_no_project_has_none(self):
        self.assertEqual(tideline.commands([self.folder.name]), [])
        self.assertEqual(tideline.commands([f"{self.root}/a", self.folder.name]), [])
        self.assertEqual(tideline.commands([]), [])

    def test_both_menus_say_and_run_the_same_in_each_language(self):
        menu = configparser.ConfigParser(interpolation=None)
        menu.optionxform = str
        menu.read(f"{SOURCE}/resources/file_managers/tideline.desktop", encoding="utf-8")
        offered = dict(tideline.commands([f"{self.root}/a"]))
        named = [f"{number}-{action}" for number, action in enumerate(offered, 1)]
        self.assertEqual(menu["Desktop Entry"]["Actions"], "".join(f"{name};" for name in named))
        for name, (action, [command]) in zip(named, offered.items()):
            section = menu[f"Desktop Action {name}"]
            self.assertEqual({key: section["Name" if key == "en" else f"Name[{key}]"] for key in tideline.WORDS[action]}, tideline.WORDS[action])
            self.assertIn(" ".join(command[:-1]) + " ", section["Exec"])

    def test_what_fails_in_dolphin_is_told(self):
        menu = configparser.ConfigParser(interpolation=None)
        menu.read(f"{SOURCE}/resources/file_managers/tideline.desktop", encoding="utf-8")
        for program, text in (("tide", 'echo "$@" failed; exit 1'), ("kdialog", f'for said in "$@"; do echo "$said"; done > {self.folder.name}/told')):
            with open(f"{self.folder.name}/{program}", "w", encoding="ascii") as file:
                file.write(f"#!/bin/sh\n{text}\n")
            os.chmod(f"{self.folder.name}/{program}", 0o755)
        for action, verb in (("2-sync", "sync"), ("3-pin", "pin"), ("4-free", "free")):
            line = menu[f"Desktop Action {action}"]["Exec"].replace("\\\\", "\\")
            line = line.replace("%f", shlex.quote("/p/a $b")).replace("%F", shlex.quote("/p/a $b"))  # as KDE does; what is left is a shell's
            subprocess.run(line, shell=True, check=True, env={"PATH": f"{self.folder.name}:{os.environ['PATH']}"})
            with open(f"{self.folder.name}/told", encoding="ascii") as file:
                self.assertIn(f"{verb} /p/a $b failed", file.read().splitlines())

    def test_the_language_is_the_first_that_there_is(self):
        self.assertEqual([tideline.word("sync", languages) for languages in (["fr", "de_AT.UTF-8", "C"], ["C"], [])],
                         ["Jetzt synchronisieren", "Sync now", "Sync now"])

    def test_dolphin_can_read_its_menu(self):
        if not shutil.which("desktop-file-validate"):
            self.skipTest("desktop-file-validate is not installed")
        # As an application's: the rules for service menus are KDE's own, and what they share is looked at.
        with open(f"{SOURCE}/resources/file_managers/tideline.desktop", encoding="utf-8") as file:
            text = file.read().replace("Type=Service\n", "Type=Application\nName=Tideline\nExec=tideline\n").replace("MimeType=all/all;\n", "MimeType=text/plain;\n")
        with open(f"{self.folder.name}/menu.desktop", "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run(["desktop-file-validate", f"{self.folder.name}/menu.desktop"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


class Places(unittest.TestCase):
    def test_the_profile_is_that_of_tide(self):
        for environment, folder in (({"HOME": "/h"}, "/h/.local/share/tideline"), ({"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/tideline"),
                                    ({"HOME": "/h", "XDG_DATA_HOME": "d"}, "/h/.local/share/tideline"), ({"TIDELINE_PROFILE": "/q"}, "/q"),
                                    ({"HOME": "/h", "TIDELINE_STAGE": "dev"}, "/h/.local/share/tideline-dev"), ({"HOME": "/h", "TIDELINE_STAGE": "?"}, None),
                                    ({}, None)):
            self.assertEqual(tideline.profile_folder(environment), folder, environment)

    def test_an_emblem_is_one_that_the_theme_has(self):
        self.assertEqual(tideline.emblem("synced", {"emblem-success", "emblem-ok-symbolic"}.__contains__), "success")
        self.assertIsNone(tideline.emblem("synced", lambda _: False))
        self.assertIsNone(tideline.emblem("a state of tomorrow", lambda _: True))
        self.assertIsNone(tideline.emblem(None, lambda _: True))


class Loop:
    """What GLib's main loop is in the file manager."""

    def __init__(self):
        self.watched, self.timers, self.number = {}, [], 0

    def watch(self, descriptor, call):
        self.watched[descriptor] = call
        return descriptor

    def after(self, milliseconds, call):
        self.number += 1
        heapq.heappush(self.timers, (time.monotonic() + milliseconds / 1000, self.number, call))
        return self.number

    def cancel(self, descriptor):
        del self.watched[descriptor]

    def turn(self):
        for descriptor in select.select(list(self.watched), [], [], 0.02)[0]:
            self.watched[descriptor]()
        while self.timers and self.timers[0][0] <= time.monotonic():
            heapq.heappop(self.timers)[2]()


class Engines(unittest.TestCase):
    def test_a_real_engine_says_what_is_synced_and_what_became_of_an_edit(self):
        with World(BIN) as world:
            client = world.client("A")
            os.makedirs(f"{client.root}/sub")
            path = f"{client.root}/sub/levels.csv"
            with open(path, "w", encoding="ascii") as file:
                file.write("1\n")
            client.tide("create", "harbour", "--from", client.root)
            client.watch()
            loop, told = Loop(), set()
            engine = tideline.Connection(f"{client.profile}/engine.sock", loop, told.update)
            engine.follow(path)

            def state_is(wanted, path=path):
                return lambda: loop.turn() or engine.talk.state(path) == wanted

            wait_until(state_is("synced"), "the state of a synced file")
            wait_until(state_is("synced", client.root), "the state of the project")
            self.assertEqual(told & {path, client.root}, {path, client.root})
            client.tide("pause", "harbour")
            with open(path, "a", encoding="ascii") as file:
                file.write("2\n")
            wait_until(state_is("paused"), "the state of an edit while the project is paused")
            client.tide("resume", "harbour")
            wait_until(state_is("synced"), "the edit to be synced")
            client.stop()
            wait_until(state_is(None), "the state to go with the engine")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
