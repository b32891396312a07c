#!/usr/bin/env python3
"""A's link goes down and comes up: A is in one network namespace, the server (and B, its neighbour) in another, with a veth pair between.
A's `tide watch` says that it is offline, the edits of both stay, and after the link is up they meet without help, within 30 s and
as long as it was down. The link is cut on A's side (as when Wi-Fi is switched off) and on the far side (packets vanish silently),
while idle and in the middle of a transfer.

usage: link_down.py BIN_DIR [--seed N] [--cuts 1] [--hold 0]
Without being root, or where no namespace can be made, it says that it is skipped and ends with 77.
"""
import argparse
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from saved import Author, must_be_kept
from world import Failure, World, difference, listing, must_equal, wait_until

SKIPPED = 77
OFFLINE_S = 45  # a silent link is noticed within 30 s
# Addresses of loopback, but on a real link: clear HTTP is for loopback alone.
HERE, THERE = "127.77.0.1", "127.77.0.2"


def run(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        raise PermissionError(f"{' '.join(command)}: {done.stderr.decode(errors='replace').strip()}")


class Link:
    """This process's namespace, another one that lives as long as a child of ours, and a veth pair between them."""

    def __enter__(self):
        self.child = subprocess.Popen(["unshare", "-n", "sleep", "infinity"])
        try:
            self.there = ("nsenter", "-t", str(self.child.pid), "-n")
            own = os.readlink("/proc/self/ns/net")
            wait_until(lambda: os.readlink(f"/proc/{self.child.pid}/ns/net") != own, "the other namespace", 5)
            run("ip", "link", "add", "here", "type", "veth", "peer", "name", "there", "netns", str(self.child.pid))
            for before, name, address in (((), "here", HERE), (self.there, "there", THERE)):
                # lo has one address instead of 127.0.0.0/8, so that the others of this network are elsewhere.
                run(*before, "ip", "addr", "add", "127.0.0.1/32", "dev", "lo")
                run(*before, "ip", "link", "set", "lo", "up")
                run(*before, "ip", "addr", "del", "127.0.0.1/8", "dev", "lo")
                run(*before, "sysctl", "-q", "-w", f"net.ipv4.conf.{name}.route_localnet=1")
                run(*before, "ip", "addr", "add", address + "/24", "dev", name)
                run(*before, "ip", "link", "set", name, "up")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.wait()

    def down(self, far):
        run(*(self.there if far else ()), "ip", "link", "set", "there" if far else "here", "down")

    def up(self, far):
        run(*(self.there if far else ()), "ip", "link", "set", "there" if far else "here", "up")


def play(options, link):
    generator = random.Random(options.seed)
    world = World(options.bin)
    world.server.before, world.server.host = link.there, THERE
    with world:
        a = world.client("A")
        b = world.client("B", login=False)
        b.before = link.there
        b.login(world.server)
        people = [Author(client.root, options.seed, client.name) for client in (a, b)]
        for _ in range(20):
            people[0].edit()
        a.tide("create", "p", "--from", a.root)
        b.tide("clone", "p", b.root)
        a.watch()
        b.watch()

        def status(client):
            return client.tide("--json", "status")[0]

        def is_equal():
            return status(a)["state"] in ("synced", "conflict") and not difference(listing(a.root), listing(b.root))

        wait_until(is_equal, "equal at the beginning")
        met = {}
        noticed, met_again = [], []
        kinds = ([("far", True), ("near", False), ("near", True), ("far", False)] * options.cuts)[:options.cuts]
        for number, (side, busy) in enumerate(kinds):
            far = side == "far"
            if busy:  # some megabytes are on their way
                for person in people:
                    person.write(f"big/{person.name} {number}", generator.randbytes(6_000_000))
                time.sleep(generator.uniform(0.05, 0.3))  # where the cut hits is drawn, not waited for
            link.down(far)
            began = time.monotonic()
            for _ in range(15):
                for person in people:
                    person.edit()
            there = listing(a.root)
            wait_until(lambda: status(a)["state"] == "offline", "A says that it is offline", OFFLINE_S, 0.1)
            noticed.append(time.monotonic() - began)
            if "changes are kept" not in status(a)["text"]:
                raise Failure(f"offline, A says: {status(a)}")
            if listing(a.root) != there:
                raise Failure("A's folder changed while it was offline")
            wait_until(lambda: status(b)["state"] in ("synced", "conflict"), "B goes on while A is away")
            for person in people:
                person.edit()
            time.sleep(generator.uniform(0, options.hold))  # the longer it was away, the rarer it looks
            down = time.monotonic() - began
            link.up(far)
            began = time.monotonic()
            wait_until(is_equal, "A and B meet after the link is up", 30 + down, 0.1)
            met_again.append(time.monotonic() - began)
            what = f"{side} end, {'busy' if busy else 'idle'}"
            met[what] = met.get(what, 0) + 1
            print(f"  {what}: offline is said after {noticed[-1]:.1f} s, down for {down:.1f} s, equal {met_again[-1]:.1f} s after it is up",
                  flush=True)
        for client in (a, b):
            client.stop()
        c = world.client("C")
        c.tide("clone", "p", c.root)
        c.tide("sync", c.root)
        must_equal(a.root, b.root, "A and B differ")
        must_equal(a.root, c.root, "the server's tree differs")
        kept = must_be_kept(people, [a, b], world.server, "p")
        print(f"{options.cuts} cuts of the link {met}: offline is said after {max(noticed):.1f} s, equal after {max(met_again):.1f} s "
              f"at the latest; {kept}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--cuts", type=int, default=1)
    parser.add_argument("--hold", type=float, default=0, help="up to so many seconds more without the link")
    options = parser.parse_args()
    if os.environ.get("TIDELINE_OWN_NETWORK") != "1":
        if subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode != 0:
            print("link_down: skipped, no network namespace can be made here (are we root?)")
            return SKIPPED
        os.environ["TIDELINE_OWN_NETWORK"] = "1"
        os.execvp("unshare", ["unshare", "-n", sys.executable, *sys.argv])
    print(f"seed {options.seed}", flush=True)
    try:
        with Link() as link:
            play(options, link)
    except PermissionError as error:
        print(f"link_down: skipped, no link can be made here: {error}")
        return SKIPPED
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
