"""Which cases there are, and which of them the disk has room for, before anything is made."""
import os

import disk

RESERVE_BYTES = 3e9   # stays free, whatever runs
RESERVE_INODES = 20_000
TREES = {"million": 40e9}    # bytes of disk that the session of a tree wants at the full size
LEAST_TREE = 10e9


def of_tree(tree, scale):
    """Bytes of disk that a session of `bench` wants."""
    return TREES.get(tree, LEAST_TREE) * max(0.05, scale)


def of_case(curve, size):
    """Bytes of disk that a case of `bench scale` gets, with the file system's own."""
    return curve.slack * curve.disk_bytes * size + 1e9


def wanted(curves, options):
    """The cases, pairs of a curve and a size: `options.sizes` or the curve's own, times `options.scale`, without those that weigh more
    than `options.most` files."""
    found = []
    for curve in curves:
        sizes = {max(1, round(size * options.scale)) for size in options.sizes or curve.sizes}
        found += [(curve, size) for size in sorted(sizes) if options.most is None or size * curve.weight <= options.most]
    return found


def free(folder):
    """(bytes, inodes) that we may still use on the disk of `folder`; inodes are None where a file system does not count them."""
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize, there.f_favail if there.f_files else None


def fitting(cases, there, keep=False, own_disk=False):
    """Of `cases`: (those that fit into `there` = (bytes, inodes), [(case, why it does not)]).

    Each has the disk to itself, since its folder goes when it is over; unless they `keep` theirs, one beside the other. With an
    `own_disk` each is one large file, whose inodes are its own."""
    space, inodes = there if not own_disk else (there[0], None)
    fit, left_out = [], []
    for curve, size in cases:
        wanted = max(of_case(curve, size), disk.LEAST_BYTES) if own_disk else curve.disk_bytes * size
        entries = curve.inodes * size
        if wanted + RESERVE_BYTES > space:
            left_out.append(((curve, size), f"needs {(wanted + RESERVE_BYTES) / 1e9:.1f} GB of disk, {space / 1e9:.1f} GB are free"))
        elif inodes is not None and entries + RESERVE_INODES > inodes:
            left_out.append(((curve, size), f"needs {entries + RESERVE_INODES:,.0f} inodes, {inodes:,} are free"))
        else:
            fit.append((curve, size))
            if keep:
                space -= wanted
                inodes = None if inodes is None else inodes - entries
    return fit, left_out
