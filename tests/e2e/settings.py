#!/usr/bin/env python3
"""Settings go from one computer to another as a file: what is secret or of one computer stays, and of a file with a mistake nothing is
taken. An administrator's file wins over the user, says so, and stops no sync when it is broken.

usage: settings.py BIN_DIR [CASE…]
"""
import json
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World

FAILED = 1
SIGN_IN = 5
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


def managed(world):
    a = world.client("A")
    a.tide("config", "set", "trash_days", "7")
    os.mkdir(a.root)
    a.tide("create", "p", "--from", a.root)
    policy = os.path.join(world.folder, "policy.json")
    there = {"TIDELINE_POLICY": policy}

    def give(**more):
        with open(policy, "w", encoding="utf-8") as file:
            json.dump({"version": 1, **more}, file)

    give(settings={"trash_days": 60}, servers=[world.server.url])
    row = a.tide("--json", "config", "get", "trash_days", environment=there)[-1]
    must((row["value"], row["source"], row["policy"]) == ("60", "policy", policy), f"not the administrator's: {row}")
    must("set by your administrator" in a.tide("config", environment=there), "tide config does not say who gives it")
    refused = a.tide("--json", "config", "set", "trash_days", "9", environment=there, expect=(FAILED,))[-1]["error"]
    must(refused["what"] == f"Set by your administrator ({policy}).", f"not these words: {refused}")
    a.tide("doctor", environment=there)
    a.tide("sync", environment=there)

    give(servers=["https://cloud.example.org"])
    said = a.tide("--json", "whoami", environment=there, expect=(SIGN_IN,))[-1]["error"]["what"]
    must("https://cloud.example.org" in said, f"it is not said which server may be used: {said}")
    a.tide("login", world.server.url, "--token-file", world.server.token(), environment=there, expect=(FAILED,))

    with open(policy, "w", encoding="utf-8") as file:
        file.write('{"version": 1, "settings": {"trash_days": 60}')
    must(policy in a.tide("doctor", environment=there, expect=(FAILED,)), "the doctor does not name the broken file")
    with open(os.path.join(a.root, "new.txt"), "w", encoding="utf-8") as file:
        file.write("saved while the policy is broken\n")
    must(a.tide("--json", "sync", environment=there)[-1]["uploaded"] == 1, "a broken policy stopped a sync")
    must(value(a, "trash_days") == "7", "the user's own value is not there any more")


CASES = [transfer, managed]


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
