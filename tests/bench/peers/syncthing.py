"""Syncthing: two instances that know each other by address; no discovery, relays, reports, upgrades."""
import http.client
import json
import os
import subprocess
import xml.etree.ElementTree as xml

from world import Failure, wait_until

from .peer import Peer

FOLDER = "bench"
KEY = "bench"
OPTIONS = {"globalAnnounceEnabled": "false", "localAnnounceEnabled": "false", "relaysEnabled": "false", "natEnabled": "false",
           "startBrowser": "false", "urAccepted": "-1", "autoUpgradeIntervalH": "0", "crashReportingEnabled": "false",
           "stunKeepaliveStartS": "0", "reconnectionIntervalS": "5", "setLowPriority": "false"}
COUNTS = ("Files", "Directories", "Symlinks", "Deleted", "Bytes")


class Instance:
    """One of the two: its home, its ports, its REST interface."""

    def __init__(self, peer, name, number):
        self.peer, self.name, self.root = peer, name, getattr(peer, name.lower())
        self.home = peer.path(f"syncthing-{name}")
        self.rest_port, self.port = 8380 + number, 22000 + number
        self.process = None

    def generate(self):
        self.peer.run("syncthing", "generate", "--no-default-folder", f"--home={self.home}")
        self.device = subprocess.run(["syncthing", "serve", "--device-id", f"--home={self.home}"], capture_output=True, text=True,
                                     check=True).stdout.strip()

    def configure(self, other):
        path = os.path.join(self.home, "config.xml")
        config = xml.parse(path)
        root, options = config.getroot(), config.getroot().find("options")
        for name, value in {**OPTIONS, "listenAddress": f"tcp://127.0.0.1:{self.port}"}.items():
            for old in options.findall(name):
                options.remove(old)
            xml.SubElement(options, name).text = value
        root.find("gui/address").text = f"127.0.0.1:{self.rest_port}"
        root.find("gui/apikey").text = KEY
        device = xml.SubElement(root, "device", {"id": other.device, "name": other.name, "compression": "metadata"})
        xml.SubElement(device, "address").text = f"tcp://127.0.0.1:{other.port}"
        config.write(path)

    def start(self):
        self.process = self.peer.daemon("syncthing", "serve", f"--home={self.home}", "--no-browser", "--logfile=-",
                                        environment={"STNOUPGRADE": "1"})
        self.peer.listens(self.process, self.rest_port)
        wait_until(lambda: self.ask("GET", "/rest/system/ping"), f"syncthing {self.name}", 60, 0.1)

    def ask(self, method, path, body=None):
        """The answer's JSON, or None while it does not answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.rest_port, timeout=600)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), {"X-API-Key": KEY})
            answer = connection.getresponse()
            text = answer.read()
        except OSError:
            return None
        finally:
            connection.close()
        if answer.status >= 400:
            raise Failure(f"syncthing {self.name}: {method} {path}: {answer.status} {text.decode(errors='replace')[:300]}")
        return json.loads(text) if text.strip() else {}

    def share(self, other):
        os.makedirs(self.root, exist_ok=True)
        self.ask("PUT", f"/rest/config/folders/{FOLDER}",
                 {"id": FOLDER, "label": FOLDER, "path": self.root, "type": "sendreceive", "fsWatcherEnabled": True,
                  "fsWatcherDelayS": 1, "devices": [{"deviceID": self.device}, {"deviceID": other.device}]})

    def status(self):
        return self.ask("GET", f"/rest/db/status?folder={FOLDER}") or {}

    def scan(self):
        """Returns when the scan is done."""
        self.ask("POST", f"/rest/db/scan?folder={FOLDER}")


class Syncthing(Peer):
    name = "syncthing"
    program = package = "syncthing"
    marks = (b".stfolder",)
    verbs = frozenset({"first", "sync", "check", "watch", "idle"})
    durable = True

    def start(self):
        self.sides = a, b = [Instance(self, name, number) for number, name in enumerate(("A", "B"), 1)]
        self.files = sum(len(names) for _, _, names in os.walk(self.a))
        for side in self.sides:
            side.generate()
        for side, other in ((a, b), (b, a)):
            side.configure(other)
            side.start()
        wait_until(lambda: all(side.ask("GET", "/rest/system/connections")["connections"][other.device]["connected"]
                               for side, other in ((a, b), (b, a))), "the two syncthings' connection", 60, 0.1)

    def first(self):
        """From adding the folder on both (they run and are connected) to B idle with all that A has."""
        a, b = self.sides
        b.share(a)
        a.share(b)
        self._wait(self.files)

    def sync(self):
        """A scan of A is asked for, so that no watcher's delay counts; to B idle with all that A has."""
        self.sides[0].scan()
        self._wait()

    def check(self):
        """A scan of A, from its request to its answer."""
        self.sides[0].scan()

    def watch(self):
        """They watch from the start on, with the least delay that can be set, 1 s."""

    def _wait(self, files=0):
        a, b = self.sides

        def done():
            sent = a.status()
            if sent.get("state") != "idle" or sent["localFiles"] < files:
                return False
            got = b.status()
            return got.get("state") == "idle" and got["needTotalItems"] == 0 \
                and all(got["global" + what] == sent["local" + what] == got["local" + what] for what in COUNTS)

        wait_until(done, "syncthing's B to have what A has", 3600, 0.05)
