"""A table for each curve, in Markdown: its steps over its sizes, and the verdicts."""
import verdict
from table import MIB, is_busy, short


def verdicts(curve, steps):
    """[(step, words, whether something was too slow or too large)]"""
    found = []
    for step, runs in steps.items():
        time, slow = verdict.time_verdict(runs)
        memory, large = verdict.memory_verdict(curve, runs)
        found.append((step, "; ".join(words for words in (time, memory) if words), slow is False or large is False))
    return found


def table(curves, results):
    """`results`: {curve: {step: {size: values}}}. Slope: on log-log paper, from the size before; 1 is linear."""
    lines = []
    for curve in curves:
        steps = results.get(curve.name, {})
        lines += [f"### {curve.name}: {curve.title}", ""]
        if not steps:
            lines += ["not measured", ""]
            continue
        lines += [f"| step | {curve.unit} | wall s | CPU s | client MiB | server MiB | wire MiB | slope, wall | slope, CPU | |",
                  "|---|---|---|---|---|---|---|---|---|---|"]
        for step, runs in steps.items():
            growths = {growth.larger: growth for growth in verdict.growths(runs)}
            for size, run in sorted(runs.items()):
                lines.append(f"| {step} | {size:,} | {short(run['wall_s'])} | {short(run['cpu_s'])} | "
                             f"{short(run['client_peak_bytes'] / MIB)} | {short(run['server_peak_bytes'] / MIB)} | "
                             f"{short(run['wire_bytes'] / MIB)} | {slopes(growths.get(size))} | {notes(run)} |")
        said = {}
        for step, words, _ in verdicts(curve, steps):
            said.setdefault(words, []).append(step)
        lines += ["", *(f"- {', '.join(alike)}: {words}" for words, alike in said.items()), ""]
    return "\n".join(lines)


def slopes(growth):
    return f"{growth.slope:.2f} | {growth.cpu_slope:.2f}" if growth else " | "


def notes(run):
    said = [f"{short(run['disk_bytes'] / MIB)} MiB on the disk"] if "disk_bytes" in run else []
    return ", ".join(said + (["others used the machine"] if is_busy(run) else []))
