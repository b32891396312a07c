"""What was seen on a screen, as values: when rows are there, and how many frames a second. Pure."""

COLOURS = 8         # letters are smoothed: text has at least so many, a background, a band or a highlight fewer
ONE_FRAME_S = 0.003  # a frame that is seen half copied and then whole is one


def has_rows(strips):
    """Is there text in each of these pieces of a list? Each as bytes, 4 for a pixel."""
    return bool(strips) and all(len(set(memoryview(strip).cast("I"))) >= COLOURS for strip in strips)


def lowest_text(lines):
    """The middle of the lowest line of text, in pixels from the top, of lines of one pixel each, as bytes; or None."""
    inked = [number for number, line in enumerate(lines) if len(set(memoryview(line).cast("I"))) >= COLOURS]
    if not inked:
        return None
    top = inked[-1]
    while top - 1 in inked:
        top -= 1
    return (top + inked[-1]) // 2


def kept_from(seen):
    """The moment of [(moment, there or not)] from which on it was there to the end, or None."""
    moment = None
    for at, there in seen:
        if not there:
            moment = None
        elif moment is None:
            moment = at
    return moment


def frames(changes):
    """The moments at which a new frame began, of those at which the picture was seen to be another, in s."""
    found, last = [], None
    for at in changes:
        if last is None or at - last > ONE_FRAME_S:
            found.append(at)
        last = at
    return found


def rate(moments, begin, end):
    """Of frames between begin and end, in s: (frames a second, the longest time without a new one in s)."""
    within = [at for at in moments if begin <= at <= end]
    edges = [begin, *within, end]
    return len(within) / (end - begin), max(after - before for before, after in zip(edges, edges[1:]))
