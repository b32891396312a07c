#!/usr/bin/env python3
"""Signing in as a person does: by a code that is typed in a browser elsewhere, and in a browser of this computer; then the tokens are
renewed, a stolen refresh token signs the device out, and a device that is signed out elsewhere stops.

usage: sign_in.py BIN_DIR
The browsers are this script: it reads the page's form, fills it in, and follows where it is sent.
"""
import html.parser
import json
import os
import re
import stat
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
from world import TOKEN, Failure, World, must_equal, wait_until

SIGN_IN = 5
PASSWORD = "correct horse"


class Form(html.parser.HTMLParser):
    """The first form of a page: its action, and the fields that it hands on."""

    def __init__(self, text):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            self.action = found["action"]
        elif tag == "input" and found.get("type") == "hidden":
            self.fields[found["name"]] = found.get("value", "")


def fill_in(address, **fields):
    """What a person does with a page: fills it in, and sends it. Gives the page that comes at last."""
    with urllib.request.urlopen(address) as reply:
        form = Form(reply.read().decode())
    body = urllib.parse.urlencode({**form.fields, **fields}).encode()
    with urllib.request.urlopen(urllib.parse.urljoin(address, form.action), body) as reply:
        return reply.read().decode()


def by_code(world, client):
    """`tide login --device`; the person has another computer."""
    process = subprocess.Popen([client.program, "--profile", client.profile, "login", world.server.url, "--device"],
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    line = next(line for line in process.stdout if "type the code" in line)
    address, code = re.search(r"Open (\S+) .* type the code (\S+)", line).groups()
    page = fill_in(f"{address}?user_code={code.lower()}", user="ada", password=PASSWORD, decision="allow")
    if "Signed in" not in page:
        raise Failure(f"the page says: {page}")
    said = process.stdout.read()
    if process.wait(60) != 0 or "signed in to" not in said:
        raise Failure(f"tide login --device ended with {process.returncode}: {said}")


def by_browser(world, client):
    """`tide login --browser`, with this script as the browser that xdg-open starts."""
    programs = os.path.join(world.folder, "programs")
    os.makedirs(programs, exist_ok=True)
    opener = os.path.join(programs, "xdg-open")
    with open(opener, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nexec {sys.executable} {os.path.abspath(__file__)} --browse \"$1\"\n")
    os.chmod(opener, 0o755)
    said = client.tide("login", world.server.url, "--browser", environment={"PATH": programs + os.pathsep + os.environ["PATH"]})
    if "signed in to" not in said:
        raise Failure(f"tide login --browser said: {said}")


def kept(client):
    path = os.path.join(client.profile, "token")
    if stat.S_IMODE(os.stat(path).st_mode) != 0o600:
        raise Failure("others can read the sign-in's file")
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def token_request(world, **fields):
    body = urllib.parse.urlencode({"client_id": "tideline", **fields}).encode()
    try:
        with urllib.request.urlopen(f"{world.server.url}/api/v1/oauth/token", body) as reply:
            return json.load(reply)
    except urllib.error.HTTPError as error:
        return json.load(error)


def devices(world, token):
    request = urllib.request.Request(f"{world.server.url}/api/v1/me/devices", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)["items"]


def sign_out(world, token, device):
    request = urllib.request.Request(f"{world.server.url}/api/v1/me/devices/{device}", method="DELETE", headers={"Authorization": f"Bearer {token}"})
    urllib.request.urlopen(request).close()


def expire(client):
    """As if a quarter of an hour had passed on this computer: the token is to be renewed."""
    path = os.path.join(client.profile, "token")
    secret = kept(client)
    secret["expires_at_ms"] = 1
    with open(path, "w", encoding="utf-8") as file:
        json.dump(secret, file)


def story(world):
    password = os.path.join(world.folder, "password")
    with open(password, "w", encoding="utf-8") as file:
        file.write(PASSWORD + "\n")
    subprocess.run([world.server.program, "--data", world.server.data, "user", "add", "ada", "--password-file", password], check=True,
                   capture_output=True)
    a, b = (world.client(name, login=False) for name in "AB")
    by_code(world, a)
    by_browser(world, b)
    os.makedirs(a.root)
    with open(os.path.join(a.root, "notes.md"), "w", encoding="utf-8") as file:
        file.write("one")
    a.tide("create", "p", "--from", a.root)
    b.tide("clone", "p", b.root)
    must_equal(a.root, b.root, "both are signed in")

    first = kept(a)
    expire(a)
    a.tide("sync", a.root)
    second = kept(a)
    if second["refresh"] == first["refresh"] or second["token"] == first["token"]:
        raise Failure("the tokens were not renewed")
    b.watch()
    if len(devices(world, second["token"])) != 2:
        raise Failure(f"the devices are {devices(world, second['token'])}")

    stolen = token_request(world, grant_type="refresh_token", refresh_token=first["refresh"])
    if stolen.get("error") != "invalid_grant":
        raise Failure(f"a refresh token was good twice: {list(stolen)}")
    a.tide("sync", a.root, expect=(SIGN_IN,))
    b.tide("whoami")  # another device of the same user

    other = kept(b)
    mine = [device["id"] for device in devices(world, other["token"]) if device["current"]]
    sign_out(world, other["token"], mine[0])

    def is_told():
        b.tide("sync", b.root, expect=None)
        return b.code == SIGN_IN

    wait_until(is_told, "B to notice that it was signed out", 30)

    # Nothing of it may stand where others look: in the arguments of a program, a report for others, or a log (the world's end).
    world.secrets = [PASSWORD.encode()]
    a.tide("login", world.server.url, "--user", "ada", "--password-file", password)
    a.watch()
    for process in (world.server.process, a.watching):
        with open(f"/proc/{process.pid}/cmdline", "rb") as file:
            if PASSWORD.encode() in (line := file.read()) or TOKEN.search(line):
                raise Failure(f"a secret stands in the arguments: {line}")
    a.tide("doctor", "--bundle", os.path.join(world.folder, "report.json"), expect=None)
    if not os.path.getsize(os.path.join(world.folder, "report.json")):
        raise Failure("no report was made")


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--browse":
        fill_in(sys.argv[2], user="ada", password=PASSWORD, decision="allow")
        return 0
    with World(sys.argv[1]) as world:
        story(world)
    print("signed in by a code and in a browser; tokens renewed; a stolen one signed its device out; so did another device")
    return 0


if __name__ == "__main__":
    sys.exit(main())
