"""What happens to kinds of entries while they are synced, for names.py: each case gets two sides of one project."""
import contextlib
import hashlib
import os
import shutil
import threading
import time

from hostile_kinds import exchange
from hostile_side import as_user, entries, settle, write
from world import Failure

PAYLOAD = os.urandom(200_000)


def must_be_equal(sides, what):
    a, b = (entries(side.base) for side in sides)
    ours = (b".tideline",)
    lines = [f"{path!r}: {a.get(path)} | {b.get(path)}" for path in sorted(set(a) | set(b))
             if path.split(b"/")[0] not in ours and a.get(path) != b.get(path)]
    if lines:
        raise Failure(f"{what}:\n  " + "\n  ".join(lines[:10]))


def contents(side):
    """Every file's bytes on one side, wherever they lie in the project."""
    return {entry[4] for path, entry in entries(side.base).items() if entry[0] == "file" and not path.startswith(b".tideline/")}


def kinds_change(sides):
    """A file becomes a folder, a link, and so on, on either side, on the same name."""
    def make(path, kind, mark):
        if kind == "file":
            write(path, mark)
        elif kind == "folder":
            write(path + b"/in/deep", mark)
        elif kind == "folder, empty":
            os.mkdir(path)
        else:
            os.symlink(b"to " + mark, path)

    def clear(path):
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.remove(path)

    kinds = ["file", "folder", "folder, empty", "link"]
    pairs = [(one, other) for one in kinds for other in kinds if one != other]
    for here in sides:
        with as_user():
            for number, (one, _) in enumerate(pairs):
                make(here.at(f"{here.name}{number}"), one, b"first %d" % number)
    settle(sides)
    for by in (0, 1):  # who made it changes it, then the other one
        with as_user():
            for here in sides:
                who = sides[(sides.index(here) + by) % 2]
                for number, pair in enumerate(pairs):
                    path = who.at(f"{here.name}{number}")
                    clear(path)
                    make(path, pair[1 - by], b"change %d of %d" % (by, number))
        settle(sides)
        must_be_equal(sides, f"kinds changed, round {by}")
        for here in sides:
            for number, pair in enumerate(pairs):
                kind = entries(here.base)[f"{here.name}{number}".encode()][0]
                if kind != {"file": "file", "link": "symlink"}.get(pair[1 - by], "dir"):
                    raise Failure(f"{here.name}{number} became {kind}, not {pair[1 - by]}")
    # Both at once, differently: whatever stands in the end, no content is lost.
    with as_user():
        for number in range(len(pairs)):
            for index, side in enumerate(sides):
                path = side.at(f"A{number}")
                clear(path)
                make(path, ("file", "folder")[(index + number) % 2], b"both %d by %s" % (number, side.name.encode()))
    wanted = contents(sides[0]) | contents(sides[1])
    settle(sides)
    settle(sides)
    must_be_equal(sides, "kinds changed on both sides")
    if lost := wanted - contents(sides[0]):
        raise Failure(f"{len(lost)} contents are gone after both sides changed kinds")
    return f"{len(pairs)} changes of kind, by each side and by both at once"


def something_in_the_way(sides):
    """What stands where an entry is to come is never written over, and blocks nothing but that entry."""
    a, b = sides
    with as_user():
        for name in ("file", "pipe", "link", "away", "full"):
            write(a.at(name, "in"), b"of the folder " + name.encode())
            write(a.at(name + "-file"), b"of the file " + name.encode())
        write(a.at("neighbour"), b"n")
        write(b.at("file"), b"mine, a file")
        write(b.at("full/mine"), b"mine, in a folder")
        write(b.at("full-file/mine"), b"mine, in a folder where a file comes")
        os.mkfifo(b.at("pipe"))
        os.mkfifo(b.at("pipe-file"))
        os.symlink(b"/etc", b.at("link"))
        os.symlink(b"/etc/hostname", b.at("link-file"))
    settle(sides)
    settle(sides)
    if not os.path.exists(b.at("neighbour")) or not os.path.exists(b.at("away/in")):
        raise Failure("what was in the way blocked others")
    listed = b.problems()
    for name in ("pipe", "pipe-file"):
        if "in the way" not in listed.get(name, "") and "Pipes" not in listed.get(name, ""):
            raise Failure(f"{name} is not listed: {listed}")
    wanted = {b"mine, a file", b"mine, in a folder", b"mine, in a folder where a file comes", b"of the folder file", b"of the file file"}
    for side in sides:
        found = set()
        for path, entry in entries(side.base).items():
            if entry[0] == "file" and not path.startswith(b".tideline"):
                with open(side.at(path), "rb") as file:
                    found.add(file.read())
        if wanted - found:
            raise Failure(f"{side.name} lost {wanted - found}")
    with as_user():
        os.remove(b.at("pipe"))
        os.remove(b.at("pipe-file"))
    settle(sides)
    settle(sides)
    must_be_equal(sides, "after the pipes went")
    if b.problems() or a.problems():
        raise Failure(f"still listed: {b.problems()} {a.problems()}")
    return "files, pipes, links and folders"


def canary(side, name):
    """A folder outside the root with something in it, and the check that nobody touched it."""
    folder = os.path.join(os.path.dirname(side.base), name.encode())
    with as_user():
        write(folder + b"/secret", b"not of the project " + PAYLOAD[:100])
        os.makedirs(folder + b"/trash")
        os.makedirs(folder + b"/tmp")
    before = entries(folder)

    def check():
        if entries(folder) != before:
            raise Failure(f"something was done outside the root: {entries(folder)}")

    return folder, check


def a_folder_becomes_a_link_meanwhile(sides):
    """A folder is swapped for a link out of the root again and again, while entries in it are written, replaced, removed and read."""
    a, b = sides
    outside, untouched = canary(b, "outside")
    numbers = range(150)
    now = {}  # what A wrote last

    def put(name, content):
        now[name] = hashlib.sha256(content).hexdigest()
        write(a.at("d", name), content)

    with as_user():
        for number in numbers:
            put(f"{number}", PAYLOAD[number:number + 3000])
            put(f"deep/er/{number}", PAYLOAD[number:number + 2000])
    settle(sides)
    folder, link, over = b.at("d"), os.path.dirname(b.base) + b"/swapped", threading.Event()
    swaps = 0

    def swap():
        nonlocal swaps
        while not over.is_set():
            with contextlib.suppress(OSError):  # tide may be moving it, too
                exchange(folder, link)
                swaps += 1
            time.sleep(0.002)

    for turn in range(6):
        with as_user():
            for number in numbers:
                if number % 3 == turn % 3:
                    put(f"{number}", PAYLOAD[number:number + 4000 + turn])
                elif number % 3 == 1:
                    put(f"new-{turn}-{number}", PAYLOAD[number:number + 500 + turn])
                elif number % 2 and now.pop(f"deep/er/{number}", None):
                    with contextlib.suppress(FileNotFoundError):
                        os.remove(a.at(f"d/deep/er/{number}"))
            os.symlink(outside, link)
        a.sync()
        over.clear()
        thread = threading.Thread(target=swap)
        thread.start()
        try:
            b.tide("sync", "--yes", b.root, expect=(0, 1, 3))
        finally:
            over.set()
            thread.join()
        untouched()
        with as_user():  # the user puts things right: no link stays, and the true folder is in the project
            for name in os.listdir(b.base):
                if os.path.islink(b.at(name)):
                    os.remove(b.at(name))
            if os.path.islink(link):
                os.remove(link)
            else:
                os.rename(link, b.at(f"back-{turn}") if os.path.lexists(folder) else folder)
        settle(sides[::-1], "--yes")
        untouched()
        must_be_equal(sides, f"turn {turn}")
        with as_user():
            os.makedirs(a.at("d/deep/er"), exist_ok=True)
        a.sync()
        b.sync()
    secret = {entry[4] for entry in entries(outside).values() if entry[0] == "file"}
    if secret & (contents(a) | contents(b)):
        raise Failure("what lies outside the root was read through a link and uploaded")
    found = contents(a)
    if lost := {name for name, content in now.items() if content not in found}:
        raise Failure(f"{len(lost)} contents are gone that nobody removed: {sorted(lost)[:5]}")
    if swaps < 20:
        raise Failure(f"only {swaps} swaps: nothing was tried")
    return f"{swaps} swaps in 6 syncs"


def our_folder_becomes_a_link(sides):
    """.tideline, its tmp and its trash as links out of the root: refused, nothing written there, and mended by putting it back."""
    a, b = sides
    outside, untouched = canary(b, "outside")
    said = []
    for number, ours in enumerate(("tmp", "trash", "")):
        with as_user():
            write(a.at("one.txt"), b"edit %d" % number)
            write(a.at(f"new{number}"), PAYLOAD)
        a.sync()
        path = b.at(".tideline", ours) if ours else b.at(".tideline")
        kept = os.path.dirname(b.base) + b"/kept"
        with as_user():
            os.rename(path, kept)
            os.symlink(outside, path)
        before = entries(b.base)
        b.tide("sync", b.root, expect=(1, 6))
        untouched()
        with as_user():
            os.remove(path)
            os.rename(kept, path)
        b.sync()
        must_be_equal(sides, f".tideline/{ours} put back")
        said.append(ours or ".tideline")
    return ", ".join(said)


def no_right_to_write(sides):
    """A folder that may not be written to: what should come is listed, the rest goes on, and it comes when it may."""
    a, b = sides
    with as_user():
        for name in ("shut", "open"):
            write(a.at(name, "edited"), b"old")
            write(a.at(name, "removed"), b"old")
            write(a.at(name, "moved"), b"moved")
        write(a.at("unreadable"), b"old")
    settle(sides)
    with as_user():
        os.chmod(b.at("shut"), 0o555)
        os.chmod(b.at("unreadable"), 0)
        for name in ("shut", "open"):
            write(a.at(name, "edited"), b"new")
            write(a.at(name, "added"), b"new")
            os.remove(a.at(name, "removed"))
            os.rename(a.at(name, "moved"), a.at(name + "-moved"))
        write(a.at("unreadable"), b"replaced")
    a.sync()
    b.tide("sync", b.root, expect=(1,))
    found = entries(b.at("open"))
    if sorted(found) != [b"added", b"edited"] or not os.path.exists(b.at("open-moved")):
        raise Failure(f"a folder that is shut blocked another: {sorted(found)}")
    listed = b.problems()
    for path in ("shut/edited", "shut/added", "shut/removed", "shut/moved"):
        if "Permission denied" not in listed.get(path, ""):
            raise Failure(f"{path} is not listed: {listed}")
    with as_user():
        os.chmod(b.at("shut"), 0o755)
        if not os.path.islink(b.at("unreadable")):
            os.chmod(b.at("unreadable"), 0o644)
    settle(sides)
    must_be_equal(sides, "after the folder was opened")
    return "replace, add, remove, move"


def move_down(side, name, count):
    """Moves a folder of the root into y/m…/m…, `count` folders of 210 bytes deep."""
    with as_user():
        handle = os.open(side.at("y"), os.O_RDONLY)
        for _ in range(count):
            os.mkdir("m" * 210, dir_fd=handle)
            inner = os.open("m" * 210, os.O_RDONLY, dir_fd=handle)
            os.close(handle)
            handle = inner
        root = os.open(side.base, os.O_RDONLY)
        os.rename(name, name, src_dir_fd=root, dst_dir_fd=handle)
        os.close(root)
        os.close(handle)


def a_move_past_the_limit(sides):
    """A folder moved so deep that its files' paths are too long, and a file put into it elsewhere at the same time: what cannot be is
    listed, everything else goes on, and the way back is a move back."""
    a, b = sides
    with as_user():
        for name in ("x", "z"):
            write(a.at(name, "n" * 200, "n" * 200, "file"), b"deep down in " + name.encode())
        os.makedirs(a.at("y"))
    settle(sides)
    move_down(a, "x", 18)  # what is in x does not fit
    move_down(b, "z", 17)  # what is in z fits, but not what A puts there meanwhile
    with as_user():
        write(a.at("z", "n" * 200, "n" * 200, "k" * 200, "late"), b"put there meanwhile")
        write(a.at("neighbour-A"), b"goes on")
        write(b.at("neighbour-B"), b"goes on")
    wanted = contents(a) | contents(b)
    settle(sides)
    settle(sides)
    for side in sides:
        for name in ("neighbour-A", "neighbour-B"):
            if not os.path.exists(side.at(name)):
                raise Failure(f"it blocked {name} on its way to {side.name}")
        if not any("longer than 4,000" in why for why in side.problems().values()):
            raise Failure(f"{side.name} lists nothing: {side.problems()}")
    if lost := wanted - contents(a) - contents(b):
        raise Failure(f"{len(lost)} contents are gone")
    with as_user():
        write(b.at("neighbour-A"), b"still goes on")
    settle(sides)
    with open(a.at("neighbour-A"), "rb") as file:
        if file.read() != b"still goes on":
            raise Failure("a later edit was blocked")
    with as_user():
        for name, side in (("x", a), ("z", b)):
            way = side.at("y")
            root = os.open(side.base, os.O_RDONLY)
            handle = os.open(way, os.O_RDONLY)
            while name not in os.listdir(handle):
                [inner] = [one for one in os.listdir(handle) if one == "m" * 210]
                handle = os.open(inner, os.O_RDONLY, dir_fd=handle)
            os.rename(name, name, src_dir_fd=handle, dst_dir_fd=root)
    for _ in range(3):
        settle(sides)
    must_be_equal(sides, "moved back")
    if lost := wanted - contents(b):
        raise Failure(f"{len(lost)} contents are gone after the move back")
    if a.problems() or b.problems():
        raise Failure(f"still listed: {a.problems()} {b.problems()}")
    return "listed, nothing else waits, and a move back mends it"


def conflicts_of_long_names(sides):
    """Both sides edit files whose names leave no room for the conflict's mark."""
    names = [b"n" * 255, "é".encode() * 127 + b"n", "🌊".encode() * 63 + b"abc", b"n" * 240 + b".tar.gz", b"a" + b"." * 250, b"." + b"n" * 250,
             b"a\nb", b"a (conflict, HOST, 2026-11-21 14.05).txt", "\u202ea.bin".encode(), b"%1 %2", b"-", b"a."]
    with as_user():
        for name in names:
            write(sides[0].at(name), b"\0base of " + name)
    settle(sides)
    for side in sides:
        with as_user():
            for name in names:
                write(side.at(name), b"\0" + side.name.encode() + b" of " + name)
    wanted = contents(sides[0]) | contents(sides[1])
    for _ in range(2):
        for side in sides:
            side.tide("sync", side.root, expect=(0, 3))
    must_be_equal(sides, "after the conflicts")
    if lost := wanted - contents(sides[0]):
        raise Failure(f"{len(lost)} of {len(wanted)} contents are gone")
    return f"{len(names)} conflicts"


CASES = [kinds_change, something_in_the_way, a_folder_becomes_a_link_meanwhile, our_folder_becomes_a_link, no_right_to_write,
         a_move_past_the_limit, conflicts_of_long_names]
