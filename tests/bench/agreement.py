"""Every installed public datastream against oscap over random trees, rule by rule, with each one's cost.

    python tests/bench/agreement.py [FOLDER [SEEDS [NAME...]]]

FOLDER has the ssg-*-ds.xml (default: where Debian's ssg-* packages put them), SEEDS is how many trees each is judged
over (default 2), NAMEs choose datastreams (rhel8). Prints what agreed, what differed for which documented cause, and
what differed for none; the exit code says whether there is any of the last.
"""

import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "build_tools"))
from public_agreement import Compared, cause_of, causes, compare, configured, every_rule
from random_trees import make_tree

FOLDER = "/usr/share/xml/scap/ssg/content"


def main() -> None:
    """Compare them one by one."""
    folder, seeds, *names = [*sys.argv[1:], *(FOLDER, "2")[len(sys.argv) - 1 :]]
    oscap = shutil.which("oscap") or sys.exit("not found: oscap")
    totals: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as work:
        os.environ.update(configured(Path(work) / "rpm"))
        for datastream in sorted(Path(folder).glob("ssg-*-ds.xml")):
            name = datastream.name[4:-7]
            if names and name not in names:
                continue
            for platforms in (False, True):
                content = every_rule(datastream, Path(work) / "content.xml", platforms=platforms)
                for seed in range(int(seeds)):
                    tree = make_tree(datastream, seed, Path(work) / f"{name}-{platforms}-{seed}")
                    label = f"{name} tree {seed}{' with platforms' if platforms else ''}"
                    totals += told(label, compare(oscap, content, tree, Path(work)))
                    shutil.rmtree(tree)
    print("\n".join(f"{count:7} {what}" for what, count in totals.most_common()))
    sys.exit(1 if totals["differ for no known cause"] else 0)


def told(label: str, compared: Compared) -> "Counter[str]":
    """Print one comparison; returns what there was of each kind."""
    known = causes()
    count = Counter({"agree": len(compared.results) - len(compared.differences)})
    for each in compared.differences:
        cause = cause_of(each, known)
        count[cause.cause if cause else "differ for no known cause"] += 1
        if cause is None:
            print(f"  {label}: {each.rule}: oscap {each.oscap}, scapkit {each.scapkit}")
    scores = " and ".join(f"{score:.2f}" for score in compared.scores)
    print(f"{label}: {len(compared.results)} results, {len(compared.differences)} differ, scores {scores}", flush=True)
    return count


if __name__ == "__main__":
    main()
