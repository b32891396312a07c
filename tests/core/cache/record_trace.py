#!/usr/bin/env python3
"""Records what a session asks the cache for, as tests/data/cache_trace.txt has it: FUNCTION HASH BYTES, one line for each request.

usage: record_trace.py BIN_DIR OUT [--seed N] [--steps N]
Real folders of this system lie in a real server's cloud; a real engine is asked for the verbs that the window asks for as one browses:
the session is drawn, not a person's. The engine's own log (category tideline.cache) is what is recorded.
"""
import argparse
import os
import random
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "e2e"))
from engine import Engine
from world import Failure, World

TREES = {"python": "/usr/lib/python3/dist-packages", "perl": "/usr/share/perl", "icons": "/usr/share/icons", "headers": "/usr/include/x86_64-linux-gnu/qt6",
         "cmake": "/usr/share/cmake-3.25"}
MOST_FILES = 4000
ASKED = re.compile(r"asked (\w+) ([0-9a-f]{16}) (\d+) (fresh|stale|computed)")


def copy_tree(source, target):
    """At most so many files of it; of large ones the beginning."""
    count = 0
    for folder, folders, files in os.walk(source):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            to = os.path.join(target, os.path.relpath(path, source))
            os.makedirs(os.path.dirname(to), exist_ok=True)
            with open(path, "rb") as file, open(to, "wb") as out:
                out.write(file.read(2000))
            count += 1
            if count == MOST_FILES:
                return


class Browser:
    """Where somebody is, and where they go next."""

    def __init__(self, engine, dice, projects):
        self.engine, self.dice, self.projects = engine, dice, projects
        self.liked = {name: [""] for name in projects}  # folders they came back to
        self.enter(dice.choice(projects))

    def ask(self, verb, **args):
        return self.engine.must(verb, stale_ok=True, **args)[0]

    def enter(self, project, folder=""):
        self.project, self.folder = project, folder
        self.rows = self.ask("ls", project=project, path=folder, limit=1000)["rows"]

    def inside(self, kind):
        return [row["name"] for row in self.rows if row["kind"] == kind]

    def path(self, name):
        return f"{self.folder}/{name}" if self.folder else name

    def step(self):
        chance = self.dice.random()
        folders, files = self.inside("dir"), self.inside("file")
        if chance < 0.30 and folders:
            self.enter(self.project, self.path(self.dice.choice(folders)))
            if self.dice.random() < 0.2:
                self.liked[self.project].append(self.folder)
        elif chance < 0.55 and files:  # what is selected shows its versions; one often looks at the same ones again
            rank = min(int(self.dice.paretovariate(0.8)) - 1, len(files) - 1)
            self.ask("log", project=self.project, path=self.path(files[rank]), limit=12)
        elif chance < 0.70 and self.folder:
            self.enter(self.project, os.path.dirname(self.folder))
        elif chance < 0.86:
            places = self.liked[self.project]
            rank = min(int(self.dice.paretovariate(1.0)) - 1, len(places) - 1)
            self.enter(self.project, places[rank])
        elif chance < 0.92:
            self.ask("projects")
            rank = min(int(self.dice.paretovariate(1.0)) - 1, len(self.projects) - 1)
            self.enter(self.projects[rank])
        elif chance < 0.97:
            for verb in ("members", "snapshot_list", "log"):
                self.ask(verb, project=self.project)
        elif chance < 0.985:
            self.look_through()

    def look_through(self):
        """Every folder below this one, once, as one looks for something."""
        waiting = [self.folder]
        for _ in range(60):
            if not waiting:
                return
            folder = waiting.pop(0)
            rows = self.ask("ls", project=self.project, path=folder, limit=1000)["rows"]
            waiting += [f"{folder}/{row['name']}" if folder else row["name"] for row in rows if row["kind"] == "dir"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=5000)
    options = parser.parse_args()
    print(f"seed {options.seed}")
    with World(options.bin) as world:
        owner = world.client("owner")
        for name, source in TREES.items():
            folder = os.path.join(world.folder, "trees", name)
            os.makedirs(folder)
            copy_tree(source, folder)
            owner.tide("create", name, "--from", folder)
        owner.tide("sync")
        client = world.client("window")
        client.watch()
        with Engine(client.profile) as engine:
            browser = Browser(engine, random.Random(options.seed), list(TREES))
            for _ in range(options.steps):
                browser.step()
        client.stop()
        with open(client.log, encoding="utf-8", errors="replace") as log:
            lines = [found.expand(r"\1 \2 \3") for found in map(ASKED.search, log) if found]
        shutil.rmtree(os.path.join(world.folder, "trees"))
    with open(options.out, "w", encoding="ascii") as out:
        out.write(f"# {len(lines)} requests, recorded by tests/core/cache/record_trace.py --seed {options.seed} --steps {options.steps}\n")
        out.write("\n".join(lines) + "\n")
    print(f"{len(lines)} requests of {len(set(lines))} values")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
