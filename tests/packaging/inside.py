"""What tests/packaging/chroot.py runs in the fresh system: install, serve by the unit's command line, sync, show the window, purge.

usage: inside.py deb|portable|rpm
"""
import glob
import os
import pwd
import re
import shlex
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from world import Client, Failure, listing, must_equal, tail, wait_until

PACKAGES = ("tideline", "tideline-cli", "tideline-server")
PORTABLE = "/opt/Tide line/here"  # it runs from wherever it is unpacked
DATA, HOME = "/var/lib/tideline-server", "/home/ada"
LOG, PORT = "/test/server.log", f"{DATA}/port"


def run(*command, **options):
    print("+", *command, flush=True)
    return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, **options)


def output(*command):
    return run(*command, stdout=subprocess.PIPE, text=True).stdout


def apt(*words):
    run("apt-get", "-q", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", *words)


def given(pattern):
    """What is to be installed."""
    return sorted(glob.glob(f"/test/packages/{pattern}"))


class Debs:
    """The system's packages, by apt."""
    bin = "/usr/bin"

    def install(self):
        apt("install", *given("*.deb"))
        return [path for package in PACKAGES for path in output("dpkg", "-L", package).splitlines() if not os.path.isdir(path)]

    def remove(self):
        apt("purge", *PACKAGES)


class Portable:
    """A folder; Qt is nowhere else."""
    bin = f"{PORTABLE}/bin"

    def install(self):
        if strange := [path for path in glob.glob("/usr/lib/*/libQt*") + glob.glob("/usr/lib/*/qt*")]:
            raise Failure(f"Qt is in this system: {strange}")
        subprocess.run(["useradd", "--system", "--home-dir", DATA, "--shell", "/usr/sbin/nologin", "tideline-server"], check=False)
        apt("install", "zstd", "fonts-dejavu-core", "fontconfig-config")
        os.makedirs(PORTABLE)
        run("tar", "--zstd", "-xf", *given("*.tar.zst"), "-C", PORTABLE, "--strip-components=1")
        return [os.path.join(folder, name) for folder, _, names in os.walk(PORTABLE) for name in names]

    def remove(self):
        shutil.rmtree(os.path.dirname(PORTABLE))


class Rpms:
    """Packages of another kind, in a system whose own ones cannot answer for what they require."""
    bin = "/usr/bin"
    names = ("tideline-libraries", *PACKAGES)

    def install(self):
        apt("install", "rpm", "fonts-dejavu-core", "fontconfig-config")
        run("rpm", "-K", "--nosignature", *given("*.rpm"))
        run("rpm", "--initdb")
        run("rpm", "-i", "--nodeps", "--noplugins", *given("*.rpm"))  # a plugin wants / to be a mount, which a chroot is not
        return [path for path in output("rpm", "-ql", *self.names).splitlines() if not os.path.isdir(path)]

    def remove(self):
        run("rpm", "-e", "--nodeps", "--noplugins", *self.names)


def every_library_is_there(paths):
    for path in paths:
        if ("/bin/" in path or "/libexec/" in path) and not path.endswith(".conf"):
            missing = [line for line in output("ldd", os.path.realpath(path)).splitlines() if "not found" in line]
            if missing:
                raise Failure(f"{path} lacks libraries that its package does not depend on: {missing}")


def started_by_its_unit(unit, programs):
    """The server, as systemd would start it from the folder `programs`; there is none in a chroot."""
    with open(unit, encoding="utf-8") as file:
        settings = dict(line.split("=", 1) for line in file.read().splitlines() if re.match(r"(User|ExecStart|StateDirectory|EnvironmentFile)=", line))
    with open(settings["EnvironmentFile"].lstrip("-"), "w", encoding="utf-8") as file:
        file.write(f"TIDELINE_SERVER_OPTIONS=--listen 127.0.0.1:0 --port-file {PORT}\n")
    owner = pwd.getpwnam(settings["User"])
    if owner.pw_uid == 0 or owner.pw_uid >= 1000:
        raise Failure(f"{owner.pw_name} is no user of a service: {owner}")
    os.makedirs(os.path.join("/var/lib", settings["StateDirectory"]), mode=0o700)
    shutil.chown(DATA, owner.pw_uid, owner.pw_gid)
    command = settings["ExecStart"].replace("$TIDELINE_SERVER_OPTIONS", f"--listen 127.0.0.1:0 --port-file {PORT}")
    with open(LOG, "wb") as log:
        server = subprocess.Popen(["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups", "--no-new-privs", *shlex.split(command.replace("/usr/bin", shlex.quote(programs)))],
                                  stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def answers():
        if server.poll() is not None:
            raise Failure(f"the server ended with {server.returncode}:\n{tail(LOG)}")
        return os.path.exists(PORT) and open(PORT, encoding="ascii").read().strip()

    return server, f"http://{wait_until(answers, 'the server to listen', 60)}"


def two_computers(url, programs):
    """A project goes up from one profile and comes down to another."""
    run("useradd", "-m", "ada")
    run("install", "-o", "ada", "-m", "600", f"{DATA}/first-token", f"{HOME}/first-token")
    clients = [Client(programs, HOME, name) for name in "AB"]
    for client in clients:
        client.before = ("runuser", "-u", "ada", "--")
        client.tide("login", url, "--token-file", f"{HOME}/first-token")
    os.makedirs(f"{clients[0].root}/data")
    with open(f"{clients[0].root}/data/tides.csv", "w", encoding="ascii") as file:
        file.write("hour,level\n" + "".join(f"{hour},{hour * 7 % 12 / 4}\n" for hour in range(500)))
    with open(f"{clients[0].root}/README.md", "w", encoding="ascii") as file:
        file.write("# Levels\n\nOf one harbour, each hour.\n")
    run("chown", "-R", "ada:", clients[0].root)
    clients[0].tide("create", "harbour", "--from", clients[0].root)
    clients[1].tide("clone", "harbour", clients[1].root)
    must_equal(clients[0].root, clients[1].root, "the clone differs")
    return clients


def window(client, programs):
    """Started by a user without a session, on a screen that nobody sees."""
    apt("install", "xvfb", "openbox", "dbus-daemon", "libxtst6")
    import screen
    with screen.Screen(HOME) as shown:
        # The list: README.md and the folder; then its preview beside it.
        run("chown", "ada:", f"{HOME}/runtime")
        before = shown.pixels(0, 0, screen.WIDTH, 60)
        program = shown._start(*client.before, f"{programs}/tideline", "--profile", client.profile, "tideline://open/harbour")
        wait_until(lambda: shown.pixels(0, 0, screen.WIDTH, 60) != before, "the window's first paint", 60)

        def previewed():
            shown.key("End")
            return client.tide("--json", "session", "status")[0].get("previews")

        wait_until(previewed, "a preview of README.md", 60, step=2)  # each key puts the preview off for a moment
        last = b""
        while last != (last := shown.pixels(0, 0, screen.WIDTH, screen.HEIGHT)):
            time.sleep(0.5)
        shown.picture(f"/test/{KIND}-window.png")
        shown.key("Control_L", "q")
        wait_until(lambda: program.poll() is not None, "the window to end", 60)
        if program.returncode != 0:
            raise Failure(f"the window ended with {program.returncode}:\n{tail(shown.log)}")


def left_of_the_system(paths):
    """What a purge should have taken."""
    named = [os.path.join(folder, name) for top in ("/etc", "/usr", "/var/lib/systemd", "/var/lib/dpkg/info", "/var/cache")
             for folder, folders, names in os.walk(top) for name in folders + names if "tideline" in name.lower()]
    return sorted({path for path in paths if os.path.lexists(path)} | {path for path in named if path != "/etc/default/tideline-server"}
                  - set(glob.glob("/var/cache/apt/archives/*")))


KINDS = {"deb": Debs, "portable": Portable, "rpm": Rpms}


def main():
    ours = KINDS[KIND]()
    paths = ours.install()
    every_library_is_there(paths)
    unit = next(path for path in paths if path.endswith("/system/tideline-server.service"))
    server, url = started_by_its_unit(unit, ours.bin)
    clients = two_computers(url, ours.bin)
    window(clients[0], ours.bin)
    server.terminate()
    if server.wait(60) != 0:
        raise Failure(f"the server ended with {server.returncode}:\n{tail(LOG)}")

    kept = {folder: listing(folder) for folder in (HOME, DATA)}
    ours.remove()
    if left := left_of_the_system(paths):
        raise Failure(f"purge left: {left}")
    for folder, before in kept.items():
        if listing(folder) != before:
            raise Failure(f"purge changed {folder}, which is people's")
    ours.install()
    if clients[1].tide("--json", "projects")[0]["project"] != "harbour":
        raise Failure("after installing again the project is not known any more")
    print(f"{KIND}: installed, served, synced, shown and purged: {len(paths)} files went, {sum(map(len, kept.values()))} of people's stayed")


if __name__ == "__main__":
    KIND = sys.argv[1]
    try:
        main()
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
