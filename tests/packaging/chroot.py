#!/usr/bin/env python3
"""The packages in a Debian that has nothing else: installed, used, and purged.

usage: chroot.py SUITE PACKAGES_DIR OUT_DIR [deb|portable|rpm]
SUITE: bookworm or trixie. PACKAGES_DIR: what ./dev package made for it. OUT_DIR: pictures of the window (look at them), the log, and the
fresh system that is kept for the next time. Needs root: the system is a chroot made by debootstrap from the mirror that apt uses here.
"""
import glob
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RELEASES = {"bookworm": "12", "trixie": "13"}
COPIED = ("packaging/inside.py", "e2e/world.py", "bench/screen.py")
ENTER = """set -e
mount --bind /dev "$1/dev"; mount -t proc proc "$1/proc"; mount -t tmpfs tmpfs "$1/run"
cp /etc/resolv.conf "$1/etc/resolv.conf"
exec chroot "$1" /bin/sh -c 'apt-get -q update && apt-get -q install -y --no-install-recommends python3 && exec python3 /test/inside.py "$1"' sh "$2"
"""


def mirror():
    """Where apt fetches Debian from."""
    sites = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI)", "Identifier: Packages", "Origin: Debian", "Component: main"],
                           check=True, capture_output=True, text=True).stdout.split()
    return next(site for site in sites if "security" not in site)


def fresh(suite, kept):
    """A folder with the smallest Debian, made once."""
    if not os.path.exists(os.path.join(kept, "etc/debian_version")):
        making = kept + ".making"
        shutil.rmtree(making, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", suite, making, mirror()], check=True, stdout=subprocess.DEVNULL)
        os.rename(making, kept)
    return kept


def main():
    suite, packages, out, kind = [*sys.argv[1:], "deb"][:4]
    pattern, count = {"deb": (f"tideline*~deb{RELEASES[suite]}_*.deb", 3), "portable": ("tideline-*.tar.zst", 1), "rpm": ("tideline-*.rpm", 4)}[kind]
    files = sorted(file for file in glob.glob(os.path.join(packages, pattern)) if "-dbgsym" not in file)
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("skipped: needs root, and debootstrap")
        return 77
    if len(files) != count:
        print(f"skipped: {packages} has {len(files)} files {pattern}, not {count}; make them there with ./dev package")
        return 77
    os.makedirs(out, exist_ok=True)
    root = os.path.join(out, f"{suite}-{kind}-used")
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", fresh(suite, os.path.join(out, suite)), root], check=True)
    os.makedirs(os.path.join(root, "test/packages"))
    for file in files:
        shutil.copy(file, os.path.join(root, "test/packages"))
    for name in COPIED:
        shutil.copy(os.path.join(HERE, "..", name), os.path.join(root, "test"))
    # Mounts and processes of its own, which end with it.
    done = subprocess.run(["unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child", "sh", "-c", ENTER, "sh", root, kind],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"})
    with open(os.path.join(out, f"{suite}-{kind}.log"), "wb") as log:
        log.write(done.stdout)
    for picture in glob.glob(os.path.join(root, "test/*.png")):
        shutil.copy(picture, os.path.join(out, f"{suite}-{os.path.basename(picture)}"))
    print(done.stdout.decode(errors="replace")[-3000:])
    if done.returncode == 0:
        shutil.rmtree(root)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
