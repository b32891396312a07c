"""A flame graph (Brendan Gregg) as SVG: each box is a function, as wide as its share of the samples, on top of who called it. Pure."""
import colorsys
from html import escape

WIDTH, LINE, LEAST_SHARE = 1200, 16, 0.0008
GREYS = ("[unknown]",)


def folded(lines):
    """{(outermost, …, innermost): samples} of what `perf script -F comm,ip,sym` writes: a head, its frames from the innermost on, an
    empty line."""
    stacks, head, frames = {}, None, []
    for line in [*lines, ""]:
        if not line.strip():
            if head is not None:
                stack = (head, *reversed(frames))
                stacks[stack] = stacks.get(stack, 0) + 1
            head, frames = None, []
        elif not line[0].isspace():
            head = line.strip()
        else:
            _, _, symbol = line.strip().partition(" ")
            frames.append(shortened(symbol.strip() or "[unknown]"))
    return stacks


def shortened(symbol):
    """Without the arguments, the offset and our own namespace."""
    symbol = symbol.replace("(anonymous namespace)", "anonymous").partition("(")[0].partition("+0x")[0]
    return symbol.replace("tideline::", "").strip()


def shares(stacks):
    """[(function, share of all samples in which it is on the stack)], the largest first."""
    total, found = sum(stacks.values()), {}
    for stack, samples in stacks.items():
        for function in set(stack):
            found[function] = found.get(function, 0) + samples
    return sorted(((function, samples / total) for function, samples in found.items()), key=lambda pair: (-pair[1], pair[0]))


def boxes(stacks):
    """[(depth, begin, width, function)], begin and width as shares of all samples; equal callers stand side by side once."""
    total, found = sum(stacks.values()), []
    places, at = {}, {(): 0.0}

    def place(path):
        if path not in places:
            above = path[:-1]
            begin = place(above)[0] if above else 0.0
            offset = at.setdefault(above, 0.0)
            places[path] = [begin + offset, 0.0]
        return places[path]

    sizes = {}
    for stack, samples in stacks.items():
        for depth in range(1, len(stack) + 1):
            sizes[stack[:depth]] = sizes.get(stack[:depth], 0) + samples
    for path in sorted(sizes):
        width = sizes[path] / total
        begin = place(path)[0]
        at[path[:-1]] = at.get(path[:-1], 0.0) + width
        if width >= LEAST_SHARE:
            found.append((len(path) - 1, begin, width, path[-1]))
    return found


def colour(function):
    """A warm one, always the same for a function."""
    hue, light = 20 + sum(function.encode()) % 35, 60 + sum(function.encode()[::2]) % 12
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue / 360, light / 100, 0.8))


def drawn(stacks, title):
    """The picture, as SVG text; a box's name and share are shown where it is wide enough, and under the pointer."""
    placed = boxes(stacks)
    height = (max(depth for depth, *_ in placed) + 3) * LINE
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">',
           f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>', f'<text x="6" y="{LINE}">{escape(title)}</text>']
    for depth, begin, width, function in placed:
        top = height - (depth + 1) * LINE
        left, wide = begin * WIDTH, width * WIDTH
        shade = "#ccc" if function in GREYS else colour(function)
        letters = int(wide / 6.2)
        name = function if len(function) <= letters else function[:letters - 1] + "…" if letters > 4 else ""
        out.append(f'<g><title>{escape(function)}: {width * 100:.1f} %</title><rect x="{left:.1f}" y="{top}" width="{wide:.1f}" '
                   f'height="{LINE - 1}" fill="{shade}"/>' + (f'<text x="{left + 2:.1f}" y="{top + 11}">{escape(name)}</text>' if name else "")
                   + "</g>")
    return "\n".join([*out, "</svg>"]) + "\n"
