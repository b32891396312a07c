#!/usr/bin/env python3
"""Two users of one server: invited, accepted and cloned; what an editor writes arrives, what a viewer writes is refused; who is put out
sees it within seconds; a project of an organisation that both belong to.

usage: team.py BIN_DIR
"""
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, must_equal, wait_until

FAILED = 1
SECONDS = 10  # what "at once" may take on a busy computer; the next look without a hint comes after minutes


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def person(world, name):
    """A user of the server, signed in by their password on a computer of their own."""
    world.secrets.append(f"secret of {name}".encode())
    password = write(os.path.join(world.folder, f"given-to-{name}"), "password", f"secret of {name}\n")
    subprocess.run([world.server.program, "--data", world.server.data, "user", "add", name, "--password-file", password], check=True,
                   capture_output=True)
    client = world.client(name, login=False)
    client.tide("login", world.server.url, "--user", name, "--password-file", password)
    reply = ask(world, None, "POST", "/login", {"user": name, "password": f"secret of {name}"})
    client.token = reply["token"]
    return client


def ask(world, client, method, path, body=None, expect=None):
    headers = {"Content-Type": "application/json"}
    if client:
        headers["Authorization"] = f"Bearer {client.token}"
    request = urllib.request.Request(f"{world.server.url}/api/v1{path}", method=method, headers=headers,
                                     data=None if body is None else json.dumps(body).encode())
    try:
        with urllib.request.urlopen(request) as reply:
            status, text = reply.status, reply.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read()
    if status >= 300 and status != expect:
        raise Failure(f"{method} {path}: {status} {text!r}")
    return json.loads(text) if text else {}


def names(client):
    return {row["project"]: row for row in client.tide("projects", "--json")}


def is_out(client, folder):
    """Whether the client has noticed that the cloud has this project no more for it."""
    def noticed():
        rows = client.tide("status", "--json")
        return [row for row in rows if row["path"] == folder and row["state"] == "error"]
    return noticed


def invited(world, ada, bob):
    write(ada.root, "notes.md", "one\n")
    ada.tide("create", "climate", "--from", ada.root)
    ada.tide("sync", ada.root)
    if "climate" in names(bob):
        raise Failure("bob sees a project that is ada's alone")
    bob.tide("clone", "climate", bob.root, expect=(FAILED,))

    ada.tide("invite", "create", "climate", "bob", "--role", "editor")
    if "climate" in names(bob):
        raise Failure("bob is a member before he agreed")
    open_ones = bob.tide("invite", "--json")
    if [row["to"]["name"] for row in open_ones] != ["climate"]:
        raise Failure(f"bob is invited to {open_ones}")
    bob.tide("invite", "accept", open_ones[0]["id"])
    bob.tide("clone", "climate", bob.root)
    must_equal(ada.root, bob.root, "bob cloned what he was invited to")
    roles = {row["user"]["name"]: row["role"] for row in bob.tide("members", "climate", "--json")}
    if roles != {"ada": "owner", "bob": "editor"}:
        raise Failure(f"the members are {roles}")


def edits(ada, bob):
    write(bob.root, "notes.md", "one\ntwo, by bob\n")
    bob.tide("sync", bob.root)
    ada.tide("sync", ada.root)
    must_equal(ada.root, bob.root, "what an editor writes arrives")

    for verb in (("create", "climate"), ("list", "climate"), ("revoke", "climate", "0" * 24)):
        bob.tide("share-link", *verb, expect=(FAILED,))  # for owners
    ada.tide("share", "climate", "bob", "--role", "viewer")
    bob.tide("share", "climate", "bob", "--role", "owner", expect=(FAILED,))
    write(bob.root, "notes.md", "not for a viewer\n")
    bob.tide("sync", bob.root, expect=(FAILED,))
    ada.tide("sync", ada.root)
    if read(ada.root, "notes.md") != "one\ntwo, by bob\n":
        raise Failure("what a viewer wrote reached the others")
    if read(bob.root, "notes.md") != "not for a viewer\n":
        raise Failure("what a viewer wrote is not on his disk any more")
    ada.tide("share", "climate", "bob", "--role", "editor")
    bob.tide("sync", bob.root)
    ada.tide("sync", ada.root)
    must_equal(ada.root, bob.root, "an editor again, his edit arrives")


def put_out(ada, bob):
    bob.watch()
    wait_until(lambda: bob.tide("status", "--json")[0]["state"] == "synced", "bob's computer to be in sync", 60)
    online = [row["user"]["name"] for row in ada.tide("members", "climate", "--json") if row["sessions"]]
    if "bob" not in online:
        raise Failure(f"bob watches, and {online} are said to be online")
    begun = time.monotonic()
    ada.tide("share", "climate", "bob", "--remove")
    wait_until(is_out(bob, bob.root), "bob's computer to notice that he was put out", SECONDS, 0.1)
    seen = time.monotonic() - begun
    if not os.path.exists(os.path.join(bob.root, "notes.md")):
        raise Failure("who is put out loses what is on the own disk")
    bob.stop()
    bob.tide("clone", "climate", bob.root + "-2", expect=(FAILED,))
    return seen


def by_code(world, ada, bob):
    code = ada.tide("invite", "create", "climate", "--role", "viewer", secret=True).strip().splitlines()[-1]
    if not code.startswith("tdl_inv_"):
        raise Failure(f"this is no code: {code[:8]}")
    path = write(world.folder, "code", code + "\n")
    bob.tide("invite", "accept", code, expect=(2,), secret=True)  # a secret does not belong on the command line
    bob.tide("invite", "accept", "--code-file", path)
    bob.tide("invite", "accept", "--code-file", path, expect=(FAILED,))
    os.remove(path)  # from here on it is to be found nowhere
    bob.tide("sync", bob.root)
    must_equal(ada.root, bob.root, "who came back by a code has what the others have")
    for kept in (world.server.log, bob.log, ada.log):
        if os.path.exists(kept) and code.rsplit("_", 1)[1] in open(kept, encoding="utf-8", errors="replace").read():
            raise Failure(f"the code is in {kept}")


def together(world, ada, bob):
    ask(world, ada, "POST", "/organizations", {"name": "acme", "title": "Acme"})
    made = ask(world, ada, "POST", "/projects", {"name": "ocean", "owner": {"type": "organization", "id": "acme"}})
    if made["owner"]["name"] != "acme":
        raise Failure(f"the project belongs to {made['owner']}")
    ask(world, bob, "GET", f"/projects/{made['id']}", expect=404)
    ask(world, ada, "PUT", "/organizations/acme/members/bob", {"role": "editor"})
    here, there = ada.root + "-ocean", bob.root + "-ocean"
    ada.tide("clone", "ocean", here)
    write(here, "data.csv", "a,b\n")
    ada.tide("sync", here)
    bob.tide("clone", "ocean", there)
    must_equal(here, there, "a member of the organisation has its project")
    write(there, "data.csv", "a,b\n1,2\n")
    bob.tide("sync", there)
    ada.tide("sync", here)
    must_equal(here, there, "and writes in it")

    bob.watch()
    wait_until(lambda: all(row["state"] == "synced" for row in bob.tide("status", "--json")), "bob's computer to be in sync", 60)
    begun = time.monotonic()
    ask(world, ada, "DELETE", "/organizations/acme/members/bob")
    wait_until(is_out(bob, there), "bob's computer to notice that he left the organisation", SECONDS, 0.1)
    seen = time.monotonic() - begun
    bob.stop()
    ask(world, bob, "GET", f"/projects/{made['id']}", expect=404)
    return seen


def main():
    with World(sys.argv[1]) as world:
        ada, bob = person(world, "ada"), person(world, "bob")
        invited(world, ada, bob)
        edits(ada, bob)
        out = put_out(ada, bob)
        by_code(world, ada, bob)
        left = together(world, ada, bob)
    print(f"invited, accepted, cloned; an editor's edit arrived, a viewer's was refused; put out of a project seen after {out:.1f} s, of an "
          f"organisation after {left:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
