#!/usr/bin/env python3
"""The packages of one build tree, made twice, are the same to the byte, and lintian has nothing to say of them. Two compilations of one source, in
folders of different names, one of them without ccache, are the same, too; here of a part, the whole takes an hour: ./dev package in two clones.

usage: reproducible.py SOURCE_DIR BUILD_TREE
"""
import glob
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
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


def of_the_commit(source, packages):
    """Nothing in them has the time of a checkout or a build, and the source is the same from each clone, whatever its branches are called."""
    made = int(subprocess.run(["bash", "-c", ". packaging/version.sh; echo $SOURCE_DATE_EPOCH"], cwd=source, check=True, capture_output=True).stdout)
    for package in packages:
        if package.endswith(".deb"):
            listed = subprocess.run(["dpkg-deb", "--fsys-tarfile", package], check=True, capture_output=True).stdout
            with tarfile.open(fileobj=io.BytesIO(listed)) as files:
                times = {file.name: int(file.mtime) for file in files}
        else:
            rows = subprocess.run(["rpm", "-qp", "--nosignature", "--qf", "[%{FILENAMES} %{FILEMTIMES}\n]", package], check=True, capture_output=True, text=True)
            times = {name: int(time) for name, time in (row.rsplit(" ", 1) for row in rows.stdout.splitlines())}
        if strange := sorted(name for name, time in times.items() if time != made):
            sys.exit(f"FAILED: {os.path.basename(package)}: {strange[:5]} have another time than the commit's")
    if not os.path.exists(f"{source}/.git"):
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "-q", "--no-checkout", source, folder], check=True)
        subprocess.run(["git", "-C", folder, "branch", "-q", "another-name"], check=True)
        one, other = (subprocess.run(["git", "-C", place, "archive", "HEAD"], check=True, capture_output=True).stdout for place in (source, folder))
    if one != other:
        sys.exit("FAILED: the source that is packed depends on the names of a clone's branches")


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
        of_the_commit(source, [os.path.join(out, name) for name in sorted(os.listdir(out)) if name.endswith((".deb", ".rpm"))])
        debs = [os.path.join(out, name) for name in os.listdir(out) if name.endswith(".deb")]
        if not shutil.which("lintian"):
            print("lintian is not installed")
        elif said := subprocess.run(["lintian", "--allow-root", *debs], capture_output=True, text=True, check=False).stdout:
            sys.exit(f"FAILED: {said}")
    print(f"{objects} objects, the same of two compilations; {len(sums[0])} files, the same twice; {len(debs)} packages without a word of lintian")
    return 0


if __name__ == "__main__":
    sys.exit(main())
