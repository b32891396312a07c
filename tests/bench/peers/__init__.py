"""The systems that the bench knows, in the order in which they take turns."""
from .dolphin import Dolphin
from .limits import Copy, Walk
from .rclone import Rclone
from .rsync import Rsync
from .syncthing import Syncthing
from .tideline import Tideline
from .unison import Unison

PEERS = {peer.name: peer for peer in (Tideline, Rsync, Syncthing, Unison, Rclone, Copy, Walk, Dolphin)}
OURS = Tideline.name
