"""scapkit evaluate against oscap xccdf eval: the same datastream, tree and outputs, in pairs.

    python tests/bench/evaluate.py [SCAPKIT [PAIRS]]

SCAPKIT is the command to measure (default: scapkit on the PATH); install it as a wheel, so that its bytecode is
compiled. Needs oscap; measures Debian's public EKS and Debian 11 datastreams too where ssg-applications and ssg-debian
are installed, the latter over a copy of this machine's /etc, /usr/lib and list of packages. Each is measured as it is
(the content was evaluated before), with --no-cache, and against an oscap that does not validate.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.paired import compare, measure
from trees import make_trees

PUBLIC = Path("/usr/share/xml/scap/ssg/content")
MAX_COPIED = 1024 * 1024


class Case(NamedTuple):
    """What to evaluate over what."""

    datastream: Path
    profile: str
    tree: Path


def main() -> None:
    """Build our datastream, make the trees, run the pairs."""
    command = sys.argv[1] if len(sys.argv) > 1 else "scapkit"
    pairs = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    scapkit, oscap = shutil.which(command), shutil.which("oscap")
    if scapkit is None or oscap is None:
        sys.exit(f"not found: {command if scapkit is None else 'oscap'}")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ |= {"XDG_CACHE_HOME": f"{root}/cache", "XDG_STATE_HOME": f"{root}/state"}
        measure("scapkit --help", [scapkit, "--help"], os.environ)
        build = [scapkit, "build", "eks", "--output", str(root / "out")]
        measure("scapkit build eks", build, os.environ, 5)
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for case in cases(root):
            pair(scapkit, oscap, case, root, pairs)


def cases(root: Path) -> list[Case]:
    """What there is to measure on this machine."""
    eks = make_trees(root / "trees")["mixed"]
    wanted = [Case(root / "out" / "eks" / "ssg-eks-ds.xml", "cis", eks), Case(PUBLIC / "ssg-eks-ds.xml", "cis", eks)]
    debian = PUBLIC / "ssg-debian11-ds.xml"
    if debian.is_file():
        wanted.append(Case(debian, "anssi_np_nt28_high", debian_tree(root / "debian")))
    return [each for each in wanted if each.datastream.is_file()]


def debian_tree(root: Path) -> Path:
    """A copy of this machine's files up to 1 MiB, which calls itself Debian 11."""
    for folder in ("etc", "usr/lib", "var/lib/dpkg"):
        shutil.copytree(f"/{folder}", root / folder, symlinks=True, copy_function=copied, ignore=not_copied)
    (root / "etc" / "debian_version").write_text("11.6\n")
    return root


def copied(source: str, target: str) -> None:
    """A file with its times and mode; root keeps the owner too."""
    shutil.copy2(source, target, follow_symlinks=False)
    if os.geteuid() == 0:
        found = os.lstat(source)
        os.chown(target, found.st_uid, found.st_gid, follow_symlinks=False)


def not_copied(folder: str, names: Sequence[str]) -> list[str]:
    """What is large, special or not ours to read."""
    paths = {name: Path(folder, name) for name in names}
    links = {name for name, path in paths.items() if path.is_symlink()}
    special = [name for name, path in paths.items() if name not in links and not (path.is_file() or path.is_dir())]
    large = [name for name, path in paths.items() if path.is_file() and path.stat().st_size > MAX_COPIED]
    return [*special, *large, *(name for name, path in paths.items() if not os.access(path, os.R_OK))]


def pair(scapkit: str, oscap: str, case: Case, root: Path, pairs: int) -> None:
    """The profile with ARF, by both."""
    environment = {**os.environ, "OSCAP_PROBE_ROOT": str(case.tree)}
    content = str(case.datastream)
    ours = [scapkit, "evaluate", content, "--dump", str(case.tree), "--profile", case.profile]
    ours += ["--arf", str(root / "ours.xml")]
    theirs = [oscap, "xccdf", "eval", "--profile", case.profile, "--results-arf", str(root / "theirs.xml")]
    label = f"{case.datastream.parent.name}/{case.datastream.name}, profile {case.profile}, ARF"
    compare(label, ours, [*theirs, content], environment, pairs)
    compare(f"{label}, --no-cache", [*ours, "--no-cache"], [*theirs, content], environment, pairs)
    compare(f"{label}, oscap --skip-validation", ours, [*theirs, "--skip-validation", content], environment, pairs)


if __name__ == "__main__":
    main()
