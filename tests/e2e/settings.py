#!/usr/bin/env python3
"""Settings go from one computer to another as a file: what is secret or of one computer stays, and of a file with a mistake nothing is
taken.

usage: settings.py BIN_DIR [CASE…]
"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World

FAILED = 1
PASSWORD = "correct-horse-battery"


def must(condition, what):
    if not condition:
        raise Failure(what)


def value(client, name):
    return client.tide("config", "get", "-q", name).strip()


def transfer(world):
    a, b = world.client("A"), world.client("B")
    secret = os.path.join(world.folder, "password")
    with open(secret, "w", encoding="ascii") as file:
        file.write(PASSWORD)
    a.tide("config", "set", "proxy_password", "--value-file", secret, secret=True)
    for name, wanted in (("trash_days", "7"), ("limit_hours", "08:00-18:00"), ("device_name", "heron")):
        a.tide("config", "set", name, wanted)
    path = os.path.join(world.folder, "settings.json")
    a.tide("config", "export", path)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    written = json.loads(text)
    must(PASSWORD not in text and "heron" not in text, f"what stays here is in the file:\n{text}")
    must(written["version"] == 1 and written["settings"]["trash_days"] == 7, f"not what was set:\n{text}")
    must({"proxy_password", "device_name", "ca_file"} <= set(written["left_out"]), f"it is not said what was left out:\n{text}")
    must(json.loads(a.tide("config", "export", "-")) == written, "the standard output has another file")
    a.tide("config", "export", path, expect=(FAILED,))  # it is there

    b.tide("config", "import", path)
    must(value(b, "trash_days") == "7" and value(b, "limit_hours") == "08:00-18:00" and value(b, "device_name") == "", "not what the file says")

    written["settings"].update(trash_days=9, guard_percent=200, wings=2)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(written, file)
    said = b.tide("--json", "config", "import", path, expect=(FAILED,))[-1]["error"]["what"]
    must("guard_percent" in said and "wings" in said, f"not every mistake is said: {said}")
    must(value(b, "trash_days") == "7", "one setting of a file with mistakes was taken")


CASES = [transfer]


def main():
    names = sys.argv[2:]
    for case in CASES:
        if names and case.__name__ not in names:
            continue
        with World(sys.argv[1]) as world:
            case(world)
        print(f"{case.__name__}: as it should be", flush=True)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
