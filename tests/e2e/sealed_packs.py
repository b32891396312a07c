#!/usr/bin/env python3
"""A server that seals its packs: nobody finds the files' bytes on its disk, a client gets them; without the key, or with another one,
the server does not start, and says which it needs.

usage: sealed_packs.py BIN_DIR
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, must_equal

WORD = b"a sentence that no thief of the disk may read; "


def disk(world):
    found = b""
    for folder, _, names in os.walk(os.path.join(world.server.data, "packs")):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                found += file.read()
    return found


def must_not_start(world, options, *words):
    done = subprocess.run([world.server.program, "--data", world.server.data, "--listen", "127.0.0.1:0", *options], capture_output=True, text=True,
                          timeout=60)
    if done.returncode != 1 or not all(word in done.stderr for word in words):
        raise Failure(f"a start with {options}: exit {done.returncode}, {done.stderr}")


def main():
    world = World(sys.argv[1])
    key, other = (os.path.join(world.folder, name) for name in ("pack-key", "other-key"))
    for path in (key, other):
        with open(path, "w", encoding="ascii") as file:
            file.write(os.urandom(32).hex() + "\n")
    with open(key, "rb") as file:
        world.secrets.append(file.read().strip())
    world.server.options = ("--pack-key-file", key)
    with world:
        a = world.client("a")
        os.makedirs(a.root)
        for name, content in (("text.txt", WORD * 5000), ("short.txt", WORD), ("random.bin", os.urandom(3 << 20))):
            with open(os.path.join(a.root, name), "wb") as file:
                file.write(content)
        a.tide("create", "sealed", "--from", a.root)
        held = disk(world)
        if WORD in held:
            raise Failure("the server's disk shows the text of a file")
        if len(held) < 3 << 20:
            raise Failure(f"the packs hold {len(held)} bytes only")
        world.server.stop()
        must_not_start(world, (), "no key was given", "--pack-key-file")
        must_not_start(world, ("--pack-key-file", other), "another key", "--pack-key-file")
        must_not_start(world, ("--pack-key-file", os.path.join(world.folder, "none")), "pack key file cannot be read", "none")
        subprocess.run([world.server.program, "--data", world.server.data, "user", "list"], check=True, capture_output=True)  # takes no key
        world.server.start()
        b = world.client("b")
        b.tide("clone", "sealed", b.root)
        must_equal(a.root, b.root, "after a clone from sealed packs")
    print(f"sealed packs: {len(held)} bytes on the disk without a word of it; three starts without the right key refused; a clone is equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
