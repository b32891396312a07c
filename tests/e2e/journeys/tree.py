"""What a screen reader is told of the programs on a screen: nodes with a role, a name and states, asked for anew each time.

Nothing is cached: what a node says is what its program says at that moment. A node that is gone is like one that was never there.
"""
import contextlib
import re

import pyatspi
from gi.repository import GLib

pyatspi.setCacheLevel(0)


class Node:
    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def role(self):
        return self.accessible.getRoleName()

    @property
    def name(self):
        return self.accessible.name or ""

    @property
    def description(self):
        return self.accessible.description or ""

    @property
    def text(self):
        """What is written in it: an entry's text."""
        return self.accessible.queryText().getText(0, -1)

    @property
    def value(self):
        """A slider's, a spin box's."""
        return self.accessible.queryValue().currentValue

    def has(self, *states):
        """Whether it has all of these: "showing", "enabled", "focused", "selected", "checked", "active"…"""
        held = self.accessible.getState()
        return all(held.contains(getattr(pyatspi, f"STATE_{state.upper()}")) for state in states)

    @property
    def box(self):
        """(left, top, width, height) on the screen."""
        box = self.accessible.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return box.x, box.y, box.width, box.height

    @property
    def middle(self):
        left, top, width, height = self.box
        return left + width // 2, top + height // 2

    def children(self):
        for at in range(self.accessible.childCount):
            if (child := self.accessible.getChildAtIndex(at)) is not None:
                yield Node(child)

    def shown(self):
        """Itself and all below that is shown, from the top. A list's cells are its own: see cells()."""
        with contextlib.suppress(GLib.Error):
            if not self.has("showing"):
                return
            yield self
            if self.role not in ("tree", "table", "list"):
                for child in self.children():
                    yield from child.shown()

    def all(self, role, name=None):
        return [node for node in self.shown() if node.role == role and matches(node.name, name)]

    def find(self, role, name=None):
        """The first one of this role and name that is shown, or None. `name`: text, or a pattern that is searched for in it."""
        with contextlib.suppress(GLib.Error):
            return next((node for node in self.shown() if node.role == role and matches(node.name, name)), None)

    def texts(self):
        """All that is said by labels."""
        return [node.name for node in self.all("label") if node.name]

    def rows(self):
        """Of a list or a table: each row's cells in the order of its columns, those that are not shown too. Of icons each one that is shown."""
        cells = list(self.children())
        width = 0
        while width < len(cells) and cells[width].role == "table column header":
            width += 1
        if not width:
            return [[cell] for cell in cells if cell.has("showing")]
        return [cells[at:at + width] for at in range(width, len(cells), width)]

    def headers(self):
        return [cell for cell in self.children() if cell.role == "table column header"]

    def __repr__(self):
        with contextlib.suppress(GLib.Error):
            return f"{self.role} “{self.name}”"
        return "(gone)"


class Ear:
    """Hears where the focus goes and that menus open, also where no tree leads to: a menu is in none, an editor in a list belongs to none
    of its cells."""

    def __init__(self):
        self.last = None  # the last node that got the focus
        self.count = 0    # how often it went anywhere
        self.menus = 0    # how many have opened
        pyatspi.Registry.registerEventListener(self._heard, "object:state-changed:focused", "object:state-changed:showing")

    def _heard(self, event):
        with contextlib.suppress(GLib.Error):  # it is gone again
            if event.detail1 and event.type.minor == "focused":
                self.last = Node(event.source)
                self.count += 1
            elif event.detail1 and event.source.getRoleName() == "popup menu":
                self.menus += 1

    def listen(self):
        """Takes what was said meanwhile."""
        while GLib.MainContext.default().iteration(False):
            pass


def matches(said, wanted):
    if wanted is None:
        return True
    return bool(wanted.search(said)) if isinstance(wanted, re.Pattern) else said == wanted


def application(process_id):
    """What the program with this id shows, or None while it does not tell."""
    with contextlib.suppress(GLib.Error):
        for program in Node(pyatspi.Registry.getDesktop(0)).children():
            if program.accessible.get_process_id() == process_id:
                return program
    return None


def outline(node, depth=0):
    """All that is shown below, for eyes: what a journey that fails leaves."""
    lines = []
    with contextlib.suppress(GLib.Error):
        if depth > 1 and not node.has("showing"):
            return lines
        lines.append(f"{'  ' * depth}{node!r} {node.description}".rstrip())
        for child in node.children():
            lines += outline(child, depth + 1)
    return lines
