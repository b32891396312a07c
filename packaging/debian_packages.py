"""What Debian knows of a file: which shared libraries it loads, whose they are, and under which licence."""
import os
import re
import subprocess
import sys

PROGRAMS = ("tide", "tideline", "tideline-server", "tideline-session")
NAMES = {"GPL-2": "GPL-2.0-only", "GPL-2+": "GPL-2.0-or-later", "GPL-3": "GPL-3.0-only", "LGPL-2.1+": "LGPL-2.1-or-later",
         "LGPL-2.1": "LGPL-2.1-only", "LGPL-3": "LGPL-3.0-only", "Expat": "MIT", "BSD-3-clause": "BSD-3-Clause"}


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def loaded(path):
    """{name: path} of every shared library that is loaded with a program or library, those of libraries too."""
    found = dict(re.findall(r"(\S+) => (/\S+)", output("ldd", path)))
    if missing := re.findall(r"(\S+) => not found", output("ldd", path)):
        sys.exit(f"{path} needs {', '.join(missing)}, which this computer lacks")
    return found


def named(path):
    """Names of the shared libraries that it asks for itself."""
    return set(re.findall(r"NEEDED\s+(\S+)", output("objdump", "-p", path)))


def owners(paths):
    """{path: the package that it is of}, asked for at once, since dpkg reads all its lists for each question. It may know a file by its path
    before /usr and / were merged."""
    known = {path: [real, real.removeprefix("/usr")] for path in paths for real in [os.path.realpath(path)]}
    asked = sorted({name for names in known.values() for name in names})
    told = subprocess.run(["dpkg", "-S", *asked], capture_output=True, text=True, check=False).stdout
    of = {path: package.split(":")[0].split(",")[0] for package, path in (line.rsplit(": ", 1) for line in told.splitlines())}
    found = {path: next((of[name] for name in names if name in of), None) for path, names in known.items()}
    if strange := sorted(path for path, package in found.items() if not package):
        sys.exit(f"{', '.join(strange)}: of no package of Debian, so version and licence are not known")
    return found


def versions(packages):
    """{package: (version, architecture, name and version of the source that it was made of)}, asked for at once."""
    form = "${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\n"
    rows = [line.split() for line in output("dpkg-query", "-W", "-f", form, *sorted(packages)).splitlines()]
    return {name: (version, architecture, f"{source}_{source_version}") for name, version, architecture, source, source_version in rows}


def copyright_text(package):
    with open(f"/usr/share/doc/{package}/copyright", encoding="utf-8", errors="replace") as file:
        return file.read()


def licence(package):
    """Of its files in general, as its copyright file says it; None when that is not machine-readable."""
    found = re.search(r"^Files: *\*[^\n]*\n(?:.+\n)*?License: *(\S[^\n]*)", copyright_text(package), re.M)
    return NAMES.get(found[1].strip(), found[1].strip()) if found else None
