#!/usr/bin/env python3
"""Signing in through an OpenID Connect provider (npm oidc-provider): in a browser and by a code, as a new user and as one who was linked;
nobody becomes another by a name, and who is not let in is told so.

usage: oidc.py BIN_DIR FOLDER   (FOLDER keeps the provider's packages between runs)
The browsers are this script: it reads a page's form, fills it in, and follows where it is sent. Ends with 77 without node and npm.
"""
import html.parser
import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.dirname(__file__))
from world import Failure, World, must_equal

HERE = os.path.dirname(os.path.abspath(__file__))
SECRET = "s e+cret/of the client"
CLIENT = "tideline at work"


class Page(html.parser.HTMLParser):
    """A page's first form and its links."""

    def __init__(self, address, text):
        super().__init__()
        self.address, self.text = address, text
        self.action, self.fields, self.links, self.asks = None, {}, [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = found["action"]
        elif tag == "input" and found.get("type") == "hidden":
            self.fields[found["name"]] = found.get("value", "")
        elif tag == "input":
            self.asks.add(found.get("name"))
        elif tag == "a" and "href" in found:
            self.links.append(found["href"])


class Browser:
    """Keeps cookies, follows redirects, runs no script."""

    def __init__(self):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.status = 0

    def open(self, address, fields=None):
        body = None if fields is None else urllib.parse.urlencode(fields).encode()
        try:
            reply = self.opener.open(urllib.request.Request(address, body))
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            self.status = reply.status
            return Page(reply.geturl(), reply.read().decode(errors="replace"))

    def send(self, page, **fields):
        return self.open(urllib.parse.urljoin(page.address, page.action), {**page.fields, **fields})

    def to_provider(self, page):
        """Follows the button, signs in there, says yes there; gives the page on which it comes back."""
        links = [link for link in page.links if "/oauth/provider?" in link]
        if not links or "Sign in with Example ID" not in page.text:
            raise Failure(f"the page offers no sign-in at the provider: {page.text}")
        return self.open(urllib.parse.urljoin(page.address, links[0]))

    def sign_in(self, page, who, issuer):
        page = self.to_provider(page)
        for _ in range(4):
            if not page.address.startswith(issuer):
                return page
            page = self.send(page, **({"login": who, "password": "any"} if "login" in page.asks else {}))
        raise Failure(f"the provider does not let {who} go on: {page.text}")


def browse(address, who, issuer):
    """What a person does whom `tide` sends to a browser."""
    browser = Browser()
    page = browser.sign_in(browser.open(address), who, issuer)
    done = browser.send(page, decision="allow")
    if browser.status != 200:
        raise Failure(f"the sign-in ended with {browser.status}: {done.text}")


def by_browser(world, client, who, issuer):
    programs = os.path.join(world.folder, "programs")
    os.makedirs(programs, exist_ok=True)
    opener = os.path.join(programs, "xdg-open")
    with open(opener, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nexec {sys.executable} {os.path.abspath(__file__)} --browse \"$1\" '{who}' {issuer}\n")
    os.chmod(opener, 0o755)
    said = client.tide("login", world.server.url, "--browser", environment={"PATH": programs + os.pathsep + os.environ["PATH"]})
    if "signed in to" not in said:
        raise Failure(f"tide login --browser said: {said}")


def by_code(world, client, who, issuer):
    process = subprocess.Popen([client.program, "--profile", client.profile, "login", world.server.url, "--device"],
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    line = next(line for line in process.stdout if "type the code" in line)
    address, code = re.search(r"Open (\S+) .* type the code (\S+)", line).groups()
    browser = Browser()
    page = browser.send(browser.open(address), user_code=code.lower())
    page = browser.sign_in(page, who, issuer)
    if code not in page.text:
        raise Failure(f"the page does not show the device's code {code}: {page.text}")
    if "Signed in" not in browser.send(page, decision="allow").text:
        raise Failure("the page does not say that the device is signed in")
    said = process.stdout.read()
    if process.wait(60) != 0 or "signed in to" not in said:
        raise Failure(f"tide login --device ended with {process.returncode}: {said}")


def refused(world, who, issuer):
    """The page that somebody gets who is let in by the provider and not by this server."""
    body = urllib.parse.urlencode({"client_id": "tideline", "device": "another"}).encode()
    with urllib.request.urlopen(f"{world.server.url}/api/v1/oauth/device", body) as reply:
        address = json.load(reply)["verification_uri_complete"]
    browser = Browser()
    page = browser.sign_in(browser.open(address), who, issuer)
    if browser.status != 403 or "no user of this server" not in page.text:
        raise Failure(f"somebody unknown got {browser.status}: {page.text}")


def user_of(client):
    return client.tide("whoami", "--json")[0]["user"]


def name_of(client):
    return user_of(client)["name"]


def restart(world, *more):
    world.server.stop()
    world.server.options = more
    world.server.start()


def story(world, packages, algorithm):
    redirect = f"{world.server.url}/api/v1/oauth/provider/callback"
    provider = subprocess.Popen(["node", os.path.join(packages, "provider.mjs"), redirect, CLIENT, SECRET, algorithm], cwd=packages,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        issuer = provider.stdout.readline().strip()
        if not issuer:
            raise Failure(f"the provider ended with {provider.wait(30)}")
        secret = os.path.join(world.folder, "client-secret")
        with open(secret, "w", encoding="utf-8") as file:
            file.write(SECRET + "\n")
        options = ("--oidc-issuer", issuer, "--oidc-client-id", CLIENT, "--oidc-client-secret-file", secret, "--oidc-name", "Example ID")
        restart(world, *options, "--oidc-new-users")
        a, b, c, d = (world.client(name, login=False) for name in "ABCD")
        by_browser(world, a, "grace:1", issuer)
        by_code(world, b, "grace:1", issuer)
        if name_of(a) != "grace" or user_of(a) != user_of(b):
            raise Failure(f"A is {user_of(a)}, B is {user_of(b)}")
        os.makedirs(a.root)
        with open(os.path.join(a.root, "notes.md"), "w", encoding="utf-8") as file:
            file.write("one")
        a.tide("create", "p", "--from", a.root)
        b.tide("clone", "p", b.root)
        must_equal(a.root, b.root, "one user on two devices")

        by_browser(world, c, "me:2", issuer)  # there is a user of this name: the first one
        if name_of(c) != "me-2":
            raise Failure(f"who is called me at the provider is {name_of(c)} here")
        c.tide("clone", "p", c.root, expect=(1, 2, 3, 4, 5, 6, 7, 8))

        restart(world, *options)
        refused(world, "eve:3", issuer)
        by_code(world, a, "grace:1", issuer)  # who is known still comes in
        subprocess.run([world.server.program, "--data", world.server.data, "user", "link", "me", "--issuer", issuer, "--subject", "ada:4"],
                       check=True, capture_output=True)
        by_browser(world, d, "ada:4", issuer)
        if name_of(d) != "me":
            raise Failure(f"who was linked to me is {name_of(d)}")
        with open(world.server.log, encoding="utf-8", errors="replace") as log:
            if SECRET in log.read():
                raise Failure("the client's secret is in the log")
    finally:
        provider.terminate()
        provider.wait(30)


def install(folder):
    """The provider's packages, as package-lock.json has them."""
    os.makedirs(folder, exist_ok=True)
    lock, kept = os.path.join(HERE, "openid", "package-lock.json"), os.path.join(folder, "package-lock.json")
    installed = os.path.join(folder, "node_modules", ".package-lock.json")
    with open(lock, "rb") as file:
        wanted = file.read()
    current = b""
    if os.path.exists(installed) and os.path.exists(kept):
        with open(kept, "rb") as file:
            current = file.read()
    for name in ("package.json", "package-lock.json", "provider.mjs"):
        shutil.copy(os.path.join(HERE, "openid", name), folder)
    if current == wanted:
        return
    shutil.rmtree(os.path.join(folder, "node_modules"), ignore_errors=True)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"npm ci ended with {done.returncode}: {done.stderr[-1500:]}")


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "--browse":
        browse(*sys.argv[2:])
        return 0
    missing = [program for program in ("node", "npm") if not shutil.which(program)]
    if missing:
        print(f"skipped: the provider cannot run; missing: {', '.join(missing)} (packages nodejs and npm)")
        return 77
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < 18:
        print(f"skipped: node is {version}, and the provider needs 18")
        return 77
    packages = os.path.abspath(sys.argv[2])
    install(packages)
    for algorithm in ("RS256", "ES256"):
        with World(sys.argv[1]) as world:
            story(world, packages, algorithm)
    print(f"signed in through a provider (node {version}) by RS256 and ES256, in a browser and by a code; nobody by a name; who is unknown stays out")
    return 0


if __name__ == "__main__":
    sys.exit(main())
