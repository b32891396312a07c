#!/usr/bin/env python3
"""What comes into a build or a test from elsewhere comes from Debian's signed archive, or is pinned by its hash.

usage: supply_chain_test.py SOURCE_DIR
"""
import json
import os
import re
import sys

# Ways to bring in what nobody signed. Words of code such as CURL:: or "curl_easy" are none.
FETCHES = re.compile(r"(?<![\w-])(?:curl|wget)\s+(?:-\S+\s+)*['\"]?(?:https?:|\$)|git\s+clone|\bpip3?\s+install|FetchContent_|ExternalProject_"
                     r"|\bnpx\s|\bnpm\s+(?:install|i|exec)\b|\"npm\",\s*\"(?:install|i|exec)\"|add-apt-repository|sources\.list|--allow-unauthenticated|trusted=yes")
SCRIPTS = (".py", ".sh", ".cmake", ".txt", ".mjs", ".json")


def scripts(root):
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in ("build", ".git", "node_modules", ".cache")]
        for name in names:
            path = os.path.join(folder, name)
            if name == os.path.basename(__file__) or os.path.islink(path):
                continue
            with open(path, "rb") as file:
                if name.endswith(SCRIPTS) or file.read(2) == b"#!":
                    yield path


def main():
    root, faults, count = sys.argv[1], [], 0
    for path in scripts(root):
        count += 1
        with open(path, encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                if found := FETCHES.search(line):
                    faults.append(f"{os.path.relpath(path, root)}:{number}: {found[0]!r} brings in what nobody signed")
    if not FETCHES.search("curl -fsSL https://example.org/install.sh | sh") or not FETCHES.search("git clone https://example.org/x"):
        faults.append("the pattern finds nothing")

    with open(os.path.join(root, "packaging/packages.txt"), encoding="utf-8") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    faults += [f"packaging/packages.txt: {' '.join(row)!r} is no group and name of a package of Debian"
               for row in rows if len(row) != 2 or not re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", row[1])]

    with open(os.path.join(root, "tests/e2e/openid/package-lock.json"), encoding="utf-8") as file:
        locked = {name: package for name, package in json.load(file)["packages"].items() if name}
    faults += [f"package-lock.json: {name} is not pinned by a SHA-512" for name, package in locked.items()
               if not package.get("integrity", "").startswith("sha512-") or package.get("hasInstallScript")]

    print("\n".join(faults) or f"{count} scripts bring in nothing unsigned; {len(rows)} packages of Debian, {len(locked)} of npm by their hashes")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
