"""Nothing changed, and that is to be found out."""
from .work import Against, Work


class Unchanged(Work):
    """Timed: check(), for one folder, A, where a peer can look at one alone. A first check, not timed, warms the caches."""

    name, tree, needs = "unchanged", "tiny", "check"
    title = "100,000 files, nothing changed"
    goals = (Against("find", 2),)

    def run(self, session):
        session.peer.check()
        return session.measured(session.peer.check)
