"""scapkit evaluate against oscap xccdf eval: the same datastream, tree and outputs, in pairs.

    python tests/bench/evaluate.py [SCAPKIT [PAIRS]]

SCAPKIT is the command to measure (default: scapkit on the PATH); install it as a wheel, so that its bytecode is
compiled. Needs oscap; measures Debian's public EKS datastream too where ssg-applications is installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.paired import compare, measure
from trees import make_trees

PUBLIC = Path("/usr/share/xml/scap/ssg/content/ssg-eks-ds.xml")


def main() -> None:
    """Build our datastream, make the trees, run the pairs."""
    command = sys.argv[1] if len(sys.argv) > 1 else "scapkit"
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    scapkit, oscap = shutil.which(command), shutil.which("oscap")
    if scapkit is None or oscap is None:
        sys.exit(f"not found: {command if scapkit is None else 'oscap'}")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        measure("scapkit --help", [scapkit, "--help"], os.environ)
        build = [scapkit, "build", "eks", "--output", str(root / "out")]
        measure("scapkit build eks", build, os.environ, 5)
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        trees = make_trees(root / "trees")
        for datastream in (root / "out" / "eks" / "ssg-eks-ds.xml", PUBLIC):
            if datastream.is_file():
                pair(scapkit, oscap, datastream, trees["mixed"], root, pairs)


def pair(scapkit: str, oscap: str, datastream: Path, tree: Path, root: Path, pairs: int) -> None:
    """The cis profile with ARF, by both."""
    environment = {**os.environ, "OSCAP_PROBE_ROOT": str(tree)}
    ours = [scapkit, "evaluate", str(datastream), "--dump", str(tree), "--profile", "cis"]
    theirs = [oscap, "xccdf", "eval", "--profile", "cis", "--results-arf", str(root / "theirs.xml"), str(datastream)]
    label = f"{datastream.parent.name}/{datastream.name}, profile cis, ARF"
    compare(label, [*ours, "--arf", str(root / "ours.xml")], theirs, environment, pairs)


if __name__ == "__main__":
    main()
