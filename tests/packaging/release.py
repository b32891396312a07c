#!/usr/bin/env python3
"""./dev release tags what is a release, and refuses each thing that is none, with the reason.

usage: release.py SOURCE_DIR
In a small repository of its own, with the real packaging/release and packaging/version.sh and a ./dev that does what a test needs.
"""
import os
import shutil
import subprocess
import sys
import tempfile

DEV = """#!/bin/sh
echo "$*" >> "$0.calls"
[ "$*" != "$(cat "$0.fails")" ]
"""
CHANGELOG = "# Changelog\n\nFor users.\n\n## 1.2.3 (2027-01-31)\n\n- It works.\n\n## 1.2.2 (2027-01-01)\n\n- It exists.\n"
EVERYTHING = ["package", "package --suite trixie", "test -L ^fast$", "test -L ^slow$", "test -L ^superslow$", "package --try bookworm",
              "package --try trixie", "package --try trixie portable", "package --try trixie rpm"]


class Repository:
    def __init__(self, source, folder):
        self.folder = folder
        os.makedirs(self.path("packaging"))
        os.makedirs(self.path("migrations/local"))
        for name in ("release", "version.sh"):
            shutil.copy(os.path.join(source, "packaging", name), self.path("packaging"))
        self.write("CMakeLists.txt", "project(tideline VERSION 1.2.3 LANGUAGES C CXX)\n")
        self.write("CHANGELOG.md", CHANGELOG)
        self.write("migrations/local/0001_one.up.sql", "CREATE TABLE one (id);\n")
        self.write("migrations/local/0001_one.down.sql", "DROP TABLE one;\n")
        self.write("dev", DEV)
        self.write(".gitignore", "dev.*\n")
        self.write("dev.fails", "nothing")
        os.chmod(self.path("dev"), 0o755)
        self.git("init", "-q")
        self.commit()
        self.git("tag", "v1.2.2")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def git(self, *words):
        return subprocess.run(["git", "-C", self.folder, "-c", "user.name=A", "-c", "user.email=a@example.org", *words], check=True,
                              capture_output=True, text=True).stdout

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "one")

    def release(self, version="1.2.3"):
        """Its exit code, its words, the calls of ./dev, and the tags."""
        done = subprocess.run([self.path("packaging/release"), version], capture_output=True, text=True, check=False,
                              env={**os.environ, **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}})
        calls = []
        if os.path.exists(self.path("dev.calls")):
            with open(self.path("dev.calls"), encoding="utf-8") as file:
                calls = file.read().splitlines()
        return done.returncode, done.stderr, calls, self.git("tag").split()


def with_no_down_step(repository):
    os.remove(repository.path("migrations/local/0001_one.down.sql"))
    repository.commit()


def with_an_empty_down_step(repository):
    repository.write("migrations/local/0001_one.down.sql", "")
    repository.commit()


def with_changelog(text):
    def prepare(repository):
        repository.write("CHANGELOG.md", text)
        repository.commit()
    return prepare


def failing(call):
    return lambda repository: repository.write("dev.fails", call)


# What is wrong; the version asked for; a word that the refusal has. What is quick to see refuses before ./dev does anything.
QUICK = {
    "no version": (lambda _: None, "1.2", "is no version"),
    "another version than the project's": (lambda _: None, "1.3.0", "CMakeLists.txt says"),
    "a changelog of an older version": (with_changelog(CHANGELOG.replace("## 1.2.3 (2027-01-31)\n\n- It works.\n\n", "")), "1.2.3", "is '1.2.2'"),
    "a changelog with words that are unreleased": (with_changelog(CHANGELOG.replace("## 1.2.3", "## Unreleased\n\n- More.\n\n## 1.2.3", 1)), "1.2.3", "Unreleased"),
    "a changelog without a date": (with_changelog(CHANGELOG.replace(" (2027-01-31)", "")), "1.2.3", "its heading must be"),
    "a file that is changed": (lambda repository: repository.write("CMakeLists.txt", "project(tideline VERSION 1.2.3 LANGUAGES CXX)\n"), "1.2.3", "not clean"),
    "a file that git does not know": (lambda repository: repository.write("new.txt", ""), "1.2.3", "not clean"),
    "a version that is tagged": (lambda repository: repository.git("tag", "v1.2.3"), "1.2.3", "tagged already"),
    "a version before the last": (lambda repository: repository.git("tag", "v1.10.0"), "1.2.3", "comes before 1.10.0"),
    "a migration without a down step": (with_no_down_step, "1.2.3", "0001_one.up.sql has no down step"),
    "a migration with an empty down step": (with_an_empty_down_step, "1.2.3", "0001_one.up.sql has no down step"),
}
LONG = {
    "packages that cannot be made": ("package", "packages cannot be made"),
    "a failing fast test": ("test -L ^fast$", "tier fast"),
    "a failing slow test": ("test -L ^slow$", "tier slow"),
    "a failing superslow test": ("test -L ^superslow$", "tier superslow"),
    "packages that do not work": ("package --try trixie", "fresh trixie"),
}


def main():
    source, faults = sys.argv[1], []
    cases = [("nothing wrong", (lambda _: None), "1.2.3", None, EVERYTHING), ("an empty Unreleased", with_changelog(
        CHANGELOG.replace("## 1.2.3", "## Unreleased\n\n## 1.2.3", 1)), "1.2.3", None, EVERYTHING)]
    cases += [(name, prepare, version, word, []) for name, (prepare, version, word) in QUICK.items()]
    cases += [(name, failing(call), "1.2.3", word, EVERYTHING[:EVERYTHING.index(call) + 1]) for name, (call, word) in LONG.items()]
    for name, prepare, version, word, calls in cases:
        with tempfile.TemporaryDirectory() as folder:
            repository = Repository(source, folder)
            prepare(repository)
            before = repository.git("tag").split()
            code, words, called, tags = repository.release(version)
            wanted = before + ["v1.2.3"] if word is None else before
            if (code == 0) != (word is None) or (word or "tagged v1.2.3") not in words or called != calls or sorted(tags) != sorted(wanted):
                faults.append(f"{name}: exit {code}, tags {tags}, calls {called}, words: {words}")
    print("\n".join(faults) or f"{len(QUICK) + len(LONG)} refusals, each with its reason; two releases are tagged")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
