"""scapkit build at several sizes: from nothing, with nothing changed, with one rule edited.

    python tests/bench/build.py [SCAPKIT [SIZE...]]

SCAPKIT is the command to measure (default: scapkit on the PATH); install it as a wheel, so that its bytecode is
compiled. Prints seconds of wall time, peak memory and milliseconds a rule; time a rule should stay flat.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.paired import Run, run
from bench.scale_product import make

TIMES = 3
RULE = "content/scale/group_000/scale_rule_00007/rule.yml"


def main() -> None:
    """Make the products, build each in every state, print a table."""
    command = sys.argv[1] if len(sys.argv) > 1 else "scapkit"
    scapkit = shutil.which(command)
    if scapkit is None:
        sys.exit(f"not found: {command}")
    sizes = [int(each) for each in sys.argv[2:]] or [250, 1000, 2500]
    print(f"{'rules':>6} {'from nothing':>26} {'unchanged':>12} {'rule edited':>12} {'no cache':>12}")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            print(_row(scapkit, Path(folder) / str(size), size), flush=True)


def _row(scapkit: str, root: Path, size: int) -> str:
    make(size, root)
    words = [scapkit, "build", "scale", "--source", str(root), "--output", str(root / "out")]
    nothing = _measured(words, lambda _: shutil.rmtree(root / "out", ignore_errors=True))
    unchanged = _measured(words, lambda _: None)
    edited = _measured(words, lambda number: _edit(root / RULE, number))
    without = _measured([*words, "--no-cache"], lambda _: None)
    whole = f"{nothing.wall:.2f} s {nothing.peak:.0f} MiB {nothing.wall / size * 1000:.2f} ms/rule"
    others = (f"{each.wall:.2f} s" for each in (unchanged, edited, without))
    return f"{size:6} {whole:>26} " + " ".join(f"{each:>12}" for each in others)


def _measured(words: list[str], prepare: Callable[[int], None]) -> Run:
    """The medians of some runs, each after it was prepared."""
    runs = []
    for number in range(TIMES):
        prepare(number)
        runs.append(run(words, os.environ))
        if runs[-1].code:
            sys.exit(f"exit code {runs[-1].code}: {' '.join(words)}")
    fields = (median(values) for values in list(zip(*runs, strict=True))[:3])
    return Run(*fields, code=0)


def _edit(path: Path, number: int) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("looks after", f"looks after {number}", 1), encoding="utf-8")


if __name__ == "__main__":
    main()
