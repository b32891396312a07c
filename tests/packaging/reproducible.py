#!/usr/bin/env python3
"""The packages of one build tree, made twice, are the same to the byte, and lintian has nothing to say of them.

usage: reproducible.py SOURCE_DIR BUILD_TREE
"""
import os
import shutil
import subprocess
import sys
import tempfile


def main():
    source, tree = sys.argv[1:]
    if not shutil.which("dpkg-buildpackage") or not shutil.which("dh"):
        print("skipped: debhelper and dpkg-dev are not installed")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        sums = []
        for name in ("one", "two"):
            out = os.path.join(folder, name)
            done = subprocess.run([f"{source}/packaging/package", "--of", tree, "--out", out], stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, check=False)
            if done.returncode != 0:
                sys.exit(f"FAILED: {done.stderr}")
            with open(os.path.join(out, "SHA256SUMS"), encoding="ascii") as file:
                sums.append(file.read().splitlines())
            subprocess.run(["sha256sum", "--quiet", "--check", "SHA256SUMS"], cwd=out, check=True)
        if different := sorted(set(sums[0]) ^ set(sums[1])):
            sys.exit(f"FAILED: {different}")
        debs = [os.path.join(out, name) for name in os.listdir(out) if name.endswith(".deb")]
        if not shutil.which("lintian"):
            print("lintian is not installed")
        elif said := subprocess.run(["lintian", "--allow-root", *debs], capture_output=True, text=True, check=False).stdout:
            sys.exit(f"FAILED: {said}")
    print(f"{len(sums[0])} files, the same twice; {len(debs)} packages without a word of lintian")
    return 0


if __name__ == "__main__":
    sys.exit(main())
