#!/usr/bin/env python3
"""What bad input gets, as a newcomer meets it: a clear error with a way out, the right exit code, nothing lost, the server alive.

usage: bad_input.py BIN_DIR [CASE…]
Cases that need to be root (another user, a small disk) are said to be skipped when we are not.
"""
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from world import Client, Failure, World, difference, listing, tail

DONE, FAILED, USAGE, OFFLINE, SIGN_IN, GUARD = 0, 1, 2, 4, 5, 6
NOBODY = 65534


def write(path, content="x\n"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


class Newcomer(Client):
    """A client whose mistakes are looked at."""

    user = None  # an id: tide runs as that user

    def try_(self, code, words, *arguments):
        """Runs tide, which must fail with this code, say these words, and say where and (with " mend ") what to do."""
        command = [self.program, "--profile", self.profile, *arguments]
        if self.user is not None:
            command = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups", *command]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False,
                              cwd=os.path.dirname(self.root), env={**os.environ, "LC_ALL": "C.UTF-8"})
        said = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
        if done.returncode != code:
            raise Failure(f"tide {' '.join(arguments)}: exit {done.returncode}, not {code}:\n{said}")
        for word in [words] if isinstance(words, str) else words:
            if word not in said:
                raise Failure(f"tide {' '.join(arguments)}: does not say “{word}”:\n{said}")
        if "terminate called" in said or "ASSERT" in said:
            raise Failure(f"tide {' '.join(arguments)} fell over:\n{said}")
        return said

    def do(self, *arguments):
        return self.try_(DONE, [], *arguments)


class Case:
    """A world of its own for each case, with a project p of three files, synced by `a`, cloned by `b`."""

    def __init__(self, world):
        self.world = world
        self.a, self.b = self.newcomer("A"), self.newcomer("B")
        for client in (self.a, self.b):
            client.login(world.server)
        write(os.path.join(self.a.root, "one.txt"), "one\n")
        write(os.path.join(self.a.root, "sub/two.txt"), "two\n")
        write(os.path.join(self.a.root, "big.bin"), os.urandom(3_000_000))
        self.a.do("create", "p", "--from", self.a.root)
        self.b.do("clone", "p", self.b.root)

    def newcomer(self, name):
        client = Newcomer(self.world.bin, self.world.folder, name)
        self.world.clients.append(client)
        return client

    def path(self, *parts):
        return os.path.join(self.world.folder, *parts)

    def token(self):
        with open(self.world.server.token(), encoding="ascii") as file:
            return file.readline().strip()

    def is_well(self):
        """The server lives, and both sides come to the same files."""
        with urllib.request.urlopen(self.world.server.url + "/healthz", timeout=30) as reply:
            if reply.read().strip() != b"ok":
                raise Failure("the server is not well")
        for client in (self.a, self.b, self.a):
            client.do("sync")
        if lines := difference(listing(self.a.root), listing(self.b.root)):
            raise Failure("the sides differ afterwards:\n" + "\n".join(lines))


def wrong_credentials(case):
    c, url = case.newcomer("C"), case.world.server.url
    wrong = write(case.path("wrong"), "tdl_pat_none\n")
    c.try_(SIGN_IN, ["does not know this token", "token create USER"], "login", url, "--token-file", wrong)
    c.try_(SIGN_IN, "user name or the password is wrong", "login", url, "--user", "me", "--password-file", wrong)
    c.try_(FAILED, "no such file", "login", url, "--token-file", case.path("nowhere"))
    c.try_(FAILED, "no secret in it", "login", url, "--token-file", write(case.path("empty"), ""))
    c.try_(FAILED, ["Clear HTTP", "Use https"], "login", "http://example.invalid", "--token-file", wrong)
    c.try_(USAGE, "is no server address", "login", "not a url", "--token-file", wrong)
    for command in (["sync"], ["projects"], ["create", "x"], ["clone", "p"], ["whoami"]):
        c.try_(SIGN_IN, "tide login URL", *command)
    write(os.path.join(case.b.profile, "token"), "rubbish")
    case.b.try_(SIGN_IN, ["stored sign-in is damaged", "tide login URL"], "sync")
    case.b.login(case.world.server)


def server_down(case):
    case.world.server.stop()
    write(os.path.join(case.a.root, "one.txt"), "edited offline\n")
    case.a.try_(OFFLINE, ["cannot be reached", "Check that the server runs"], "sync")
    case.a.try_(DONE, "Offline: changes are kept", "status")
    case.a.try_(DONE, "this is what was known last", "projects")
    case.a.try_(OFFLINE, "cannot be reached", "create", "new")
    case.newcomer("C").try_(OFFLINE, "cannot be reached", "login", case.world.server.url, "--token-file", write(case.path("t"), "x"))
    case.world.server.start()
    case.is_well()
    with open(os.path.join(case.b.root, "one.txt"), encoding="ascii") as file:
        if file.read() != "edited offline\n":
            raise Failure("the edit made while the server was down did not arrive")


def unknown_project(case):
    for command in (["clone", "nope", "dir"], ["ls", "nope"], ["log", "nope"], ["cat", "nope/x"], ["unlink", "nope"], ["pause", "nope"]):
        case.a.try_(FAILED, ["There is no such project", "tide projects"], *command)
    if os.path.exists(case.path("dir")):
        raise Failure("a failed clone left its folder")
    case.a.try_(FAILED, "You have a project of this name already", "create", "p")
    case.a.try_(FAILED, "'/'", "create", "a/b")
    case.a.try_(FAILED, "no such file in the project", "cat", "p/none")
    case.a.try_(FAILED, ["This is a project, not a file", "PROJECT/PATH"], "cat", "p")
    case.a.try_(FAILED, "no such folder in the project", "ls", "p/none")
    case.a.try_(FAILED, "no such file at this revision", "cat", "p/one.txt", "--revision", "99")
    case.a.try_(USAGE, "There is no command", "nonsense")
    case.a.try_(USAGE, "There is no option", "sync", "--nonsense")


def bad_folders(case):
    a, b, root = case.a, case.b, case.a.root
    a.try_(FAILED, ["The folder does not exist", "Make it first"], "create", "q", "--from", "nowhere")
    a.try_(FAILED, "The folder does not exist", "link", "nowhere", "p")
    a.try_(FAILED, ["linked already, to the project p", "Unlink that one first"], "link", root, "p")
    a.try_(FAILED, "linked already, to the project p", "create", "q", "--from", root)
    a.try_(FAILED, "is inside the project p", "create", "q", "--from", os.path.join(root, "sub"))
    a.try_(FAILED, "is inside the project p", "link", os.path.join(root, "sub"), "p")
    a.try_(FAILED, "This is not a folder", "create", "q", "--from", os.path.join(root, "one.txt"))
    a.try_(FAILED, ["on this disk already", "tide unlink"], "clone", "p", "elsewhere")
    a.try_(FAILED, "This folder is in no project", "sync", case.world.folder)
    write(case.path("deep/er/x"))
    a.do("create", "deep", "--from", case.path("deep/er"))
    a.try_(FAILED, "is inside this folder", "create", "q", "--from", case.path("deep"))
    write(case.path("full/x"))
    b.do("unlink", b.root)
    b.try_(GUARD, ["The folder is not empty", "tide link DIR PROJECT"], "clone", "p", "full")
    b.try_(FAILED, "This is a file, not a folder", "clone", "p", case.path("full/x"))
    if os.path.exists(case.path("elsewhere")) or os.listdir(case.path("full")) != ["x"]:
        raise Failure("a refused command left something behind")
    b.do("link", b.root, "p")


def paths_with_dots(case):
    a = case.a
    for command in (["cat", "p/../x"], ["ls", "p/.."], ["log", "p/../../etc"], ["why", "p/../x"]):
        a.try_(FAILED, ["The names . and .. are not entries", "below the project's folder"], *command)
    a.try_(FAILED, "belongs to no project", "ls", "/etc")
    a.try_(FAILED, "This path is in no project", "status", "../../etc")
    project = a.tide("--json", "projects")[0]["id"]
    api = f"/api/v1/projects/{project}"
    for path in (api + "/tree?path=../../etc", api + "/tree?path=%2e%2e"):
        http(case, "GET", path, 422, "invalid")
    http(case, "GET", api + "/files/..%2f..%2fetc%2fpasswd", 404, "not_found")
    for path in ("/../../etc/passwd", "/api/v1/../../server/first-token", "/docs/../first-token"):
        http(case, "GET", path, 404, "no_such_endpoint")
    name = {"id": "nod_0198a7b0c0d07e0f8a1b2c3d4e5f6071", "parent": None, "name": "..", "kind": "dir"}
    http(case, "POST", api + "/commits", 422, "invalid", {"Idempotency-Key": "key_" + "1" * 32},
         json.dumps({"changes": [{"op": "put", "node": name}]}).encode())


def http(case, method, path, status, code, headers=None, body=None):
    """One request as it is written, and the problem that answers it."""
    with contextlib.closing(socket.create_connection(("127.0.0.1", int(case.world.server.address.rsplit(":", 1)[1])), 60)) as link:
        head = {"Host": "x", "Authorization": "Bearer " + case.token(), "Connection": "close", **(headers or {})}
        if body is not None:
            head.setdefault("Content-Length", str(len(body)))
        text = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in head.items()) + "\r\n"
        link.sendall(text.encode())
        with contextlib.suppress(OSError):  # a server that refuses early may close while we send
            for at in range(0, len(body or b""), 1 << 16):
                link.sendall(body[at:at + (1 << 16)])
        answer = b""
        with contextlib.suppress(OSError):
            while piece := link.recv(1 << 16):
                answer += piece
    if not answer.startswith(f"HTTP/1.1 {status} ".encode()) or f'"code":"{code}"'.encode() not in answer:
        raise Failure(f"{method} {path}: not {status} {code}: {answer[:400]!r}")


def malformed_requests(case):
    project = case.a.tide("--json", "projects")[0]["id"]
    commits, packs = f"/api/v1/projects/{project}/commits", f"/api/v1/projects/{project}/packs"
    http(case, "POST", "/api/v1/projects", 400, "bad_json", body=b"{nope")
    http(case, "POST", "/api/v1/projects", 400, "bad_json", body=b"[" * 100_000)
    http(case, "POST", commits, 422, "invalid", body=b"{}")
    http(case, "POST", commits, 422, "invalid", {"Idempotency-Key": "key_" + "2" * 32}, b'{"base":{"epoch":"x"}}')
    http(case, "POST", packs, 422, "corrupt", {"Content-Type": "application/vnd.tideline.pack"}, b"TLPK")
    http(case, "GET", "/api/v1/nothing", 404, "no_such_endpoint")
    http(case, "DELETE", "/api/v1/me", 405, "method_not_allowed")
    http(case, "GET", "/api/v1/me", 401, "sign_in", {"Authorization": "Bearer tdl_pat_none"})
    http(case, "GET", "/api/v1/projects/prj_bad", 404, "not_found")
    http(case, "GARBAGE", "", 400, "bad_request")


def bodies_over_their_limit(case):
    project = case.a.tide("--json", "projects")[0]["id"]
    huge = b"0" * 70_000_000
    for path in ("/api/v1/projects", f"/api/v1/projects/{project}/commits", f"/api/v1/projects/{project}/packs"):
        http(case, "POST", path, 413, "body_too_large",
             {"Idempotency-Key": "key_" + "3" * 32, "Content-Type": "application/vnd.tideline.pack"}, huge)
    http(case, "POST", "/api/v1/projects", 413, "body_too_large", {"Content-Length": "99999999999999"}, b"{")


def port_in_use(case):
    def fails(words, *arguments, code=1, before=()):
        done = subprocess.run([*before, os.path.join(case.world.bin, "tideline-server"), *arguments], capture_output=True,
                              timeout=60, check=False, stdin=subprocess.DEVNULL)
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode != code or words not in said:
            raise Failure(f"tideline-server {' '.join(arguments)}: exit {done.returncode}: {said}")

    fails("The port is in use", "--data", case.path("other"), "--listen", case.world.server.address)
    fails("uses this data folder", "--data", case.world.server.data, "--listen", "127.0.0.1:0")
    fails("would cross the network in clear", "--data", case.path("other"), "--listen", "0.0.0.0:0", code=2)
    fails("is no ADDRESS:PORT", "--data", case.path("other"), "--listen", "127.0.0.1:99999", code=2)
    fails("is no folder", "--data", write(case.path("file")), "--listen", "127.0.0.1:0")
    if os.getuid() == 0:
        other = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        fails("cannot be", "--data", case.path("theirs"), "--listen", "127.0.0.1:0", before=other)


def corrupt_store(case):
    b, store = case.b, os.path.join(case.b.profile, "store.sqlite")
    write(os.path.join(b.root, "sub/new.txt"), "made before the damage\n")
    os.remove(os.path.join(b.root, "one.txt"))
    for tail_ in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(store + tail_)
    damaged = b"SQLite format 3\0" + os.urandom(50_000)
    write(store, damaged)
    b.try_(FAILED, ["damaged", "set", "aside"], "db", "check")
    with open(store, "rb") as file:
        if file.read() != damaged:
            raise Failure("the damaged store was written to")
    b.try_(DONE, ["damaged", "tide link DIR PROJECT"], "status")
    kept = [name for name in os.listdir(b.profile) if name.startswith("store.sqlite.corrupt-")]
    with open(os.path.join(b.profile, *kept), "rb") as file:
        if file.read() != damaged:
            raise Failure("the damaged store is not kept as it was")
    b.login(case.world.server)
    b.do("create", "another")
    b.try_(GUARD, "belongs to another project", "link", b.root, "another")
    b.do("link", b.root, "p")
    case.is_well()
    found = listing(case.a.root)
    if not {b"sub/new.txt", b"one.txt"} <= set(found):
        raise Failure(f"a union loses nothing, but there is: {sorted(found)}")
    b.try_(GUARD, "Nothing is wrong", "db", "set-aside")


def no_permission(case):
    """Another user, who may not read or write some places."""
    if os.getuid() != 0:
        return "needs root"
    home = case.path("nobody")
    os.chmod(case.world.folder, 0o755)
    bin_dir = case.world.bin
    other = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    if subprocess.run([*other, os.path.join(bin_dir, "tide"), "--version"], capture_output=True, check=False).returncode != 0:
        bin_dir = case.path("bin")  # the checkout is in somebody's own folder
        os.makedirs(bin_dir)
        shutil.copy(os.path.join(case.world.bin, "tide"), bin_dir)
    n = Newcomer(bin_dir, home, "N")
    n.user = NOBODY
    os.makedirs(n.root)
    token = write(os.path.join(home, "token"), case.token() + "\n")
    write(os.path.join(n.root, "mine.txt"), "mine\n")
    for path in (home, n.root, token, os.path.join(n.root, "mine.txt")):
        os.chown(path, NOBODY, NOBODY)
    n.do("login", case.world.server.url, "--token-file", token)
    os.makedirs(case.path("locked"))
    os.makedirs(case.path("secret"), mode=0o700)
    n.try_(FAILED, ["Permission denied", "Choose a folder"], "clone", "p", case.path("locked/new"))
    n.try_(FAILED, ["Permission denied", "Choose a folder"], "link", case.path("locked"), "p")
    n.try_(FAILED, "Permission denied", "create", "theirs", "--from", case.path("secret"))
    stranger = Newcomer(bin_dir, case.world.folder, "A")
    stranger.user = NOBODY
    stranger.try_(FAILED, ["another user", "--profile"], "status")
    # One file and one folder that cannot be read: said, and the rest goes on.
    write(os.path.join(n.root, "secret.txt"), "s\n")
    os.chmod(os.path.join(n.root, "secret.txt"), 0o600)
    os.makedirs(os.path.join(n.root, "shut"), mode=0o700)
    n.try_(FAILED, "2 files failed", "create", "n", "--from", n.root)
    said = n.try_(DONE, ["secret.txt", "shut"], "status", n.root)
    if said.count("Permission denied") != 2:
        raise Failure(f"status does not give both reasons:\n{said}")
    names = {row["name"] for row in case.a.tide("--json", "ls", "n")}
    if "mine.txt" not in names or "secret.txt" in names:
        raise Failure(f"the cloud has {names}")
    # A folder of a project that became read-only: the others go on, and nothing is half.
    pc = os.path.join(home, "pc")
    n.do("clone", "p", pc)
    os.chown(os.path.join(pc, "sub"), 0, 0)
    write(os.path.join(case.a.root, "sub/two.txt"), "two more\n")
    write(os.path.join(case.a.root, "one.txt"), "one more\n")
    case.a.do("sync")
    n.try_(FAILED, "1 file failed", "sync", pc)
    n.try_(DONE, ["sub/two.txt", "put the new version into its place: Permission denied", "1 entry"], "status", pc)
    with open(os.path.join(pc, "one.txt"), encoding="ascii") as one, open(os.path.join(pc, "sub/two.txt"), encoding="ascii") as two:
        if one.read() != "one more\n" or two.read() != "two\n":
            raise Failure("one bad file blocked another, or appeared by half")
    os.chown(os.path.join(pc, "sub"), NOBODY, NOBODY)
    n.do("sync", pc)
    return None


class SmallDisk:
    """A file system of its own, so small that it fills."""

    def __init__(self, path, size):
        self.path, self.size = path, size

    def __enter__(self):
        os.makedirs(self.path)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.size}", "tmpfs", self.path], capture_output=True, check=False)
        if done.returncode != 0:
            os.rmdir(self.path)
            raise PermissionError(done.stderr.decode(errors="replace"))
        return self

    def grow(self, size):
        subprocess.run(["mount", "-o", f"remount,size={size}", self.path], check=True)

    def __exit__(self, *_):
        subprocess.run(["umount", self.path], check=True)
        os.rmdir(self.path)


def disk_full_here(case):
    """Where a project's folder is, then where the profile is."""
    c = case.newcomer("C")
    c.login(case.world.server)
    with SmallDisk(case.path("small"), "1m") as disk:
        root = os.path.join(disk.path, "p")
        c.try_(FAILED, ["No space left on device", "Free some space"], "clone", "p", root)
        c.try_(DONE, ["No space left on device", "error"], "status")
        disk.grow("20m")
        c.do("sync")
        if lines := difference(listing(case.a.root), listing(root)):
            raise Failure("\n".join(lines))
        c.do("unlink", root)
    with SmallDisk(case.path("profiles"), "600k") as disk:
        d = Newcomer(case.world.bin, disk.path, "D")
        d.root = case.path("D")
        d.login(case.world.server)
        d.do("clone", "p", d.root)
        for number in range(2500):
            write(os.path.join(case.a.root, f"many/{number}"), str(number))
        case.a.do("sync")
        d.try_(FAILED, ["no space left for the store", "Free some space"], "sync")
        disk.grow("60m")
        d.do("sync")
        if lines := difference(listing(case.a.root), listing(d.root)):
            raise Failure("\n".join(lines))
    case.is_well()


def disk_full_at_the_server(case):
    with SmallDisk(case.path("server-disk"), "6m") as disk:
        with World(case.world.bin, folder=disk.path) as world:
            c = Newcomer(case.world.bin, case.path("other"), "C")
            c.login(world.server)
            write(os.path.join(c.root, "small"), "small\n")
            c.do("create", "small", "--from", c.root)
            write(os.path.join(c.root, "huge"), os.urandom(12_000_000))
            for _ in range(3):
                c.try_(FAILED, ["The server has no space left", "ask for more"], "sync")
            c.try_(DONE, "The server has no space left", "status")
            # What did not fit left nothing behind: what fits goes on.
            os.remove(os.path.join(c.root, "huge"))
            write(os.path.join(c.root, "another"), os.urandom(300_000))
            c.do("sync")
            d = Newcomer(case.world.bin, case.path("other"), "D")
            d.login(world.server)
            d.do("clone", "small", d.root)
            if lines := difference(listing(c.root), listing(d.root)):
                raise Failure("\n".join(lines))


CASES = [wrong_credentials, server_down, unknown_project, bad_folders, paths_with_dots, malformed_requests,
         bodies_over_their_limit, port_in_use, corrupt_store, no_permission, disk_full_here, disk_full_at_the_server]


def main():
    wanted = sys.argv[2:]
    for run in [case for case in CASES if not wanted or case.__name__ in wanted]:
        began = time.monotonic()
        with World(sys.argv[1]) as world:
            try:
                why = run(case := Case(world))
                if why is None:
                    case.is_well()
            except PermissionError as error:
                why = f"no small disk can be made here: {error}".strip()
            except Failure as failure:
                raise Failure(f"{run.__name__}: {failure}\n{tail(world.server.log, 5)}") from failure
        print(f"{run.__name__}: {'skipped, ' + why if why else 'holds'} ({time.monotonic() - began:.1f} s)", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
