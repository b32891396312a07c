#!/usr/bin/env python3
"""A client behind a proxy (tinyproxy) that wants a name and a password, and a cloud whose certificate an authority of one's own has signed:
both as `tide config` sets them. HTTP and push go through it; the password is in no store, no report and no answer.

usage: forward_proxy.py BIN_DIR FOLDER
tinyproxy is the one that is installed, else Debian's package, unpacked into FOLDER and installed nowhere: that would start a service.
Without either, or without an address beside loopback (which no proxy is asked for), it ends with 77.
"""
import contextlib
import glob
import os
import shutil
import socket
import subprocess
import sys

sys.path.insert(0, os.path.dirname(__file__))
from tls import Authority, Terminator
from world import Failure, World, must_equal, tail, wait_until

OFFLINE = 4
USER, PASSWORD = "ada", "correct-horse-battery"


def find_tinyproxy(folder):
    """Its program; None when there is none and none can be had."""
    for found in (shutil.which("tinyproxy"), os.path.join(folder, "usr", "bin", "tinyproxy")):
        if found and os.access(found, os.X_OK):
            return found
    os.makedirs(folder, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        subprocess.run(["apt-get", "-q", "download", "tinyproxy-bin"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)
        for package in glob.glob(os.path.join(folder, "tinyproxy-bin_*.deb")):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
            return os.path.join(folder, "usr", "bin", "tinyproxy")
    return None


def own_address():
    """An address of this computer that is not loopback; None without one. Nothing is sent."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        link.connect(("192.0.2.1", 9))
        address = link.getsockname()[0]
        return None if address.startswith("127.") or address == "0.0.0.0" else address
    return None


class Proxy:
    """tinyproxy on a port of loopback, with a name and a password."""

    def __init__(self, program, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = os.path.join(folder, "tinyproxy.log")
        self.program, self.config = program, os.path.join(folder, "tinyproxy.conf")
        with open(self.config, "w", encoding="ascii") as file:
            file.write(f'Port {self.port}\nListen 127.0.0.1\nTimeout 600\nMaxClients 100\nLogFile "{self.log}"\nLogLevel Connect\n'
                       f"BasicAuth {USER} {PASSWORD}\n")
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen([self.program, "-d", "-c", self.config], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

        def answers():
            if self.process.poll() is not None:
                raise Failure(f"tinyproxy ended with {self.process.returncode}: {tail(self.log)}")
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return True
            return False

        wait_until(answers, "tinyproxy answers")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def connects(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return sum("CONNECT " in line and "Request" in line for line in file)


def configure(client, folder, **values):
    for name, value in values.items():
        if name == "proxy_password":
            path = os.path.join(folder, "given-password")
            with open(path, "w", encoding="ascii") as file:
                file.write(value + "\n")
            client.tide("config", "set", name, "--value-file", path, secret=True)
        else:
            client.tide("config", "set", name, value)


def must_be_nowhere(client, folder):
    """The password is in its own file, which its user alone can read, and nowhere else."""
    report = os.path.join(folder, f"report-{client.name}.json")
    client.tide("doctor", "--bundle", report, expect=None)
    kept = os.path.join(client.profile, "proxy-password")
    if os.stat(kept).st_mode & 0o077:
        raise Failure(f"others can read {kept}")
    for path in (report, *glob.glob(os.path.join(client.profile, "**"), recursive=True)):
        if os.path.isfile(path) and path != kept:
            with open(path, "rb") as file:
                if PASSWORD.encode() in file.read():
                    raise Failure(f"the proxy's password is in {path}")
    if PASSWORD in client.tide("config") or "(set)" not in client.tide("config", "get", "proxy_password"):
        raise Failure("tide config shows the password, or does not say that there is one")


def main():
    program, address = find_tinyproxy(sys.argv[2]), own_address()
    if not program or not address:
        print("skipped: there is no tinyproxy, and apt-get does not fetch it; or this computer has no address but loopback")
        return 77
    with World(sys.argv[1]) as world:
        folder = os.path.join(world.folder, "certificates")
        os.makedirs(folder)
        authority = Authority(folder, "ours")
        cloud = Terminator(authority.certificate("good", host=address), world.server.port, at=address)
        url = f"https://{address}:{cloud.port}"
        a, b = (world.client(name, login=False) for name in ("a", "b"))

        def login(client, expect=(0,)):
            return client.tide("login", url, "--token-file", world.server.token(), expect=expect)

        configure(a, folder, proxy="none")
        login(a, (OFFLINE,))
        configure(a, folder, ca_file=authority.path + ".pem")
        login(a)
        print("a cloud with a certificate of an own authority: refused without ca_file, taken with it", flush=True)
        a.tide("config", "set", "ca_file", world.server.token(), expect=(1,))
        a.tide("config", "set", "proxy_url", "ftp://nowhere", expect=(1,))
        with Proxy(program, folder) as proxy:
            for client in (a, b):
                configure(client, folder, ca_file=authority.path + ".pem", proxy_url=proxy.url, proxy="manual", proxy_user=USER, proxy_password="wrong")
                cloud.heard.clear()
                login(client, (OFFLINE,))
                if cloud.heard:
                    raise Failure("a proxy that refuses was gone around")
                configure(client, folder, proxy_password=PASSWORD)
                login(client)
                cloud.heard.clear()
                must_be_nowhere(client, folder)
            print("a proxy: a wrong password is told, the right one works, and is nowhere but in its file", flush=True)
            os.makedirs(a.root)
            with open(os.path.join(a.root, "first"), "wb") as file:
                file.write(os.urandom(3_000_000))
            a.tide("create", "p", "--from", a.root)
            b.tide("clone", "p", b.root)
            for side in (a, b):
                side.watch()
            before = proxy.connects()
            with open(os.path.join(a.root, "second"), "w", encoding="ascii") as file:
                file.write("through the proxy")
            wait_until(lambda: os.path.exists(os.path.join(b.root, "second")), "an edit comes through the proxy", 20)
            for side in (a, b):
                side.stop()
            a.tide("sync")
            b.tide("sync")
            must_equal(a.root, b.root, "two sides behind a proxy")
            streams = sum(b"GET /api/v1/events" in first for first in cloud.heard)
            if before < 4 or streams < 2:
                raise Failure(f"{before} connections went through the proxy, {streams} event streams")
            print(f"two clients behind a proxy stay equal; {streams} event streams and {proxy.connects() - streams} other connections went through it", flush=True)
        cloud.close()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
