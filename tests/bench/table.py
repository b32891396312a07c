"""The table, in Markdown, which a terminal shows as well."""
import os
import platform

from peers import OURS, PEERS
from works.work import figure

MIB = 1024 * 1024
BUSY = 0.1  # of the machine, used by others while we measured


def machine():
    """What these figures were measured on, in a line."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, Linux {platform.release()}"


def spread(runs, metric, unit=1):
    values = sorted(run[metric] / unit for run in runs if metric in run)
    if not values:
        return "-"
    middle = figure([{"x": value} for value in values], "x")
    return short(middle) + (f" ({short(values[0])}-{short(values[-1])})" if len(values) > 1 else "")


def short(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def notes(runs):
    said = [f"n={len(runs)}"]
    if "p95_s" in runs[0]:
        said.append(f"95th percentile {spread(runs, 'p95_s')} s of {runs[0]['saves']} saves")
    if "frames_per_s" in runs[0]:
        said.append(f"{spread(runs, 'frames_per_s')} frames a second, at most {spread(runs, 'gap_s', 0.001)} ms without one, "
                    f"opened again after {spread(runs, 'again_s', 0.001)} ms, at rest after {spread(runs, 'rest_s')} s; "
                    f"painted {spread(runs, 'start_s', 0.001)} ms after its start, filtered after {spread(runs, 'filter_s', 0.001)} ms, "
                    f"sorted after {spread(runs, 'sort_s', 0.001)} ms")
    if any(run.get("tenth") for run in runs):
        said.append("**once, at a tenth of the size**" if "wall_s" in runs[0] else "**stopped at a tenth of the size too**")
        said.append(f"{runs[0]['why']} at the full size")
    if any(is_busy(run) for run in runs):
        said.append("others used the machine")
    return ", ".join(said)


def is_busy(run):
    return run.get("other_cpu_s", 0) + run.get("stolen_s", 0) > BUSY * os.cpu_count() * run.get("step_s", 0)


def ratio(runs, ours, metric):
    """How many times more ours takes, like with like."""
    mine, theirs = figure(ours, metric), figure(runs, metric)
    if runs[0].get("tenth"):
        mine, theirs = (runs[0].get("ours") or {}).get(metric), runs[0].get(metric)
    return f"{mine / theirs:.2f}" if mine and theirs else "-"


def goals(row, results, judge):
    """A line for each goal."""
    for goal in row.goals:
        judged = goal.judged(results, OURS)
        if judged is None:
            yield f"- {goal.words()}: not measured"
        elif judge:
            yield f"- {goal.words()}: {judged[0]}, {'reached' if judged[1] else '**missed**'}"
        else:
            yield f"- {goal.words()}: {judged[0]}"


def table(rows, results, judge):
    """All rows; `judge` says whether a goal was reached, which small sizes cannot tell."""
    lines = []
    for row in rows:
        found = results.get(row.name, {})
        lines += [f"### {row.name}: {row.title}", ""]
        if not found:
            lines += ["not measured", ""]
            continue
        lines += ["| system | wall s | CPU s | peak MiB, all | peak MiB, largest client | wire MiB | ours ÷ it | |",
                  "|---|---|---|---|---|---|---|---|"]
        for name in [name for name in PEERS if name in found]:
            runs = found[name]
            lines.append(f"| {name} | {spread(runs, 'wall_s')} | {spread(runs, 'cpu_s')} | {spread(runs, 'peak_bytes', MIB)} | "
                         f"{spread(runs, 'client_peak_bytes', MIB)} | {spread(runs, 'wire_bytes', MIB)} | "
                         f"{'' if name == OURS else ratio(runs, found.get(OURS, []), row.compares)} | {notes(runs)} |")
        lines += ["", *goals(row, found, judge), ""]
    return "\n".join(lines)
