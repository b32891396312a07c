#!/usr/bin/env python3
"""Two people edit while the network between them and the server fails in every way that a TCP proxy can make it fail; A alone behind it,
then both. Each fault must be met. At the end all is well again: without anyone's help both folders and the server are equal, and every
saved content is in a tree, a trash or the history.

usage: faults.py BIN_DIR [--seed N] [--rounds 1]
"""
import argparse
import os
import random
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))
from fault_proxy import KINDS, FaultProxy
from saved import Author, must_be_kept
from world import Failure, World, difference, listing, must_equal, wait_until

ENDS_S = 120  # from the end of all faults until all is equal


def draw(generator, kind):
    """One network of a kind."""
    if kind == "delay":
        return {"seconds": generator.uniform(0.02, 0.3)}
    if kind == "rate":
        return {"rate": generator.choice([10_000, 50_000, 300_000])}
    if kind == "cut":
        return {"bytes": generator.choice([0, 1, 150, 700, 3_000, 20_000])}
    if kind == "html":
        return {"status": generator.choice([200, 200, 302, 511])}
    if kind == "fault":
        return {"status": generator.choice([500, 502, 503, 504])}
    if kind == "busy":
        return {"seconds": generator.randrange(1, 3)}
    return {}


def is_online(client):
    return client.tide("--json", "status")[0]["state"] != "offline"


def suffer(generator, victims, kind):
    """Everybody edits in a network of this kind until each victim has met it."""
    before = {proxy: proxy.met[kind] for _, proxy, _ in victims}
    networks = [str(proxy.set(kind, **draw(generator, kind))) for _, proxy, _ in victims]
    started = time.monotonic()
    holds = generator.uniform(0.2, 1)  # so that more than the event stream meets it
    while True:
        for author in AUTHORS:
            for _ in range(generator.randrange(1, 5)):
                author.edit()
        time.sleep(generator.uniform(0.05, 0.4))  # what the fault hits is drawn, not waited for
        spared = [(client, proxy) for client, proxy, _ in victims if proxy.met[kind] == before[proxy]]
        if not spared and time.monotonic() - started > holds:
            break
        if kind == "refuse" and spared:
            for client, proxy in spared:
                client.tide("projects")  # asks the cloud, so that a connection is refused for sure
                wait_until(lambda c=client: not is_online(c), f"{client.name} says that it is offline", 40, 0.1)
                proxy.met[kind] += 1
            break
        if time.monotonic() - started > 60:
            raise Failure(f"{kind} was not met in 60 s")
        if kind == "cut" and time.monotonic() - started > 5:
            for client, proxy in spared:
                proxy.set("cut", bytes=0)
    print(f"  {', '.join(sorted(set(networks)))}: met after {time.monotonic() - started:.1f} s", flush=True)


AUTHORS = []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    generator = random.Random(options.seed)
    with World(options.bin) as world, FaultProxy(world.server.port) as one, FaultProxy(world.server.port) as two:
        a, b = world.client("A", login=False), world.client("B", login=False)
        a.login(world.server, one.url)
        b.login(world.server, two.url)
        AUTHORS[:] = [Author(client.root, options.seed, client.name) for client in (a, b)]
        for _ in range(20):
            AUTHORS[0].edit()
        a.tide("create", "p", "--from", a.root)
        b.tide("clone", "p", b.root)
        a.watch()
        b.watch()
        both = [(a, one, AUTHORS[0]), (b, two, AUTHORS[1])]

        def is_equal():
            for client in (a, b):
                status = client.tide("--json", "status")[0]
                if status["state"] not in ("synced", "conflict"):
                    return False
            return not difference(listing(a.root), listing(b.root))

        waits = []

        def mend():
            for _, proxy, _ in both:
                proxy.set("none")
            began = time.monotonic()
            wait_until(is_equal, "both sides are equal again:\n  " + "\n  ".join(difference(listing(a.root), listing(b.root))), ENDS_S, 0.1)
            waits.append(time.monotonic() - began)

        for number in range(options.rounds):
            for victims in (both[:1], both):
                # What is swallowed is noticed after 30 s: one of these in the short form.
                kinds = [kind for kind in KINDS if kind != "half_open" or options.rounds > 1 or victims is both]
                if options.rounds == 1 and victims is both:
                    kinds = generator.sample([kind for kind in kinds if kind != "half_open"], 3) + ["half_open"]
                else:
                    generator.shuffle(kinds)
                for kind in kinds:
                    suffer(generator, victims, kind)
                    if generator.random() < 0.4:
                        for _, proxy, _ in victims:
                            proxy.set("none")
                        time.sleep(generator.uniform(0, 0.5))
                mend()
        met = one.met + two.met
        missing = [kind for kind in KINDS if not met[kind]]
        if missing:
            raise Failure(f"never met: {missing}")
        must_equal(a.root, b.root, "A and B differ")
        for client in (a, b):
            client.stop()
            row = client.tide("--json", "sync", client.root, expect=(0, 3))[-1]
            if any(row[key] for key in ("uploaded", "downloaded", "moved_local", "moved_remote", "deleted_local", "deleted_remote")):
                raise Failure(f"a further sync of {client.name} did something: {row}")
        c = world.client("C")
        c.tide("clone", "p", c.root)
        c.tide("sync", c.root)
        must_equal(a.root, c.root, "the server's tree differs")
        kept = must_be_kept(AUTHORS, [a, b], world.server, "p")
        copies = [path for path in listing(a.root) if b"(conflict" in path]
        print(f"met: {', '.join(f'{kind} {met[kind]}' for kind in KINDS)}")
        print(f"{sum(author.count for author in AUTHORS)} saves in {options.rounds} rounds; equal {max(waits):.1f} s after the end of the "
              f"faults at the latest; {len(copies)} conflict copies; {kept}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
