#!/usr/bin/env python3
"""The curves as a picture, from the JSON that `./dev bench scale` keeps: a line of panels for each, time on the left, memory on the right.

usage: picture.py JSON PICTURE.svg (or .png). With matplotlib, which Debian has for its own Python alone: python3-matplotlib.
"""
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHONS = (sys.executable, "/usr/bin/python3")
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d00", "#444444", "#56b4e9", "#e69f00")  # told apart by the colour-blind too
MARKS = "osD^vPX*"
LIMIT = "#b00020"


def drawn(source, target):
    """Draws with the first Python that has matplotlib; gives why it could not, or None."""
    why = "no Python here has matplotlib (Debian package python3-matplotlib)"
    for python in dict.fromkeys(filter(shutil.which, PYTHONS)):
        if subprocess.run([python, "-c", "import matplotlib"], capture_output=True, check=False).returncode == 0:
            done = subprocess.run([python, os.path.join(HERE, "picture.py"), source, target], capture_output=True, text=True, check=False)
            return None if done.returncode == 0 else done.stderr.strip()
    return why


def draw(found, target):
    import matplotlib
    matplotlib.use("Agg")
    matplotlib.rcParams.update({"font.family": "DejaVu Sans", "font.size": 9.5, "svg.fonttype": "path", "svg.hashsalt": "tideline",
                                "axes.edgecolor": "#777777", "axes.titleweight": "bold", "axes.titlesize": 11})
    from matplotlib import pyplot

    curves = found["curves"]
    figure, rows = pyplot.subplots(len(curves), 2, figsize=(10.5, 0.9 + 3.0 * len(curves)), squeeze=False, layout="constrained",
                                   facecolor="white")
    for (time, memory), curve in zip(rows, curves):
        panels(time, memory, curve)
    figure.suptitle(f"Tideline: {found['began']}, {found['machine']}", fontsize=9.5, color="#444444")
    figure.savefig(target, dpi=100, metadata={"Date": None} if target.endswith(".svg") else None)


def panels(time, memory, curve):
    sizes = sorted({int(size) for runs in curve["steps"].values() for size in runs})
    for number, (step, runs) in enumerate(curve["steps"].items()):
        look = {"color": COLOURS[number % len(COLOURS)], "marker": MARKS[number % len(MARKS)], "markersize": 5, "linewidth": 1.8}
        across = [size for size in sizes if str(size) in runs]
        values = [runs[str(size)] for size in across]
        time.plot(across, [value["wall_s"] for value in values], label=step, **look)
        time.plot(across, [value["cpu_s"] for value in values], color=look["color"], linewidth=1, linestyle=":")
        # A step without a client (the server's start) has a line in the legend alone.
        memory.plot(across, [value["client_peak_bytes"] / 1e6 or float("nan") for value in values], label=step, **look)
    for panel, decades in ((time, 8), (memory, 1)):
        panel.set(xscale="log", yscale="log", xlabel=curve["unit"], xticks=sizes, axisbelow=True)
        panel.margins(x=0.06, y=0.1)
        panel.grid(True, which="major", color="#e4e4e4", linewidth=0.7)
        linear(panel, sizes, decades)
    memory.set_ylim(min(10, memory.get_ylim()[0]), max(200, memory.get_ylim()[1]))
    limits(memory, sizes, sorted((int(size), limit / 1e6) for size, limit in curve["memory"].items()))
    for panel in (time, memory):
        low, high = panel.get_ylim()
        plain(panel, (1, 2, 5) if high < 100 * low else (1,))
    time.set_title(curve["title"], loc="left")
    time.set_ylabel("seconds (dotted: CPU)")
    memory.set_title("most that a client had resident", loc="left", fontweight="normal")
    memory.set_ylabel("MB")
    memory.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=9, handlelength=2.6)


def linear(panel, sizes, decades):
    """How a linear step would run: through the largest value, and at a tenth, a hundredth… of it."""
    low, high = panel.get_ylim()
    top = max((value for line in panel.get_lines() for value in line.get_ydata() if value == value), default=1)
    for decade in range(decades if sizes[0] < sizes[-1] else 0):
        end = top / 10**decade
        panel.plot((sizes[0], sizes[-1]), (end * sizes[0] / sizes[-1], end), color="#999999", linestyle=(0, (6, 4)), linewidth=1, zorder=1,
                   label=None if decade else "linear")
    panel.set_ylim(low, high)


def limits(panel, sizes, bounds):
    before, label = sizes[0], "limit"
    for size, limit in bounds:
        if before <= sizes[-1]:
            panel.plot((before, min(size, sizes[-1])), (limit, limit), color=LIMIT, linewidth=1.6, label=label)
            panel.set_ylim(top=max(panel.get_ylim()[1], 1.5 * limit))
            label = None
        before = size


def plain(panel, steps):
    """Numbers as people write them: 10,000 and 0.1."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator
    panel.yaxis.set_major_locator(LogLocator(subs=steps))
    panel.xaxis.set_minor_locator(NullLocator())
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}" if value >= 1 else f"{value:g}"))
        axis.set_minor_formatter(NullFormatter())


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        found = json.load(file)
    draw(found, sys.argv[2])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
