"""A person at a window: looks for things by what they are and are called, presses them, types, and reads what is said.

Each look has a deadline, and fails with what was not found. Nothing waits for a time.
"""
import contextlib
import os
import re
import subprocess

import tree
from gi.repository import GLib
from world import Failure, wait_until

SECONDS = 20
NOT_YET = "the right rows"
MOST_ITEMS = 40
APART = 8  # pixels; clicks so far from each other are two
LISTS = ("tree", "table", "list")


class Person:
    """One program's windows on one screen.

    Invariant: keys go where the screen's focus is; see() and press() look at all windows of this program, the newest first.
    """

    def __init__(self, screen, process, log):
        self.screen, self.process, self.log = screen, process, log
        self.ear = tree.Ear()
        self.clicked = None  # where last
        self.menus = 0       # that had opened by then

    # what there is

    def windows(self):
        """What the program shows: its window, dialogs, menus; the newest first."""
        program = tree.application(self.process.pid)
        return [node for node in reversed(list(program.children())) if node.has("showing")] if program else []

    def until(self, condition, what, seconds=SECONDS):
        def met():
            if self.process.poll() is not None:
                raise Failure(f"the window ended with {self.process.returncode}; see {self.log}")
            self.ear.listen()
            with contextlib.suppress(GLib.Error):
                return condition()
            return None

        return wait_until(met, what, seconds, step=0.03)

    def find(self, role, name=None, within=None):
        """The node, or None. `within`: a node, or else in all windows."""
        for top in [within] if within else self.windows():
            if found := top.find(role, name):
                return found
        return None

    def see(self, role, name=None, within=None, seconds=SECONDS):
        return self.until(lambda: self.find(role, name, within), f"a {role} {said(name)}", seconds)

    def see_no(self, role, name=None):
        self.until(lambda: not self.find(role, name), f"no {role} {said(name)}")

    def reads(self, words, within=None, seconds=SECONDS):
        """A label says this: a text that is in it, or a pattern."""
        wanted = words if isinstance(words, re.Pattern) else re.compile(re.escape(words))

        def told():
            return next((text for top in ([within] if within else self.windows()) for text in top.texts() if wanted.search(text)), None)

        return self.until(told, f"the words {said(words)}", seconds)

    def focus(self, role, name=None):
        """Waits until such a node has the focus."""
        def there():
            node = self.ear.last
            return node if node and node.role == role and tree.matches(node.name, name) else None
        return self.until(there, f"the focus on a {role} {said(name)}")

    def title(self):
        return next((node.name for node in self.windows() if node.role == "frame"), None)

    def dialog(self, name=None):
        """A dialog that has come and has the focus: where it stands is settled then."""
        def there():
            return next((node for node in self.windows() if node.role in ("dialog", "alert") and tree.matches(node.name, name)
                         and node.has("active")), None)
        return self.until(there, f"the dialog {said(name)}")

    def no_dialog(self, name=None):
        self.until(lambda: not any(node.role in ("dialog", "alert") and tree.matches(node.name, name) for node in self.windows()),
                   f"the end of the dialog {said(name)}")

    # what one does

    def key(self, *names):
        self.screen.key(*names)

    def type(self, text):
        self.screen.type(text)

    def clipboard_is(self, kind, lines):
        """Waits until another program can take this from the clipboard."""
        def same():
            taken = self.xclip("-o", "-t", kind)
            return taken.stdout.decode().split() == lines
        self.until(same, f"the clipboard to hold {lines} as {kind}")

    def offer(self, kind, lines):
        """Another program puts this into the clipboard."""
        self.xclip("-i", "-t", kind, given="\n".join(lines).encode())
        self.clipboard_is(kind, lines)  # the other program may come to its turn later

    def xclip(self, *arguments, given=None):
        return subprocess.run(["xclip", "-selection", "clipboard", *arguments], input=given, timeout=10, stderr=subprocess.DEVNULL, check=False,
                              stdout=subprocess.DEVNULL if given else subprocess.PIPE, env={**os.environ, **self.screen.environment})

    def click(self, node, button=1, twice=False):
        """Where it is, once it stands still and nothing lies over it. Two clicks on one thing are never taken for a double click."""
        before = None

        def still():
            nonlocal before
            last, before = before, node.middle
            return last == before and node.has("showing")

        self.until(still, f"{node!r} to stand still")
        at = before if before != self.clicked else (before[0] + APART, before[1])
        self.clicked = at
        self.menus = self.ear.menus
        self.screen.point(*at)
        self.until(lambda: not self.covered(at), f"nothing over {node!r}")
        for _ in range(2 if twice else 1):
            self.screen.button(True, button)
            self.screen.button(False, button)

    def covered(self, point):
        """Whether a hint hangs over it."""
        return any(node.role == "tool tip" and inside(point, node.box) for node in self.windows())

    def press(self, role, name=None, within=None):
        node = self.until(lambda: next(filter(lambda one: one and one.has("enabled"), [self.find(role, name, within)]), None),
                          f"a {role} {said(name)} that can be pressed")
        self.click(node)
        return node

    def button(self, name, within=None):
        return self.press("push button", name, within)

    def fill(self, name, text, within=None):
        """Puts a text where one was."""
        entry = self.see("text", name, within)
        self.click(entry)
        self.until(lambda: entry.has("focused"), f"the focus in {said(name)}")
        self.key("Control_L", "a")
        self.type(text)
        self.until(lambda: entry.text == text, f"“{text}” in {said(name)}")
        return entry

    def choose(self, *names):
        """From the menu that is open, and those in it, by keys: a menu is in no tree, but one hears where one is in it."""
        for name in names:
            self.until(lambda: self.ear.menus > self.menus, "the menu to open")
            heard = []
            while not heard or not tree.matches(heard[-1], name):
                if len(heard) > MOST_ITEMS:
                    raise Failure(f"the menu has no {said(name)}, but {heard}")
                before = self.ear.count
                self.key("Down")
                item = self.until(lambda: self.ear.count > before and self.ear.last.role.endswith("menu item") and self.ear.last, f"an item after {heard} in the menu")
                heard.append(item.name)
            self.menus = self.ear.menus
            self.key("Right" if name != names[-1] else "Return")

    def from_menu(self, *names):
        """From the window's own menu."""
        self.button("Menu")
        self.choose(*names)

    def pick(self, box, choice, within=None):
        """From a box to choose from, by keys. `box`: what it is for."""
        def there():
            return next((node for top in ([within] if within else self.windows()) for node in top.all("combo box")
                         if node.description == box and node.has("enabled")), None)
        node = self.until(there, f"a box for {said(box)}")
        self.click(node)
        self.until(lambda: self.ear.last.role in ("list", "list item"), f"the choices of {said(box)}")
        self.type(choice)
        self.until(lambda: self.ear.last.name == choice, f"{choice} among the choices of {said(box)}")
        self.key("Return")
        self.until(lambda: node.name == choice, f"{choice} in {said(box)}")

    # lists

    def list(self, name):
        """A list or table that is shown."""
        return self.until(lambda: next(filter(None, [self.find(role, name) for role in LISTS]), None), f"the list {said(name)}")

    def table(self, name):
        """Its rows as {title of the column: what the cell says}."""
        node = self.list(name)
        titles = [header.name for header in node.headers()] or [name]
        return [{title: cell.name for title, cell in zip(titles, row)} for row in node.rows()]

    def names(self, name="Files"):
        """What its first column says."""
        return [row[0].name for row in self.list(name).rows()]

    def lists(self, names, of="Files", seconds=SECONDS):
        """Waits until it has these rows, in this order."""
        seen = []

        def same():
            seen[:] = self.names(of)
            return seen == names

        try:
            self.until(same, NOT_YET, seconds)
        except Failure as failure:
            if NOT_YET not in str(failure):
                raise
            raise Failure(f"{of} lists {seen}, not {names}") from None

    def row(self, first, of="Files"):
        """The first cell of the row that begins with this name or pattern."""
        def there():
            return next((row[0] for row in self.list(of).rows() if tree.matches(row[0].name, first)), None)
        return self.until(there, f"{said(first)} in the list {of}")

    def cell(self, first, title, of="Files"):
        row = next((row for row in self.table(of) if tree.matches(next(iter(row.values())), first)), None)
        return row and row[title]

    def says(self, first, title, words, of="Files", seconds=SECONDS):
        """Waits until that row's cell below that title says so."""
        self.until(lambda: tree.matches(self.cell(first, title, of) or "", words), f"{said(words)} as {title} of {said(first)} in {of}", seconds)

    def select(self, first, of="Files"):
        node = self.row(first, of)
        self.click(node)
        self.until(lambda: self.row(first, of).has("selected"), f"{said(first)} to be selected")
        return node

    def sort(self, title, of="Files"):
        self.click(self.until(lambda: next((header for header in self.list(of).headers() if header.name == title), None), f"the column {title}"))

    def open(self, first, of="Files"):
        self.click(self.row(first, of), twice=True)

    def context(self, first, *names, of="Files"):
        """From the menu of a row."""
        self.click(self.row(first, of), button=3)
        self.choose(*names)

    def go(self, place):
        """By the sidebar."""
        self.click(self.row(place, "Places and projects"))

    # what is said below all

    def status(self):
        """The sentence of the status strip."""
        bar = self.find("status bar")
        return next(iter(bar.texts()), None) if bar else None

    def status_says(self, words, seconds=60):
        self.until(lambda: tree.matches(self.status() or "", words), f"the window to say {said(words)}", seconds)


def said(name):
    return "" if name is None else f"“{getattr(name, 'pattern', name)}”"


def inside(point, box):
    return box[0] <= point[0] < box[0] + box[2] and box[1] <= point[1] < box[1] + box[3]
