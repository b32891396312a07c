"""Tideline in GNOME Files: an emblem for the state of each file below a project's folder, and a menu. Loaded by nautilus-python.

The emblems are the engine's word (core/control/README.md, PROFILE/engine.sock) while one keeps the folders in sync: without it, nobody
knows of the last edit, and a tick could be wrong. One `ls` of at most 1,000 entries is asked for a folder when it is shown, and again
when the engine says that something in it changed. Nothing here waits: what is not known yet is not shown, and the file manager is told
when it is. What has no emblem: what stands behind the first 1,000 entries of a folder, or is reached through a symbolic link.

`Talk` and the functions know nothing of the file manager (tests/packaging/file_managers.py); `Files` joins them with it.
"""
import json
import os
import shutil
import socket
import sys
import time

ROWS = 1_000  # entries of a folder that are asked for
FOLDERS = 32  # shown last: they are kept, and followed
LONGEST_REPLY = 4 << 20  # bytes
GATHER_MS = 500  # changes are gathered for so long before a folder is asked for again
RETRY_S = 10  # until an engine is looked for again

# For each state what says it: names of the icon theme without "emblem-", GNOME's first, then others' (Breeze).
EMBLEMS = {
    "synced": ("default", "success", "ok-symbolic"),
    "syncing": ("synchronizing", "synchronizing-symbolic"),
    "waiting": ("synchronizing", "synchronizing-symbolic"),
    "paused": ("synchronizing", "pause", "synchronizing-symbolic"),
    "offline": ("synchronizing", "unavailable", "synchronizing-symbolic"),
    "conflict": ("important", "warning", "important-symbolic"),
    "error": ("unreadable", "error", "important", "important-symbolic"),
    "online_only": ("web", "downloads"),
}

# The words of the menu, by what is run; those of tideline.desktop.
WORDS = {
    "show": {"en": "Show in Tideline", "de": "In Tideline zeigen", "ar": "العرض في Tideline"},
    "sync": {"en": "Sync now", "de": "Jetzt synchronisieren", "ar": "المزامنة الآن"},
    "pin": {"en": "Keep on this computer", "de": "Auf diesem Computer behalten", "ar": "الإبقاء على هذا الحاسوب"},
    "free": {"en": "Free up space", "de": "Speicherplatz freigeben", "ar": "تحرير المساحة"},
}


def profile_folder(environment):
    """Where the engine of this user lives, as core/store/store_location.h has it; None where that says nothing usable."""
    if given := environment.get("TIDELINE_PROFILE"):
        return given if os.path.isabs(given) else None
    stages = {"": "tideline", "prod": "tideline", "dev": "tideline-dev", "local": "tideline-local"}
    folder = stages.get(environment.get("TIDELINE_STAGE", ""))
    data = environment.get("XDG_DATA_HOME", "")
    if not os.path.isabs(data):
        data = os.path.join(environment.get("HOME", ""), ".local/share")
    return os.path.join(data, folder) if folder and os.path.isabs(data) else None


def project_above(path, is_file=os.path.isfile):
    """The folder of the project that holds `path`, or None. Needs no engine."""
    while not is_file(os.path.join(path, ".tideline/marker.json")):
        path, below = os.path.dirname(path), path
        if path == below:
            return None
    return path


def word(action, languages):
    """What the menu calls it, in the first of `languages` (de_AT.UTF-8, de) that there is."""
    for language in languages:
        if said := WORDS[action].get(language.split(".")[0].split("_")[0]):
            return said
    return WORDS[action]["en"]


def commands(paths, is_background=False):
    """The menu for these paths: [(action, [command])], each command with its arguments. Empty when one of them is in no project."""
    roots = [project_above(path) for path in paths]
    if not paths or None in roots:
        return []
    shown = [("show", [["tideline", paths[0]]])] if len(paths) == 1 else []
    synced = [("sync", [["tide", "sync", *sorted(set(roots))]])]
    if is_background:
        return shown + synced
    return shown + synced + [(verb, [["tide", verb, path] for path in paths]) for verb in ("pin", "free")]


def emblem(state, has_icon):
    """The name for Nautilus.FileInfo.add_emblem(), or None when the theme has none for this state."""
    return next((name for name in EMBLEMS.get(state, ()) if has_icon(f"emblem-{name}")), None)


class Talk:
    """What is said to an engine and what it answered, without the socket between: lines out, bytes in.

    Invariant: a state is given only while the engine watches the folders.
    """

    def __init__(self):
        self.roots = {}  # local id of a project: its folder
        self.projects = {}  # a project's folder: its state
        self.watching = None  # until the engine has said it
        self.folders = {}  # absolute path: {name: state}, the one asked for last at the end
        self._asked = {}  # id of a request: the folder that it asks for
        self._stale = set()  # folders to ask for again
        self._others = False  # the projects are to be asked for again
        self._next = 3
        self._rest = b""

    def greeting(self):
        """The first lines on a new connection."""
        return _line(1, "events") + _line(2, "status")

    def state(self, path):
        """Of a file or folder; None while it is not known, also since nobody asked for its folder: follow() does."""
        if not self.watching:
            return None
        return self.projects.get(path) or self.folders.get(os.path.dirname(path), {}).get(os.path.basename(path))

    def follow(self, path):
        """The folder of `path` is shown: from now on its states are asked for, by due()."""
        folder = os.path.dirname(path)
        if folder in self.folders:
            self.folders[folder] = self.folders.pop(folder)
            return
        self.folders[folder] = {}
        self._stale.add(folder)
        if len(self.folders) > FOLDERS:
            oldest = next(iter(self.folders))
            del self.folders[oldest]
            self._stale.discard(oldest)

    def due(self):
        """The lines to send now, in bytes; a folder that is being asked for waits for that answer."""
        if not self.watching:
            return b""
        lines, waiting = _line(2, "status") if self._others else b"", set(self._asked.values())
        self._others = False
        for folder in self._stale - waiting:
            self._stale.discard(folder)
            if not (root := self._root(folder)):
                continue
            self._asked[self._next] = folder
            inside = os.path.relpath(folder, root)
            lines += _line(self._next, "ls", project=root, path="" if inside == "." else inside, limit=ROWS)
            self._next += 1
        return lines

    def heard(self, data):
        """Takes what came from the socket, whole lines or not. Returns the paths whose state is another one now.
        Raises ValueError when that is no engine's: the connection is to be closed."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST_REPLY:
            raise ValueError("a reply is too long")
        changed = set()
        for line in lines:
            message = json.loads(line)
            if not isinstance(message, dict):
                raise ValueError("a reply is no object")
            changed |= self._event(message) if "event" in message else self._reply(message)
        return changed

    def lost(self):
        """The engine is gone. Returns the paths whose state is not known any more; the folders are still followed."""
        gone = self._known()
        shown = list(self.folders)
        self.__init__()
        self.folders = {folder: {} for folder in shown}
        self._stale = set(shown)
        return gone

    def _known(self):
        if not self.watching:
            return set()
        return set(self.projects) | {os.path.join(folder, name) for folder, states in self.folders.items() for name in states}

    def _root(self, folder):
        within = [root for root in self.roots.values() if folder == root or folder.startswith(root + "/")]
        return max(within, key=len, default=None)

    def _reply(self, message):
        reply = message.get("reply", {})
        if message.get("id") == 2:
            return self._status(reply)
        folder = self._asked.pop(message.get("id"), None)
        if folder not in self.folders or "error" in message:
            return set()
        before, now = self.folders[folder], {row["name"]: row["state"] for row in reply.get("rows", [])}
        self.folders[folder] = now
        return {os.path.join(folder, name) for name in before.keys() | now.keys() if before.get(name) != now.get(name)}

    def _status(self, reply):
        before = self._known()
        self.watching = bool(reply.get("watching"))
        rows = [row for row in reply.get("projects", []) if row.get("path")]
        self.roots = {row["local_id"]: row["path"] for row in rows}
        self.projects = {row["path"]: row["state"] for row in rows}
        for folder in self.folders:
            if not self._root(folder):
                self.folders[folder] = {}
        self._stale |= set(self.folders)
        return before | set(self.projects)

    def _event(self, message):
        if message["event"] == "projects_changed":
            self._others = True
            return set()
        if message["event"] == "project_state":
            row = message.get("project", {})
            path = row.get("path")
            if path not in self.projects or self.projects[path] == row.get("state"):
                return set()
            self.projects[path] = row.get("state")
            self._stale |= {folder for folder in self.folders if self._root(folder) == path}
            return {path}
        if message["event"] == "entries_changed" and (root := self.roots.get(message.get("local_id"))):
            told = [os.path.normpath(os.path.join(root, folder)) for folder in message.get("folders", [])]
            # A change below a folder may change that folder's own state.
            self._stale |= {folder for folder in self.folders if self._root(folder) == root and
                            (message.get("all") or any(one == folder or one.startswith(folder + "/") for one in told))}
        return set()


def _line(number, verb, **args):
    return json.dumps({"id": number, "verb": verb, "args": args}).encode() + b"\n"


class Connection:
    """The socket to an engine, never waited for. `loop` has watch(fd, call) -> id, after(ms, call) -> id and cancel(id): GLib's main loop,
    or a test's. `tell` gets the paths whose state is another one."""

    def __init__(self, path, loop, tell):
        self.talk = Talk()
        self._path, self._loop, self._tell = path, loop, tell
        self._socket = self._watch = self._later = None

    def follow(self, path):
        self.talk.follow(path)
        self._plan(0 if self._socket else 1)

    def _plan(self, milliseconds):
        if self._later is None:
            self._later = self._loop.after(milliseconds, self._go)

    def _go(self):
        self._later = None
        if self._socket is None:
            self._connect()
        elif lines := self.talk.due():
            self._send(lines)

    def _connect(self):
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.setblocking(False)
        try:
            self._socket.connect(self._path)
        except OSError:  # no engine runs, or it has no time: later
            self._close()
            return
        self._watch = self._loop.watch(self._socket.fileno(), self._read)
        self._send(self.talk.greeting())

    def _send(self, lines):
        try:
            if self._socket.send(lines) != len(lines):
                self._close()  # it reads nothing: it hangs
        except OSError:
            self._close()

    def _read(self):
        try:
            data = self._socket.recv(1 << 16)
            if not data:
                raise ConnectionError("the engine ended")
            changed = self.talk.heard(data)
        except BlockingIOError:
            return
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            self._close()
            return
        if self.talk.watching is False:
            self._close()  # a `tide` at work on one thing, or a window that just starts
            return
        self._tell(changed)
        self._plan(GATHER_MS)

    def _close(self):
        if self._watch is not None:
            self._loop.cancel(self._watch)
        self._socket.close()
        self._socket = self._watch = None
        self._tell(self.talk.lost())
        self._plan(RETRY_S * 1_000)


try:
    import gi
    try:
        gi.require_version("Nautilus", "4.0")
        GTK = "4.0"
    except ValueError:
        gi.require_version("Nautilus", "3.0")
        GTK = "3.0"
    from gi.repository import Gio, GLib, GObject, Nautilus
except (ImportError, ValueError):
    Nautilus = None  # not in the file manager: only what needs none of it

if Nautilus:
    FRESH_S = 5  # whether a folder is in a project is looked at again after that
    FILES = 4 * ROWS  # shown last: those that are told of a change

    class MainLoop:
        """GLib's, for a Connection."""

        def watch(self, descriptor, call):
            return GLib.io_add_watch(descriptor, GLib.IO_IN | GLib.IO_HUP | GLib.IO_ERR, lambda *_: call() or True)

        def after(self, milliseconds, call):
            return GLib.timeout_add(milliseconds, lambda: call() or False)

        def cancel(self, number):
            GLib.source_remove(number)

    def has_icon(name):
        """Of the theme; where that cannot be asked (no gir1.2-gtk-4.0, say) it is taken for GNOME's. No other GTK may come into the process."""
        try:
            for library in ("Gdk", "Gtk"):
                gi.require_version(library, GTK)
            from gi.repository import Gdk, Gtk
        except (ImportError, ValueError):
            return True
        theme = Gtk.IconTheme.get_for_display(Gdk.Display.get_default()) if GTK == "4.0" else Gtk.IconTheme.get_default()
        return theme.has_icon(name)

    def run(commands_left):
        """One after the other; what fails is told, by the words of `tide`."""
        if not commands_left:
            return
        command, *others = commands_left
        try:
            process = Gio.Subprocess.new(command, Gio.SubprocessFlags.STDOUT_SILENCE | Gio.SubprocessFlags.STDERR_PIPE)
        except GLib.Error as error:
            tell(command, error.message)
            return

        def ended(_, result):
            said = process.communicate_utf8_finish(result)[2] or ""
            if not process.get_successful():
                tell(command, said.strip())
            run(others)

        process.communicate_utf8_async(None, None, ended)

    def tell(command, said):
        application = Gio.Application.get_default()
        if not application or not application.get_is_registered():
            print(f"{' '.join(command)}: {said}", file=sys.stderr)
            return
        notification = Gio.Notification.new("Tideline")
        notification.set_body(said[-1_000:] or " ".join(command))
        application.send_notification(None, notification)

    class Files(GObject.GObject, Nautilus.InfoProvider, Nautilus.MenuProvider):
        """What the file manager asks.

        Thread: its main one.
        """

        def __init__(self):
            super().__init__()
            profile = profile_folder(os.environ)
            self._shown = {}  # path: its FileInfo, the one asked for last at the end
            self._last = (None, 0, False)  # a folder, until when it counts (monotonic seconds), whether it is in a project
            self._engine = Connection(os.path.join(profile, "engine.sock"), MainLoop(), self._tell) if profile else None

        def update_file_info(self, file):
            path = file.get_location().get_path()
            if self._engine and path and self._belongs(path, file.is_directory()):
                self._shown.pop(path, None)
                self._shown[path] = file
                if len(self._shown) > FILES:
                    del self._shown[next(iter(self._shown))]
                self._engine.follow(path)
                if name := emblem(self._engine.talk.state(path), has_icon):
                    file.add_emblem(name)
            return Nautilus.OperationResult.COMPLETE

        def _belongs(self, path, is_folder):
            folder, now = os.path.dirname(path), time.monotonic()
            if folder != self._last[0] or now > self._last[1]:
                self._last = (folder, now + FRESH_S, project_above(folder) is not None)
            return self._last[2] or (is_folder and project_above(path) is not None)

        def get_file_items(self, *arguments):  # of 3.0 the window comes first
            return self._menu([file.get_location().get_path() for file in arguments[-1]], False)

        def get_background_items(self, *arguments):
            return self._menu([arguments[-1].get_location().get_path()], True)

        def _tell(self, paths):
            for path in paths & self._shown.keys():
                self._shown[path].invalidate_extension_info()

        def _menu(self, paths, is_background):
            offered = commands(paths, is_background) if all(paths) else []
            offered = [(action, wanted) for action, wanted in offered if shutil.which(wanted[0][0])]
            if not offered:
                return []
            menu = Nautilus.Menu()
            top = Nautilus.MenuItem(name="Tideline::menu", label="Tideline")
            top.set_submenu(menu)
            for action, wanted in offered:
                item = Nautilus.MenuItem(name=f"Tideline::{action}", label=word(action, GLib.get_language_names()))
                item.connect("activate", lambda _, wanted: run(wanted), wanted)
                menu.append_item(item)
            return [top]
