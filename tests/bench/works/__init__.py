"""The rows of the table, in its order; works on one tree follow each other in one session."""
from .first_sync import BULK, LARGE, MILLION, SMALL, TINY
from .idle import Idle
from .insert import Insert
from .latency import AT_ONCE, IN_TURN, ONE_SIDE
from .rename import Rename
from .unchanged import Unchanged
from .window import Window

WORKS = {work.name: work for work in (SMALL, ONE_SIDE, IN_TURN, AT_ONCE, TINY, Unchanged(), Idle(), LARGE, Insert(), BULK, Rename(),
                                      MILLION, Window())}


def of_tree(tree):
    return [work for work in WORKS.values() if work.tree == tree]
