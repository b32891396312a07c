#!/usr/bin/env python3
"""A cloud that takes 2 s for each request: after the first visit a window's lists are there at once, old ones too, and what is newer
comes by an event; `tide` waits and gets what is true now; signing out erases what was kept.

usage: slow_cloud.py BIN_DIR
"""
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from engine import Engine
from fault_proxy import FaultProxy
from world import Failure, World, wait_until

EACH_WAY_S = 1.0  # the proxy holds back what goes up, and what comes down
REQUEST_S = 2 * EACH_WAY_S
AT_ONCE_S = 0.1  # generous: no request fits into it, and a busy computer does
LISTS = (("projects", {}), ("ls", {"project": "p"}), ("ls", {"project": "p", "path": "data"}), ("log", {"project": "p"}),
         ("log", {"project": "p", "path": "data/one.csv"}), ("members", {"project": "p"}), ("snapshot_list", {"project": "p"}),
         ("invitations", {}), ("invitations", {"project": "p"}))


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def at_once(engine, verb, args):
    reply, seconds = engine.must(verb, stale_ok=True, **args)
    if seconds > AT_ONCE_S:
        raise Failure(f"{verb} {args} took {seconds:.3f} s, though it was seen before")
    return reply, seconds


def names(reply):
    return [row["name"] for row in reply["rows"]]


def first_visit(engine):
    """A window's first look. Of which the cloud was asked, took a request's time."""
    slowest = 0
    for verb, args in LISTS:
        _, seconds = engine.must(verb, stale_ok=True, **args)
        if verb != "projects" and seconds < REQUEST_S:  # push brings these
            raise Failure(f"{verb} {args} took {seconds:.3f} s: the proxy does not slow it down")
        slowest = max(slowest, seconds)
    return slowest


def settled(engine):
    """The first look's lists as they are after what the push session's welcome made old."""
    def all_fresh():
        return not any(at_once(engine, verb, args)[0].get("stale") for verb, args in LISTS if verb != "snapshot_list")
    wait_until(all_fresh, "nothing is old any more", step=0.2)


def second_visit(engine):
    return max(at_once(engine, verb, args)[1] for verb, args in LISTS)


def follow_an_edit(engine, other):
    """Another person's commit: the old list at once, the new one after an event."""
    before, _ = at_once(engine, "ls", {"project": "p"})
    since = engine.mark()
    write(other.root, "new.csv", "a,b\n")
    other.tide("sync")
    engine.wait_for_event("refreshed", since, verb="ls", project="p")  # it is old
    since = engine.mark()
    old, _ = at_once(engine, "ls", {"project": "p"})
    if not old.get("stale") or names(old) != names(before):
        raise Failure(f"right after the push: {old}")
    engine.wait_for_event("refreshed", since, verb="ls", project="p")  # there is another one
    new, seconds = at_once(engine, "ls", {"project": "p"})
    if new.get("stale") or "new.csv" not in names(new):
        raise Failure(f"after refreshed: {new}")
    members, _ = at_once(engine, "members", {"project": "p"})
    if members.get("stale"):
        raise Failure("a commit made the list of members old")
    return seconds


def tide_waits(engine, client, other):
    write(other.root, "newer.csv", "a,b\n")
    other.tide("sync")
    reply, seconds = engine.must("ls", project="p")
    if seconds < REQUEST_S or "newer.csv" not in names(reply) or "stale" in reply:
        raise Failure(f"ls without stale_ok took {seconds:.3f} s and said {reply}")
    text = client.tide("ls", "p")
    if "newer.csv" not in text:
        raise Failure(f"tide ls says {text}")


def kept(client):
    return [name for _, _, files in os.walk(os.path.join(client.profile, "cloud_cache")) for name in files]


def main():
    with World(sys.argv[1]) as world, FaultProxy(world.server.port) as proxy:
        other = world.client("other")
        write(other.root, "data/one.csv", "1\n")
        write(other.root, "notes.md", "one\n")
        other.tide("create", "p", "--from", other.root)
        other.tide("sync")
        other.tide("snapshot", "create", "v1", "--project", "p")
        client = world.client("window", login=False)
        client.login(world.server, proxy.url)
        client.watch()
        proxy.set("delay", seconds=EACH_WAY_S)
        with Engine(client.profile) as engine:
            slowest = first_visit(engine)
            settled(engine)
            again = second_visit(engine)
            after_push = follow_an_edit(engine, other)
            tide_waits(engine, client, other)
        client.stop()
        client.watch()
        with Engine(client.profile) as engine:
            restarted = second_visit(engine)
            engine.must("logout")
            if kept(client):
                raise Failure(f"after the sign-out there is {kept(client)}")
        print(f"a cloud with {REQUEST_S:.0f} s a request: {len(LISTS)} lists took up to {slowest:.2f} s at the first visit, "
              f"{again * 1000:.1f} ms at the second, {after_push * 1000:.1f} ms after a push, {restarted * 1000:.1f} ms after a restart; "
              f"the proxy held back {proxy.met['delay']} connections", flush=True)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
