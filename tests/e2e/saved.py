"""Edits that are written down, and where each saved content must be found afterwards: in the tree (a conflict copy is part of it), in
a trash, or in the history. What may be gone is only what its own author wrote over, or deleted, where it was written."""
import contextlib
import hashlib
import http.client
import json
import os
import random
import urllib.parse

from world import Failure, listing


def digest(content):
    return hashlib.sha256(content).hexdigest()


class Author:
    """One person who edits one folder; repeatable from a seed as long as the folder is."""

    SIZES = [20, 300, 4_000, 30_000, 120_000]

    def __init__(self, root, seed, name, files=25):
        self.root, self.name, self.files = root, name, files
        self.random = random.Random(f"{seed}-{name}")
        self.count = 0
        self.saved = {}  # sha256 -> (size, path when it was written)
        self.replaced = set()  # own contents that this author wrote over or deleted here
        self.sizes = self.SIZES

    def path(self, relative):
        return os.path.join(self.root, relative)

    def here(self):
        return sorted(os.fsdecode(path) for path, row in listing(self.root).items() if row[0] == "file")

    def content(self):
        self.count += 1
        # Not text: a merge would be another content.
        return f"{self.name} {self.count} ".encode() + b"\0\xff" + self.random.randbytes(self.random.choice(self.sizes) + self.count)

    def seen(self, relative):
        """What is at a place just before it is written over."""
        with contextlib.suppress(OSError), open(self.path(relative), "rb") as file:
            key = digest(file.read())
            return key if key in self.saved else None
        return None

    def write(self, relative, content, swap=False):
        """As a program that truncates and writes, or (swap) as an editor that renames a new file over the old one."""
        path = self.path(relative)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        before = self.seen(relative)
        into = path + "~" if swap else path  # an editor's backup name: not synced
        with open(into, "wb") as file:
            file.write(content)
        if swap:
            os.rename(into, path)
        self.saved[digest(content)] = (len(content), relative)
        if before:
            self.replaced.add(before)

    def edit(self):
        """One edit; False when the disk did not take it."""
        files = self.here()
        choice = self.random.random()
        try:
            if len(files) < self.files or choice < 0.15:
                self.write(f"f{self.random.randrange(6)}/{self.name} {self.count}", self.content())
                return True
            one = self.random.choice(files)
            if choice < 0.50:
                self.write(one, self.content())
            elif choice < 0.75:
                self.write(one, self.content(), swap=True)
            elif choice < 0.88:
                to = f"f{self.random.randrange(6)}/moved {self.name} {self.count} {self.random.randrange(1000)}"
                os.makedirs(os.path.dirname(self.path(to)), exist_ok=True)
                os.rename(self.path(one), self.path(to))
            else:
                before = self.seen(one)
                os.remove(self.path(one))
                if before:
                    self.replaced.add(before)
        except FileNotFoundError:
            pass  # the other side moved it meanwhile
        except OSError:
            return False  # no space: the program that saves says so, not we
        return True


class History:
    """Every version that the server keeps, read over its API."""

    def __init__(self, server, project):
        with open(server.token(), encoding="ascii") as file:
            self.headers = {"Authorization": "Bearer " + file.readline().strip()}
        self.link = server.connect()
        found = [row for row in self.json("/api/v1/projects")["items"] if row["name"] == project]
        self.base = f"/api/v1/projects/{found[0]['id']}"
        self.head = found[0]["head_revision"]
        self.versions = None

    def get(self, path):
        self.link.request("GET", path, headers=self.headers)
        reply = self.link.getresponse()
        body = reply.read()
        if reply.status != 200:
            raise Failure(f"GET {path}: {reply.status} {body[:200]}")
        return body

    def json(self, path):
        return json.loads(self.get(path))

    def holds(self, key, size):
        if self.versions is None:
            self.versions = {}
            for revision in range(1, self.head + 1):
                for change in self.json(f"{self.base}/commits/{revision}?limit=10000")["changes"]:
                    if "size" in change:
                        self.versions.setdefault(change["size"], []).append((change["path"], revision))
        return any(digest(self.get(f"{self.base}/files/{urllib.parse.quote(path)}?revision={revision}")) == key
                   for path, revision in self.versions.get(size, []))


def must_be_kept(authors, clients, server, project):
    """Fails when a content is nowhere. Says where they are."""
    found = {row[4] for client in clients for row in listing(client.root).values() if row[0] == "file"}
    trash = {row[4] for client in clients for row in listing(os.path.join(client.root, ".tideline", "trash")).values()}
    history = History(server, project)
    places = {"in the tree": 0, "in a trash": 0, "in the history": 0, "replaced by their author before they were sent": 0}
    for author in authors:
        for key, (size, path) in author.saved.items():
            if key in found:
                places["in the tree"] += 1
            elif key in trash:
                places["in a trash"] += 1
            elif history.holds(key, size):
                places["in the history"] += 1
            elif key in author.replaced:
                places["replaced by their author before they were sent"] += 1
            else:
                raise Failure(f"what {author.name} saved as {path} ({size} bytes, sha256 {key}) is nowhere")
    return f"{sum(places.values())} contents: " + ", ".join(f"{count} {where}" for where, count in places.items() if count)
