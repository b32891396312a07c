#!/usr/bin/env python3
"""The cloud behind HTTPS, and what pretends to be it: a certificate of nobody, one that has expired, one of another host, old TLS, a
redirect away. None of them hears a token. With the right certificate all works, the push too.

usage: tls.py BIN_DIR
A proxy of this script speaks TLS. What the clients trust is a folder of ours, mounted over the system's for them alone; without the right
to mount it ends with 77.
"""
import contextlib
import os
import re
import socket
import ssl
import subprocess
import sys
import threading

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, must_equal, wait_until

OFFLINE = 4


class Terminator:
    """Takes TLS connections and hands their bytes on to `port`, or answers each request with `reply`."""

    def __init__(self, certificate, port=None, reply=None, newest=None, at="127.0.0.1", asks=None):
        """`asks`: the file of the authority that must have signed the client's certificate."""
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate + ".pem", certificate + ".key")
        if asks:
            self.context.verify_mode = ssl.CERT_REQUIRED
            self.context.load_verify_locations(asks)
        if newest:
            self.context.set_ciphers("DEFAULT@SECLEVEL=0")
            self.context.minimum_version = self.context.maximum_version = newest
        self.upstream, self.reply = port, reply
        self.heard = []  # the first bytes of what came through
        self.listener = socket.create_server((at, 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                link, _ = self.listener.accept()
                threading.Thread(target=self.serve, args=(link,), daemon=True).start()

    def serve(self, plain):
        link = self.context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        try:
            link.do_handshake()
            first = link.recv(65536)
        except (ssl.SSLError, OSError):
            with contextlib.suppress(OSError):  # what was sent meanwhile is read, else the alert would be lost with it
                socket.socket.shutdown(link, socket.SHUT_WR)
                while socket.socket.recv(link, 65536):
                    pass
            link.close()
            return
        if first:
            self.heard.append(first)
        with contextlib.suppress(OSError):
            if self.reply:
                link.sendall(self.reply)
                link.close()
                return
            upstream = socket.create_connection(("127.0.0.1", self.upstream))
            upstream.sendall(first)
            threading.Thread(target=self.pump, args=(upstream, link), daemon=True).start()
            self.pump(link, upstream)

    @staticmethod
    def pump(source, target):
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self.listener.close()


class Authority:
    """A certificate authority of this run."""

    def __init__(self, folder, name):
        self.folder, self.path = folder, os.path.join(folder, name)
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.path + ".key", "-out", self.path + ".pem",
                     "-days", "30", "-subj", f"/CN={name}", "-addext", "basicConstraints=critical,CA:TRUE")

    def openssl(self, *arguments):
        done = subprocess.run(["openssl", *arguments], capture_output=True, check=False)
        if done.returncode:
            raise Failure(f"openssl {arguments[0]}: {done.stderr.decode()[-500:]}")

    def certificate(self, name, host="127.0.0.1", days=30):
        """NAME.pem and NAME.key, for an address or a host."""
        path = os.path.join(self.folder, name)
        kind = "IP" if host[0].isdigit() else "DNS"
        with open(path + ".cnf", "w", encoding="ascii") as file:
            file.write(f"subjectAltName={kind}:{host}\n")
        self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", path + ".key", "-out", path + ".csr", "-subj", f"/CN={host}")
        self.openssl("x509", "-req", "-in", path + ".csr", "-CA", self.path + ".pem", "-CAkey", self.path + ".key", "-CAcreateserial",
                     "-out", path + ".pem", "-days", str(days), "-extfile", path + ".cnf")
        return path


def trusting(folder, authority):
    """What runs a program that trusts this authority alone, and no file of the system."""
    trusted = os.path.join(folder, "trusted")
    os.makedirs(trusted)
    for name in ("ca-certificates.crt", "ours.pem"):
        with open(authority.path + ".pem", "rb") as source, open(os.path.join(trusted, name), "wb") as target:
            target.write(source.read())
    subprocess.run(["openssl", "rehash", trusted], check=True, capture_output=True)
    return ("unshare", "--mount", "sh", "-c", f"mount --bind '{trusted}' /etc/ssl/certs && exec \"$@\"", "sh")


def joined(certificate):
    """A certificate and its key in one file."""
    path = certificate + "-both.pem"
    with open(path, "wb") as target:
        for end in (".pem", ".key"):
            with open(certificate + end, "rb") as source:
                target.write(source.read())
    return path


def both_work(world, cloud, sides, project):
    """Sign-in, a first sync, a clone, and an edit that comes by the push, all through `cloud`."""
    for side in sides:
        side.tide("login", f"https://127.0.0.1:{cloud.port}", "--token-file", world.server.token())
    a, b = sides
    os.makedirs(a.root)
    with open(os.path.join(a.root, "first"), "wb") as file:
        file.write(os.urandom(3_000_000))
    a.tide("create", project, "--from", a.root)
    b.tide("clone", project, b.root)
    for side in sides:
        side.watch()
    with open(os.path.join(a.root, "second"), "w", encoding="ascii") as file:
        file.write("over TLS")
    wait_until(lambda: os.path.exists(os.path.join(b.root, "second")), "an edit comes through TLS")
    must_equal(a.root, b.root, "two sides of a cloud behind TLS")
    if not any(b"Upgrade: websocket" in head for head in cloud.heard):
        raise Failure("the push did not go through TLS")
    for side in sides:
        side.stop()


def main():
    with World(sys.argv[1]) as world:
        folder = os.path.join(world.folder, "certificates")
        os.makedirs(folder)
        ours, strange = Authority(folder, "ours"), Authority(folder, "strange")
        before = trusting(folder, ours)
        if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
            print("skipped: no folder can be mounted for a program alone here")
            return 77
        good = ours.certificate("good")
        wide = socket.create_server(("127.0.0.1", 0))  # where a redirect leads, in the clear
        wide.settimeout(0.2)
        elsewhere = f"http://127.0.0.1:{wide.getsockname()[1]}/"
        redirect = (f"HTTP/1.1 %d Moved\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        client = world.client("a", login=False)
        client.before = before

        for name, cloud, why in (
            ("a certificate of an authority that nobody trusts", Terminator(strange.certificate("foreign")), "local issuer certificate"),
            ("an expired certificate", Terminator(ours.certificate("late", days=-1)), "certificate has expired"),
            ("another host's certificate", Terminator(ours.certificate("other", host="cloud.example")), "does not match target host|no alternative certificate"),
            ("TLS 1.1", Terminator(good, newest=ssl.TLSVersion.TLSv1_1), "encryption is not acceptable"),
        ):
            told = client.tide("--json", "check-server", f"https://127.0.0.1:{cloud.port}", expect=(OFFLINE,))[0]["error"]["what"]
            if not re.search(why, told):
                raise Failure(f"{name}: {told!r} does not say what is wrong with it")
            client.tide("login", f"https://127.0.0.1:{cloud.port}", "--token-file", world.server.token(), expect=(OFFLINE,))
            if cloud.heard:
                raise Failure(f"{name}: {cloud.heard[0][:60]!r} was said to it")
            cloud.close()
            print(f"{name}: refused before a word was said", flush=True)

        for status in (302, 307):
            cloud = Terminator(good, reply=(redirect % status).encode())
            client.tide("login", f"https://127.0.0.1:{cloud.port}", "--token-file", world.server.token(), expect=(1, OFFLINE))
            if not cloud.heard:
                raise Failure(f"{status}: the certificate of ours was refused")
            with contextlib.suppress(TimeoutError):
                wide.accept()
                raise Failure(f"{status}: it was followed to {elsewhere}")
            cloud.close()
            print(f"a redirect, {status}, to an address in the clear: not followed", flush=True)

        client.tide("login", "http://192.0.2.1", "--token-file", world.server.token(), expect=(1,))
        print("http beyond this computer: refused", flush=True)

        cloud = Terminator(good, world.server.port)
        seen = client.tide("--json", "check-server", f"https://127.0.0.1:{cloud.port}")[0]
        if seen["tls"] != "verified":
            raise Failure(f"a server behind a good certificate: {seen}")
        sides = [client, world.client("b", login=False)]
        sides[1].before = before
        both_work(world, cloud, sides, "p")
        cloud.close()
        print("with the right certificate: signed in, cloned, and an edit came by the push", flush=True)

        cloud = Terminator(good, world.server.port, asks=ours.path + ".pem")
        url = f"https://127.0.0.1:{cloud.port}"
        laptops = [world.client(name, login=False) for name in ("c", "d")]
        for side, shown in ((laptops[0], None), (laptops[1], joined(strange.certificate("stranger")))):
            side.before = before
            if shown:
                side.tide("config", "set", "client_cert", shown)
            told = side.tide("--json", "check-server", url, expect=(OFFLINE,))[0]["error"]
            if "asks for a certificate of this computer" not in told["what"] or "client_cert" not in told["mend"]:
                raise Failure(f"a cloud that asks for a certificate: {told}")
            side.tide("login", url, "--token-file", world.server.token(), expect=(OFFLINE,))
            if cloud.heard:
                raise Failure("a word was said without the certificate that is asked for")
        for side in laptops:
            side.tide("config", "set", "client_cert", good + ".key", expect=(1,))
            side.tide("config", "set", "client_cert", joined(ours.certificate("laptop")))
        both_work(world, cloud, laptops, "q")
        cloud.close()
        print("a cloud that asks for this computer's certificate: told, and with it all works, the push too", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
