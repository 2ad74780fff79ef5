"""Options that the commands which judge share: what to write, and how much of it."""

from argparse import ArgumentParser
from collections.abc import Iterable


def add_reporting(parser: ArgumentParser, files: Iterable[tuple[str, str]]) -> None:
    """An option for each of the files, by name and what it is, and what OVAL results hold."""
    add = parser.add_argument
    for name, text in files:
        add(f"--{name}", metavar="FILE", default="", help=f"write {text}")
    add(
        "--report",
        metavar="FORMAT=FILE",
        action="append",
        default=[],
        help="write a report in another format, such as csv=results.csv (may be repeated; all: scapkit capabilities)",
    )
    add("--thin-results", action="store_true", help="only ids and results in OVAL results and ARF, no evidence")
    add("--without-syschar", action="store_true", help="leave out of them what was found on the system")
    add("--directives", metavar="FILE", default="", help="OVAL directives: what to report for each result and class")
    add("--quiet", action="store_true", help="print no summary")
