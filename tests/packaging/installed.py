#!/usr/bin/env python3
"""What cmake --install puts below a folder works from there, and fits the desktop.

usage: installed.py BUILD_TREE
Each component alone has what its package needs; the programs run; the window shows a preview, so the helper is found; manual pages name
every option and are clean, as are the desktop file, the metainfo, the MIME types, the units and the completions.
"""
import glob
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "e2e"), os.path.join(HERE, "..", "bench")]
import screen
from world import Failure, World, wait_until

ID = "org.tideline.Tideline"
COMPONENTS = {
    "tideline-cli": ["bin/tide", "lib/systemd/user/tideline-watch.service", "share/bash-completion/completions/tide",
                     "share/fish/vendor_completions.d/tide.fish", "share/man/man1/tide.1", "share/man/man5/tidelineignore.5",
                     "share/zsh/vendor-completions/_tide"],
    "tideline-server": ["bin/tideline-server", "lib/systemd/system/tideline-server.service", "lib/sysusers.d/tideline-server.conf",
                        "share/man/man8/tideline-server.8"],
    "tideline": ["bin/tideline", "libexec/tideline/tideline-session", f"share/applications/{ID}.desktop",
                 *(f"share/icons/hicolor/{size}x{size}/apps/{ID}.png" for size in (16, 22, 24, 32, 48, 64, 128, 256)),
                 f"share/icons/hicolor/scalable/apps/{ID}.svg", f"share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
                 "share/kio/servicemenus/tideline.desktop", "share/nautilus-python/extensions/tideline.py",
                 f"share/metainfo/{ID}.metainfo.xml", f"share/mime/packages/{ID}.xml", "share/man/man1/tideline.1",
                 "share/man/man1/tideline-session.1"],
}


def check(name, *command, **options):
    """Runs a validator; what it says is a fault. One that is not installed is named and left out."""
    if not shutil.which(command[0]):
        print(f"not looked at, {command[0]} is not installed: {name}")
        return ""
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, **options)
    if done.returncode != 0:
        raise Failure(f"{name}: {' '.join(command)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def install(tree, folder):
    """All components into folder/usr; each has its files, and no more."""
    for component, expected in COMPONENTS.items():
        alone = os.path.join(folder, component)
        subprocess.run(["cmake", "--install", tree, "--prefix", "/usr", "--component", component], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "DESTDIR": alone})
        found = sorted(os.path.relpath(path, f"{alone}/usr") for path in glob.glob(f"{alone}/**", recursive=True) if os.path.isfile(path))
        if found != sorted(expected):
            raise Failure(f"{component} has {sorted(set(found) - set(expected))} too many and lacks {sorted(set(expected) - set(found))}")
        shutil.copytree(f"{alone}/usr", f"{folder}/usr", dirs_exist_ok=True)
    return f"{folder}/usr"


def manuals(usr):
    for page in glob.glob(f"{usr}/share/man/*/*"):
        if said := check(page, "man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page, env={**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": ""}):
            if warnings := [line for line in said.splitlines() if "warning" in line]:
                raise Failure(f"{page}: {warnings}")
    for page, program in (("man8/tideline-server.8", "bin/tideline-server"), ("man1/tideline.1", "bin/tideline"),
                          ("man1/tideline-session.1", "libexec/tideline/tideline-session")):
        with open(f"{usr}/share/man/{page}", encoding="utf-8") as file:
            text = file.read().replace("\\-", "-")
        told = check(program, f"{usr}/{program}", "--help", env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        if missing := {option for option in re.findall(r"--[a-z][a-z-]+", told) if option not in text and option != "--help"}:
            raise Failure(f"{page} does not name {sorted(missing)}")


def desktop(usr):
    check("the desktop file", "desktop-file-validate", f"{usr}/share/applications/{ID}.desktop")
    check("the metainfo", "appstreamcli", "validate", "--no-net", f"{usr}/share/metainfo/{ID}.metainfo.xml")
    for size in (16, 256):
        with open(f"{usr}/share/icons/hicolor/{size}x{size}/apps/{ID}.png", "rb") as file:
            head = file.read(24)
        if head[:8] != b"\x89PNG\r\n\x1a\n" or int.from_bytes(head[16:20], "big") != size:
            raise Failure(f"the icon of {size} pixels is none")
    shared = f"{usr}/share/mime"
    shutil.copy("/usr/share/mime/packages/freedesktop.org.xml", f"{shared}/packages")
    check("the MIME types", "update-mime-database", shared)
    for name, content, kind in (("a.parquet", b"PAR1....PAR1", "application/vnd.apache.parquet"), ("a.npy", b"\x93NUMPY\1\0", "application/x-npy"),
                                ("b.dat", b"\x93NUMPY\1\0", "application/x-npy"), ("a.ipynb", b"{}", "application/x-ipynb+json")):
        path = os.path.join(usr, name)
        with open(path, "wb") as file:
            file.write(content)
        told = check(name, "gio", "info", "-a", "standard::content-type", path, env={**os.environ, "XDG_DATA_DIRS": f"{usr}/share", "XDG_DATA_HOME": usr})
        if told and kind not in told:
            raise Failure(f"{name} is not taken for {kind}: {told}")


def units(usr):
    check("the server's unit", "systemd-analyze", "security", "--offline=true", "--threshold=20", f"{usr}/lib/systemd/system/tideline-server.service")
    for unit in glob.glob(f"{usr}/lib/systemd/*/*.service"):
        with open(unit, encoding="utf-8") as file:
            program = re.search(r"^ExecStart=/usr(/\S+)", file.read(), re.M)[1]
        if not os.access(usr + program, os.X_OK):
            raise Failure(f"{unit} starts {program}, which is not installed")


def completions(usr):
    completed = check("bash", "bash", "--norc", "-c", 'source "$1"; COMP_WORDS=(tide who); COMP_CWORD=1; compopt() { :; }; _tide; echo "${COMPREPLY[*]}"', "-",
                      f"{usr}/share/bash-completion/completions/tide")
    if completed.strip() != "whoami":
        raise Failure(f"bash completes 'tide who' to {completed!r}")
    check("zsh", "zsh", "-n", f"{usr}/share/zsh/vendor-completions/_tide")
    check("fish", "fish", "-n", f"{usr}/share/fish/vendor_completions.d/tide.fish")


def preview(usr):
    """In the window, from the installed programs alone."""
    if lacking := screen.missing():
        print(f"no preview looked at: {lacking}")
        return
    with World(f"{usr}/bin") as world:
        client = world.client("A")
        os.makedirs(client.root)
        with open(f"{client.root}/README.md", "w", encoding="ascii") as file:
            file.write("# Levels\n")
        client.tide("create", "harbour", "--from", client.root)
        with screen.Screen(world.folder) as shown:
            window = shown._start(f"{usr}/bin/tideline", "--profile", client.profile, "tideline://open/harbour")

            def previewed():
                shown.key("Home")
                return client.tide("--json", "session", "status")[0].get("previews")

            wait_until(previewed, "a preview of README.md", 60, step=2)  # each key puts the preview off for a moment
            shown.key("Control_L", "q")
            wait_until(lambda: window.poll() is not None, "the window to end", 30)
            os.kill(client.tide("--json", "session", "status")[0]["pid"], signal.SIGTERM)  # else it would wait minutes for another call


def main():
    with tempfile.TemporaryDirectory(prefix="tideline-installed-") as folder:
        usr = install(os.path.abspath(sys.argv[1]), folder)
        for look in (manuals, units, completions, preview, desktop):
            look(usr)
    print(f"{sum(map(len, COMPONENTS.values()))} files in {len(COMPONENTS)} components work from another folder and fit the desktop")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
