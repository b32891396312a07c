"""A cell: namespaces of its own for network and processes, in which session.py runs one system once (or case.py one size of a curve).

Seen from outside: `run(spec)` starts it, waits, and gives the rows that it wrote. When the cell ends, by itself or not,
the kernel ends whatever still runs in it.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

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


def entered(spec_file):
    """From inside, first of all: gives the cell its loopback interface and a home without anybody's settings, and returns its spec."""
    with open(spec_file, encoding="utf-8") as file:
        spec = json.load(file)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    home = os.path.join(spec["folder"], "home")
    os.makedirs(home)
    for name in [name for name in os.environ if name.startswith(("XDG_", "TIDELINE_", "RCLONE_", "UNISON", "ST"))]:
        del os.environ[name]
    os.environ.update(HOME=home, LC_ALL="C.UTF-8")
    return spec


def run(spec, folder, keep, script="session.py"):
    """Runs a session as `spec` says (`script`), below `folder`. Gives its rows; the last says what broke, if anything did."""
    os.makedirs(folder, exist_ok=True)
    place = tempfile.mkdtemp(prefix=f"{spec.get('peer') or spec['curve']}-", dir=folder)
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
        rows.append({"error": f"the session ended with {process.returncode}; see {place}/log"})
    broken = any("error" in row for row in rows)
    if not keep and not broken:
        shutil.rmtree(place, ignore_errors=True)
    return rows
