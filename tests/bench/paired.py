"""Run two commands in turn and compare them pair by pair: wall time and peak memory of the whole process."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple


class Run(NamedTuple):
    """One finished process: seconds on the clock, seconds of CPU, peak resident MiB, exit code."""

    wall: float
    cpu: float
    peak: float
    code: int


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a command to its end, its output thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, process.returncode)


def compare(
    name: str, first: Sequence[str], second: Sequence[str], environment: Mapping[str, str], pairs: int = 15
) -> float:
    """Print the medians of both and of the ratios first/second, pair by pair; returns the median wall ratio."""
    for command in (first, second):
        run(command, environment)
    runs = [(run(first, environment), run(second, environment)) for _ in range(pairs)]
    codes = {(a.code, b.code) for a, b in runs}
    print(f"{name} ({pairs} pairs, exit codes {sorted(codes)})")
    for field in ("wall", "cpu", "peak"):
        values = [(getattr(a, field), getattr(b, field)) for a, b in runs]
        ratios = sorted(a / b for a, b in values)
        a, b = median(a for a, _ in values), median(b for _, b in values)
        unit = "MiB" if field == "peak" else "s"
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        print(f"  {field:5} {a:8.3f} {unit} against {b:8.3f} {unit}: ratio {median(ratios):.2f} ({spread})")
    return median(a.wall / b.wall for a, b in runs)


def measure(name: str, command: Sequence[str], environment: Mapping[str, str], times: int = 9) -> float:
    """Print the medians of one command alone; returns the median wall time in seconds."""
    run(command, environment)
    runs = [run(command, environment) for _ in range(times)]
    wall, peak = median(each.wall for each in runs), median(each.peak for each in runs)
    print(f"{name}: {wall:.3f} s, {peak:.1f} MiB (median of {times}, exit code {runs[-1].code})")
    return wall
