#!/usr/bin/env python3
"""Real trees of Debian's packages, A -> server -> B as three processes, then 500 random edits on both sides, online and
offline. Ends with A, B and the server's tree equal, and a further sync doing nothing.

usage: real_input.py BIN_DIR [--seed N] [--files N]
"""
import argparse
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from random_edits import Editor
from world import Failure, World, listing, must_equal

SOURCES = ["/usr/share/zoneinfo", "/usr/lib/python3.11", "/usr/lib/python3", "/usr/share/cmake-3.25", "/usr/share/doc", "/usr/include/c++",
           "/usr/include/boost", "/usr/include"]


def gather(root, wanted):
    """Copies real trees until at least `wanted` files are there, and adds what packages do not bring."""
    os.makedirs(root)
    for source in SOURCES:
        if os.path.isdir(source):
            target = os.path.join(root, source.strip("/").replace("/", "-"))
            subprocess.run(["cp", "-a", "--no-preserve=ownership", source, target], check=False, stderr=subprocess.DEVNULL)
        # What the default ignore rules leave at home is no input.
        subprocess.run(["find", root, "(", "-name", "__pycache__", "-o", "-name", "node_modules", "-o", "-name", "venv", "-o", "-name", "*~",
                        "-o", "-name", ".#*", "-o", "-name", ".*.swp", ")", "-prune", "-exec", "rm", "-rf", "{}", "+"], check=True)
        if sum(len(files) for _, _, files in os.walk(root)) >= wanted:
            break
    special = os.path.join(root, "special")
    os.makedirs(os.path.join(special, "empty folder"))
    for name in ["空.txt", "naïve café.csv", "nai\u0308ve.csv", "line\nbreak", " leading", "trailing ", "emoji 🌊.md", "-rf", "a" * 255,
                 "quote'\"", "back\\slash", "CON", "semi;colon", "%41", ".hidden"]:
        with open(os.path.join(special, name), "w", encoding="utf-8") as file:
            file.write(f"content of {name}")
    open(os.path.join(special, "empty"), "w", encoding="ascii").close()
    with open(os.path.join(special, "run.sh"), "w", encoding="ascii") as file:
        file.write("#!/bin/sh\necho hello\n")
    os.chmod(os.path.join(special, "run.sh"), 0o755)
    os.link(os.path.join(special, "run.sh"), os.path.join(special, "hard-link"))
    os.symlink("run.sh", os.path.join(special, "link"))
    os.symlink("/nowhere/at all", os.path.join(special, "dangling"))
    with open(os.path.join(special, "sparse"), "wb") as file:
        file.truncate(3_000_000)
        file.seek(2_000_000)
        file.write(b"in the middle")
    with open(os.path.join(special, "large.bin"), "wb") as file:
        file.write(os.urandom(24_000_000))
    return sum(len(files) for _, _, files in os.walk(root))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--files", type=int, default=10_000)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with World(options.bin) as world:
        a, b = world.client("A"), world.client("B")
        count = gather(a.root, options.files)
        if count < options.files:
            raise Failure(f"only {count} files were found on this machine")
        started = time.monotonic()
        a.tide("create", "real", "--from", a.root)
        a.tide("sync", a.root)
        up = time.monotonic() - started
        started = time.monotonic()
        b.tide("clone", "real", b.root)
        b.tide("sync", b.root)
        print(f"{count} files: up in {up:.1f} s, down in {time.monotonic() - started:.1f} s", flush=True)
        must_equal(a.root, b.root, "A and B differ after the first sync")

        editors = [Editor(a.root, options.seed, "A"), Editor(b.root, options.seed, "B")]
        clients = [a, b]
        for block in range(10):  # 10 x 2 x 25 = 500 edits
            offline = block % 3 == 2
            if offline:
                world.server.stop()
            for editor in editors:
                editor.edit(25)
            if offline:
                a.tide("sync", a.root, expect=(4,))
                world.server.start()
            for client in (clients if block % 2 else reversed(clients)):
                client.tide("sync", client.root, "--yes", expect=(0, 3))
        for _ in range(2):
            for client in clients:
                client.tide("sync", client.root, "--yes", expect=(0, 3))
        must_equal(a.root, b.root, "A and B differ after 500 edits")

        # Independent of our own reading: diff and find agree, and a third, fresh client gets the server's tree.
        difference = subprocess.run(["diff", "-r", "--no-dereference", "--exclude=.tideline", a.root, b.root],
                                    capture_output=True, check=False)
        if difference.returncode:
            raise Failure("diff -r: " + difference.stdout.decode(errors="replace")[:2000])
        prints = [subprocess.run(f"cd '{root}' && find . -path ./.tideline -prune -o -type d -printf '%y %P\\n' -o "
                                 "-perm -100 -printf 'x %y %s %T@ %P %l\\n' -o -printf '- %y %s %T@ %P %l\\n' | sort", shell=True, capture_output=True, check=True).stdout
                  for root in (a.root, b.root)]
        if prints[0] != prints[1]:
            lines = set(prints[0].splitlines()) ^ set(prints[1].splitlines())
            raise Failure("find -printf differs: " + b"\n".join(sorted(lines)[:10]).decode(errors="replace"))
        c = world.client("C")
        c.tide("clone", "real", c.root)
        c.tide("sync", c.root)
        must_equal(a.root, c.root, "the server's tree differs from A's")

        before = listing(a.root)
        revision = a.tide("--json", "status", a.root)[0].get("revision")
        for client in clients:
            report = client.tide("--json", "sync", client.root, expect=(0, 3))[-1]
            moved = {key: report.get(key) for key in ("uploaded", "downloaded", "bytes_up", "bytes_down") if report.get(key)}
            if moved:
                raise Failure(f"a further sync of {client.name} moved something: {moved}")
        if listing(a.root) != before:
            raise Failure("a further sync changed the folder")
        if a.tide("--json", "status", a.root)[0].get("revision") != revision:
            raise Failure("a further sync made a commit")
        print(f"equal: {len(before)} entries, revision {revision}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
