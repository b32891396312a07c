"""The curves of `./dev bench scale`, in the order of its table."""
from .files import FILES, FOLDER
from .large_file import RANDOM, SPARSE
from .projects import Projects
from .revisions import Revisions

CURVES = {curve.name: curve for curve in (FILES, FOLDER, Projects(), Revisions(), RANDOM, SPARSE)}
