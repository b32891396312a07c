"""Dolphin: KDE's file browser. It syncs nothing; it shows the folder that ours shows."""
import os

from .peer import Peer, first_line

# As ours shows a folder: a list with details, no previews; and no dialog about what is new.
SETTINGS = "[General]\nGlobalViewProps=true\n"
CLICKS = "[KDE]\nSingleClick=false\n"
VIEW = "[Dolphin]\nPreviewsShown=false\nTimestamp=2026,1,1,0,0,0\nVersion=4\nViewMode=1\n"


class Dolphin(Peer):
    name = "dolphin"
    program = package = window_program = "dolphin"
    verbs = frozenset({"window"})
    copies = False
    names_head = (300, 48)
    filter_keys = ("Control_L", "i")

    @classmethod
    def version(cls, bin_dir):
        return first_line("env", "QT_QPA_PLATFORM=offscreen", "dolphin", "--version")

    def prepare_window(self):
        for path, text in ((".config/dolphinrc", SETTINGS), (".config/kdeglobals", CLICKS), (".local/share/dolphin/view_properties/global/.directory", VIEW)):
            path = os.path.join(os.environ["HOME"], path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="ascii") as file:
                file.write(text)

    def window(self, environment):
        return self.daemon("dolphin", "--new-window", self.a, environment=environment)
