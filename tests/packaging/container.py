#!/usr/bin/env python3
"""The container's system serves: as its user, with a project that a client outside of it syncs, and with its data in the volume alone.

usage: container.py SOURCE_DIR PACKAGES_DIR
Needs root, debootstrap and the .deb files of ./dev package. The system is run as a chroot; an image is looked at where buildah made one.
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../e2e"))
from world import Client, Failure, listing, must_equal, tail, wait_until

DATA = "var/lib/tideline-server"


def owner_in(root):
    with open(f"{root}/etc/passwd", encoding="ascii") as file:
        row = next(line.split(":") for line in file if line.startswith("tideline-server:"))
    return int(row[2]), int(row[3])


def main():
    source, packages = sys.argv[1:]
    debs = sorted(glob.glob(os.path.join(packages, "tideline-server_*~deb12_*.deb")))
    programs = os.environ.get("TIDELINE_BIN", os.path.join(source, "build/release/bin"))
    if os.geteuid() != 0 or not shutil.which("debootstrap") or len(debs) != 1:
        print("skipped: needs root, debootstrap, and the packages of ./dev package")
        return 77
    with tempfile.TemporaryDirectory(prefix="tideline-container-") as folder:
        subprocess.run([f"{source}/packaging/container", debs[0], folder], check=True)
        root, port, log = f"{folder}/rootfs", f"{folder}/rootfs/{DATA}/port", f"{folder}/log"
        before = listing(root)
        uid, gid = owner_in(root)
        with open(log, "wb") as told:
            server = subprocess.Popen(["setpriv", "--no-new-privs", "chroot", f"--userspec={uid}:{gid}", root, "/usr/bin/tideline-server", "--data",
                                       f"/{DATA}", "--listen", "127.0.0.1:0", "--port-file", f"/{DATA}/port"], stdin=subprocess.DEVNULL, stdout=told, stderr=told)
        try:
            def answers():
                if server.poll() is not None:
                    raise Failure(f"the server ended with {server.returncode}:\n{tail(log)}")
                return os.path.exists(port) and open(port, encoding="ascii").read().strip()

            url = f"http://{wait_until(answers, 'the server to listen', 60)}"
            clients = [Client(programs, folder, name) for name in "AB"]
            for client in clients:
                client.tide("login", url, "--token-file", f"{root}/{DATA}/first-token")
            os.makedirs(clients[0].root)
            with open(f"{clients[0].root}/a.txt", "w", encoding="ascii") as file:
                file.write("a\n")
            clients[0].tide("create", "harbour", "--from", clients[0].root)
            clients[1].tide("clone", "harbour", clients[1].root)
            must_equal(clients[0].root, clients[1].root, "the clone differs")
        finally:
            server.terminate()
            server.wait(60)
        changed = {os.fsdecode(path) for path, row in listing(root).items() if before.get(path) != row}
        if strange := sorted(path for path in changed if not path.startswith(DATA)):
            raise Failure(f"the server wrote outside of its volume: {strange}")
        image = f"{folder}/image/index.json"
        if os.path.exists(image):
            with open(image, encoding="utf-8") as file:
                made = f"an image of {len(json.load(file)['manifests'])} manifest"
        else:
            made = "no image: buildah is not here"
        print(f"the container's system served as user {uid}; {len(before)} files in it; {made}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
