#!/usr/bin/env python3
"""The packages of one build tree, made twice, are the same to the byte, and lintian has nothing to say of them. Two compilations of one source, in
folders of different names, one of them without ccache, are the same, too; here of a part, the whole takes an hour: ./dev package in two clones.

usage: reproducible.py SOURCE_DIR BUILD_TREE
"""
import glob
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile


PART = "tideline_control"  # plain and generated sources, and precompiled headers


def compiled(source, folder, **environment):
    """{path: its SHA-256} of each object and library of the part, made in a copy of the source there."""
    shutil.copytree(source, folder, symlinks=True, ignore=shutil.ignore_patterns("build", ".git"))
    for command in ([f"{folder}/packaging/configure", "tree"], ["cmake", "--build", "tree", "--target", PART]):
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
                              env={**os.environ, "CCACHE_BASEDIR": folder, **environment})
        if done.returncode != 0:
            sys.exit(f"FAILED: {command}: {done.stdout[-3000:]}{done.stderr}")
    found = {}
    for path in glob.glob(f"{folder}/tree/**/*.[ao]", recursive=True):
        with open(path, "rb") as file:
            found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def compiles_alike(source):
    with tempfile.TemporaryDirectory() as folder:
        one = compiled(source, f"{folder}/here")
        other = compiled(source, f"{folder}/in/another", CCACHE_DISABLE="1")
    if different := sorted(path for path in set(one) | set(other) if one.get(path) != other.get(path)):
        sys.exit(f"FAILED: two compilations differ in {len(different)} of {len(one)}: {different[:5]}")
    return len(one)


def main():
    source, tree = sys.argv[1:]
    if not shutil.which("dpkg-buildpackage") or not shutil.which("dh"):
        print("skipped: debhelper and dpkg-dev are not installed")
        return 77
    objects = compiles_alike(source)
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
    print(f"{objects} objects, the same of two compilations; {len(sums[0])} files, the same twice; {len(debs)} packages without a word of lintian")
    return 0


if __name__ == "__main__":
    sys.exit(main())
