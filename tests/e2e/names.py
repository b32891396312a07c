#!/usr/bin/env python3
"""Every hostile name and kind of entry, on a real disk, in both directions: it arrives byte for byte, or it is listed with its
reason; and it blocks nothing else.

usage: names.py BIN_DIR [CASE…]
Run as root, the clients are another user, so that permissions are real; without being root, devices are left out.
"""
import os
import shutil
import sys
import time

import hostile_kinds
import hostile_server
import hostile_stories
from hostile_side import NOBODY, Side, as_user, entries, settle, shown, write
from world import Failure, World, tail

NOT_UTF8, OURS, MARK = "not valid UTF-8", "Tideline's own", "byte order mark"
IGNORED = "ignored by a rule"

# (what it is, the name, why it stays on its disk). Each becomes a file, a folder with a file in it, and a link, on each side.
NAMES = [
    ("newline", b"a\nb", None), ("newline alone", b"\n", None), ("carriage return at the end", b"a\r", None),
    ("tab", b"a\tb", None), ("control bytes", b"a\x01\x02\x1b[31mb\x7f", None), ("backspaces", b"secret\b\b\b", None),
    ("a space alone", b" ", None), ("leading spaces", b"  a", None), ("trailing spaces", b"a  ", None),
    ("leading dots", b"..a", None), ("three dots", b"...", None), ("trailing dot", b"a.", None), ("dot and space", b". ", None),
    ("single quote", b"it's", None), ("double quote", b'say "a"', None), ("backquote and dollar", b"`id`$(id)$HOME;&|", None),
    ("backslash", b"a\\b", None), ("backslashes like a path up", b"..\\..\\a", None), ("backslash at the end", b"a\\", None),
    ("leading dash", b"-rf", None), ("two dashes", b"--", None), ("glob signs", b"*?[a]{b,c}", None), ("star", b"*", None),
    ("tilde, an empty backup", b"~", IGNORED), ("tilde and a user", b"~root", None), ("hash in the middle", b"a#b", None), ("exclamation", b"!a", None),
    ("percent", b"100%", None), ("percent escapes", b"%2e%2e%2f%00", None), ("printf", b"%s%n%1$s", None), ("place markers", b"%1 %2", None),
    ("plus, ampersand, question mark", b"a+b&c=d?e#f", None), ("JSON", b'{"op":"delete"}', None), ("SQL", b"a'; DROP TABLE node;--", None),
    ("HTML", b"<b onmouseover=alert(1)>&amp;", None), ("colon", b"a:b", None), ("a drive", b"C:", None), ("a stream", b"a.txt::$DATA", None),
    ("CON", b"CON", None), ("con with extension", b"con.txt", None), ("aux.txt", b"aux.txt", None), ("COM1", b"COM1", None),
    ("angle brackets and a pipe", b'<>|"*', None), ("short name of Windows", b"PROGRA~1", None),
    ("255 bytes", b"n" * 255, None), ("255 bytes of letters of two", "é".encode() * 127 + b"n", None), ("255 bytes, emoji", "🌊".encode() * 63 + b"abc", None),
    ("composed", "Ån".encode(), None), ("decomposed", "Ån".encode(), None), ("Kelvin and ligature", "Kﬁ".encode(), None),
    ("upper case", b"Case", None), ("lower case", b"case", None), ("Turkish i", "İıiI".encode(), None), ("sharp s", "Straße".encode(), None),
    ("right to left", "עברית العربية".encode(), None), ("right-to-left override", "a\u202egnp.exe".encode(), None),
    ("zero width", "a\u200bb\u200d\u2060c".encode(), None), ("only zero width", "\u200b".encode(), None), ("a mark at the end", "a\ufeff".encode(), None),
    ("a mark at the front", "\ufeffa".encode(), MARK), ("emoji with joiner", "👩‍👩‍👧‍👦🏳️‍🌈".encode(), None), ("many accents", ("a" + "\u0301" * 60).encode(), None),
    ("line separator", "a\u2028b\u0085c".encode(), None), ("no-break space", "\u00a0".encode(), None), ("no character", "\ufdd0\uffff".encode(), None),
    ("replacement character", "a\ufffdb".encode(), None), ("highest code point", "\U0010ffff".encode(), None), ("private use", "\ue000\uf8ff".encode(), None),
    ("invalid byte", b"a\xffb", NOT_UTF8), ("Latin 1", b"caf\xe9", NOT_UTF8), ("cut short", b"a\xe2\x82", NOT_UTF8), ("lone tail", b"\x80", NOT_UTF8),
    ("overlong slash", b"..\xc0\xaf..", NOT_UTF8), ("overlong NUL", b"a\xc0\x80", NOT_UTF8), ("overlong dot", b"\xe0\x80\xae", NOT_UTF8),
    ("surrogate", b"a\xed\xa0\x80", NOT_UTF8), ("pair of surrogates", b"\xed\xa0\xbd\xed\xb8\x80", NOT_UTF8), ("past the last", b"\xf4\x90\x80\x80", NOT_UTF8),
    ("five bytes", b"\xf8\x88\x80\x80\x80", NOT_UTF8),
    ("ours below the root", b".tideline", OURS), ("ours in capitals", b".TIDELINE", OURS), ("ours in mixed case", b".TideLine", OURS),
    ("ours, zero width inside", ".tide\u200cline".encode(), OURS), ("ours, joiner at the end", ".tideline\u200d".encode(), OURS),
    ("ours, full width", "．ｔｉｄｅｌｉｎｅ".encode(), OURS), ("ours, one wide letter", ".tideＬine".encode(), OURS),
    ("ours with a dot behind", b".tideline.", OURS), ("ours with a space behind", b".tideline ", OURS), ("a stream of ours", b".tideline:x", OURS),
    ("ours, a leader for the dot", "\u2024tideline".encode(), OURS),
    ("nearly ours", b".tideline-x", None), ("nearly ours, no dot", b"tideline", None), ("ours in the middle", b"x.tideline", None), ("ours, dotless", ".tıdelıne".encode(), None),
    ("ours in Cyrillic", ".tidеline".encode(), None), ("our marker's name", b"marker.json", None), ("our folders' names", b"trash", None),
    ("a parked node's name", b"parked-0198a7b0c0d07e0f8a1b2c3d4e5f6071", None), ("a conflict copy's name", b"a (conflict, HOST, 2026-11-21 14.05).txt", None),
    ("a kept copy's name", b"a (conflict, kept, 1)", None), ("a recovered one's name", b"recovered 0198a7b0", None),
    ("a name of our temporary form", b"a.tmp-tideline", IGNORED), ("an editor's backup", b"a.txt~", IGNORED), ("an office lock", b"~$a.docx", IGNORED),
    (".git", b".git", IGNORED), ("nearly .git", b".gitx", None), ("core", b"core", None), ("lost+found", b"lost+found", None), ("desktop.ini", b"desktop.ini", None), ("nul", b"nul", None),
]



class Row:
    """One hostile thing, made in a folder of its own on one side, and what becomes of it on the other."""

    def __init__(self, title, make, held=None, check=None):
        self.title, self.make, self.check = title, make, check
        self.held = held or {}  # {path in the row's folder: why it stays on its disk}; "d/" is all below d, but not d


def name_row(title, name, reason):
    def make(folder):
        write(folder + b"/f/" + name, b"content of " + title.encode())
        write(folder + b"/d/" + name + b"/in", b"below " + title.encode())
        write(folder + b"/neighbour", b"not to be blocked")
        os.mkdir(folder + b"/l")
        os.symlink(b"../neighbour", folder + b"/l/" + name)
        for at in (b"/f", b"/d", b"/l") if reason == IGNORED else ():  # a new folder of ignored things alone is left out, too
            write(folder + at + b"/beside")

    return Row(title, make, {at + name: reason for at in (b"f/", b"d/", b"l/")} if reason else None)


def both_ways(world, rows, sides):
    """Makes each row on each side, syncs, and looks at the other; returns [(side it is on, the other, its folder, row)]."""
    made = []
    for here, there in (sides, sides[::-1]):
        for number, row in enumerate(rows):
            folder = b"%s/%03d" % (here.name.lower().encode(), number)
            with as_user():
                os.makedirs(here.at(folder))
                row.make(here.at(folder))
            made.append((here, there, folder, row))
    settle(sides)
    problems = {side: side.problems() for side in sides}
    expected = {side: {} for side in sides}
    for here, there, folder, row in made:
        what = f"{row.title}, from {here.name} to {there.name}"
        wanted = entries(here.at(folder))
        for path, reason in row.held.items():
            text = shown(folder + b"/" + path.rstrip(b"/"))
            if reason == IGNORED:
                if why := here.why(folder + b"/" + path):
                    if "ignored by a rule" not in why["what"] or not why["rule"]:
                        raise Failure(f"{what}: why {path!r} says {why}")
            else:
                expected[here][text] = reason
                if reason not in problems[here].get(text, ""):
                    raise Failure(f"{what}: {path!r} is not listed with “{reason}”: {problems[here].get(text)}")
            wanted = {p: e for p, e in wanted.items() if p != path and not p.startswith(path.rstrip(b"/") + b"/")}
        same(wanted, entries(there.at(folder)), what)
        if row.check:
            row.check(here.at(folder), there.at(folder))
        if not row.held:
            for path in list(wanted)[-1:]:
                if (why := here.why(folder + b"/" + path)) and why["state"] != "synced":
                    raise Failure(f"{what}: why {path!r} says {why}")
    for side in sides:
        if more := set(problems[side]) - set(expected[side]):
            raise Failure(f"{side.name} lists more than it should: {[(path, problems[side][path]) for path in sorted(more)[:5]]}")
    return made


def same(wanted, found, what):
    lines = [f"{path!r}: {wanted.get(path)} | {found.get(path)}" for path in sorted(set(wanted) | set(found))
             if wanted.get(path) != found.get(path)]
    if lines:
        raise Failure(f"{what}:\n  " + "\n  ".join(lines[:10]))


def names(world):
    """The table of names: made, edited by the other side, moved, removed."""
    sides = two_sides(world)
    rows = [name_row(*row) for row in NAMES]
    made = both_ways(world, rows, sides)
    with as_user():
        for _, there, folder, row in made:
            if row.held:
                continue
            [name] = os.listdir(there.at(folder, b"f"))
            with open(there.at(folder, b"f", name), "ab") as file:
                file.write(b", edited by the other side")
            os.rename(there.at(folder, b"d", name), there.at(folder, b"l", name[:-1] + b"m" if len(name) == 255 else name + b"m"))
            os.remove(there.at(folder, b"l", name))
    settle(sides)
    for here, there, folder, row in made:
        if not row.held:
            same(entries(there.at(folder)), entries(here.at(folder)), f"{row.title}, edited at {there.name}")
    with as_user():
        for _, there, folder, row in made:
            if not row.held:
                shutil.rmtree(there.at(folder))
    settle(sides, "--yes")
    for here, _, folder, row in made:
        if not row.held and os.path.lexists(here.at(folder)):
            raise Failure(f"{row.title}, removed at the other side, is still at {here.name}")
    return f"{len(rows)} names as files, folders and links, made, edited, moved and removed"


def side_by_side(world):
    """Names that a lesser disk takes for one live beside each other, and each keeps its own content."""
    groups = [["Ån", "A\u030an", "\u212bn"], ["case", "Case", "CASE", "cASE"], ["straße", "STRASSE", "strasse"], ["ﬁ", "fi", "FI"],
              ["i", "İ", "ı", "I"], ["a", "a ", "a.", "a\u200b", "\u202ea", "ａ"], ["ς", "σ", "Σ"], ["K", "\u212a", "k"]]

    def group_row(group):
        def make(folder):
            for name in group:
                write(folder + b"/files/" + name.encode(), b"content of " + name.encode())
                write(folder + b"/folders/" + name.encode() + b"/in", b"below " + name.encode())
        return Row(f"{group[0]} and its likes", make)

    sides = two_sides(world)
    made = both_ways(world, [group_row(group) for group in groups], sides)
    with as_user():  # a rename to what a lesser disk takes for the same name
        for _, there, folder, row in made:
            names_ = sorted(os.listdir(there.at(folder, b"files")))
            for first, second in zip(names_, names_[1:]):
                os.rename(there.at(folder, b"files", first), there.at(folder, b"keep"))
                os.rename(there.at(folder, b"files", second), there.at(folder, b"files", first))
                os.rename(there.at(folder, b"keep"), there.at(folder, b"files", second))
    settle(sides)
    for here, there, folder, row in made:
        same(entries(there.at(folder)), entries(here.at(folder)), f"{row.title}, names exchanged at {there.name}")
    return f"{len(groups)} groups"


def ours_at_the_root(world):
    """.tideline at the root in every disguise: listed, left alone; the true one is never seen by anyone else."""
    sides = two_sides(world)
    names_ = [(title, name) for title, name, reason in NAMES if reason == OURS and name != b".tideline"]
    for side in sides:
        with as_user():
            for number, (_, name) in enumerate(names_):
                if number % 2:
                    write(side.at(name), b"mine")
                else:
                    write(side.at(name, b"marker.json"), b"{}")
            write(side.at(b"beside-" + side.name.encode()), b"x")
    settle(sides)
    for side in sides:
        listed = side.problems()
        for title, name in names_:
            if OURS not in listed.get(shown(name), ""):
                raise Failure(f"{title} at the root of {side.name} is not listed: {listed}")
            if not os.path.lexists(side.at(name)):
                raise Failure(f"{title} at the root of {side.name} is gone")
        if not os.path.exists(side.at(b"beside-A")) or not os.path.exists(side.at(b"beside-B")):
            raise Failure("it blocked its neighbours")
    rows = {row["name"] for row in sides[0].tide("--json", "ls", "p")}
    if rows != {"one.txt", "beside-A", "beside-B"}:
        raise Failure(f"the cloud has {rows}")
    return f"{len(names_)} disguises"


def long_paths(world):
    """Paths at the limit arrive; what is past it is listed, and what is above it arrives."""
    sides = two_sides(world)
    rows = []
    for title, parts, size, reason in (("3,990 bytes", 18, 220, None), ("255 folders", 252, 1, None),
                                       ("over 4,000 bytes", 22, 200, "longer than 4,000 bytes"), ("300 folders", 300, 1, "deeper than 256")):
        whole, held = [b"n" * size] * parts + [b"file"], None
        for depth in range(1, len(whole) + 1):
            path = b"/".join(whole[:depth])
            if len(b"a/000/" + path) > 4000 or depth + 2 > 256:
                held = path
                break
        if bool(held) != bool(reason):
            raise Failure(f"{title} is not the case it should be")
        rows.append(Row(title, lambda folder, whole=whole: hostile_kinds.make_deep(folder, whole), {held: reason} if held else None))
    both_ways(world, rows, sides)
    return f"{len(rows)} depths"


def two_sides(world):
    """A project p, made by A from a folder with one file, and cloned by B."""
    user = NOBODY if os.getuid() == 0 else None
    os.chmod(world.folder, 0o755)
    sides = Side(world, "A", user), Side(world, "B", user)
    world.clients.extend(sides)
    a, b = sides
    with as_user():
        write(a.at("one.txt"), b"one")
    a.tide("create", "p", "--from", a.root)
    b.tide("clone", "p", b.root)
    return sides


def kinds(world):
    """Links, pipes, devices, modes, times: what a table of names does not have."""
    sides = two_sides(world)
    rows = [Row(*row) for row in hostile_kinds.rows()]
    both_ways(world, rows, sides)
    return f"{len(rows)} kinds"


CASES = [names, side_by_side, ours_at_the_root, long_paths, kinds]


def main():
    wanted = sys.argv[2:]
    cases = {case.__name__: case for case in CASES}
    for module in (hostile_stories, hostile_server):
        cases |= {case.__name__: lambda world, case=case: case(two_sides(world)) for case in module.CASES}
    for name in wanted or cases:
        began = time.monotonic()
        with World(sys.argv[1]) as world:
            try:
                said = cases[name](world)
            except Failure as failure:
                raise Failure(f"{name}: {failure}\n{tail(world.server.log, 5)}") from failure
        print(f"{name}: {said} ({time.monotonic() - began:.1f} s)", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
