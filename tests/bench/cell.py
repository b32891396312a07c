"""A cell: namespaces of its own for network and processes, in which session.py runs one system once (or case.py one size of a curve).

Seen from outside: `run(spec)` starts it, waits, and gives the rows that it wrote. When the cell ends, by itself or not,
the kernel ends whatever still runs in it.
"""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

import disk

HERE = os.path.dirname(os.path.abspath(__file__))


def before():
    """The words that run a command in a cell, with the rights over the namespaces alone when we are not root."""
    own = [] if os.geteuid() == 0 else ["--map-current-user", "--keep-caps"]
    return ["unshare", *own, "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]


def why_not():
    """Why no cell can be made here, or None."""
    try:
        done = subprocess.run([*before(), "ip", "link", "set", "lo", "up"], capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        return str(error)
    return None if done.returncode == 0 else done.stderr.strip() or f"unshare ended with {done.returncode}"


def why_no_disk(folder):
    """Why no cell below `folder` can have a disk of its own, or None."""
    try:
        disk.make(folder, 0)
    except disk.NoDisk as error:
        return str(error)
    done = subprocess.run([*before(), sys.executable, disk.__file__, folder], capture_output=True, text=True, check=False)
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(os.path.join(folder, disk.TRIED))
    return None if done.returncode == 0 else (done.stdout + done.stderr).strip()


def entered(spec_file):
    """From inside, first of all: gives the cell its loopback interface, its disk, and a home without anybody's settings. Gives its spec;
    `folder` is where to work."""
    with open(spec_file, encoding="utf-8") as file:
        spec = json.load(file)
    if spec["disk"]:
        place = os.path.join(spec["folder"], "disk")
        disk.mount(os.path.dirname(spec["folder"]), place)
        spec["folder"] = place
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    home = os.path.join(spec["folder"], "home")
    os.makedirs(home)
    for name in [name for name in os.environ if name.startswith(("XDG_", "TIDELINE_", "RCLONE_", "UNISON", "ST"))]:
        del os.environ[name]
    os.environ.update(HOME=home, LC_ALL="C.UTF-8")
    return spec


def run(spec, folder, keep, script="session.py"):
    """Runs a session as `spec` says (`script`), below `folder`, on a disk of spec["disk"] bytes, or where 0, on that of the folder.
    Gives its rows; the last says what broke, if anything did."""
    os.makedirs(folder, exist_ok=True)
    place = tempfile.mkdtemp(prefix=f"{spec.get('peer') or spec['curve']}-", dir=folder)
    if spec["disk"]:
        try:
            disk.make(folder, spec["disk"])
        except disk.NoDisk as error:
            os.rmdir(place)
            return [{"error": f"no disk for the session: {error}"}]
    out = os.path.join(place, "rows.jsonl")
    spec_file = os.path.join(place, "spec.json")
    with open(spec_file, "w", encoding="utf-8") as file:
        json.dump({**spec, "folder": place, "out": out}, file)
    with open(os.path.join(place, "log"), "wb") as log:
        process = subprocess.Popen([*before(), sys.executable, os.path.join(HERE, script), spec_file],
                                   stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
    rows = []
    if os.path.exists(out):
        with open(out, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
    if not any("end" in row for row in rows):
        rows.append({"error": f"the session ended with {process.returncode}; see its log"})
    broken = [row for row in rows if "error" in row]
    if keep or broken:
        kept = disk.keep(folder, place, every=keep) if spec["disk"] else None
        for row in broken:
            row["error"] += f" (kept: {kept or place})"
    else:
        shutil.rmtree(place, ignore_errors=True)
    return rows
