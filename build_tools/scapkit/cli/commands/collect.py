"""scapkit collect: take from a cluster, an account or a node what a profile needs, into a dump."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from scapkit.cli.protocol import Command
from scapkit.cli.subcommands import add_subcommand
from scapkit.problem import Problem

if TYPE_CHECKING:
    from scapkit.api.gathering.collecting import Collected
    from scapkit.model.dump import Requirement

COLLECTORS = "scapkit.collect.collectors"
NOTHING, INCOMPLETE = 1, 2
NAMED = 3
STREAM = "-"
EXAMPLE = (
    "  scapkit collect kubernetes output/eks/ssg-eks-ds.xml --profile cis --output dumps/cluster\n"
    "  scapkit collect kubernetes --help\n"
    "exit code: 0 all was had, 2 something was refused or failed (the manifest says what), 1 nothing could be collected"
)


def configure(parser: ArgumentParser) -> None:
    """A subcommand for each collector: what all share, and its own."""
    from scapkit.collect.protocol import Collector
    from scapkit.registry import discover

    collectors: dict[str, Collector] = discover(COLLECTORS, "COLLECTOR")
    chosen = parser.add_subparsers(dest="collector", metavar="COLLECTOR", required=True)
    for name, collector in collectors.items():
        one = add_subcommand(chosen, name, collector, parser)
        _share(one)
        collector.configure(one)


def _share(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("content", metavar="CONTENT", nargs="?", default="", help="source datastream or XCCDF benchmark to collect for")
    add("--profile", metavar="ID", default="", help="profile id (default: the benchmark's own selection)")
    add("--tailoring", metavar="FILE", default="", help="XCCDF tailoring file")
    add("--output", metavar="DUMP", required=True, help="where to write; most collectors take a folder")
    add("--resume", action="store_true", help="go on with a dump that is there: ask only for what it lacks")
    add("--quiet", action="store_true", help="print no summary")


def run(arguments: Namespace) -> int:
    """Plan, collect, print what came of it; the exit code says whether all was had."""
    import os

    from scapkit.api.gathering.collecting import Purpose, collect
    from scapkit.cli.clock import now
    from scapkit.collect.protocol import Collector, Job
    from scapkit.registry import discover

    collector: Collector = discover(COLLECTORS, "COLLECTOR")[arguments.collector]
    purpose = Purpose(arguments.content, arguments.profile, arguments.tailoring)
    job = Job((), {}, arguments.output, arguments.resume, now, os.environ, _progress, _warn)
    try:
        collected = collect(collector, arguments, purpose, job)
    finally:
        _erase_progress()
    streams = arguments.output == STREAM
    if not arguments.quiet and not (streams and not collected.dumps):
        _print_summary(collected, arguments.output, sys.stderr if streams else sys.stdout)
    if collected.is_nothing:
        return NOTHING
    return 0 if collected.is_whole else INCOMPLETE


def _progress(done: int, total: int, what: str) -> None:
    """One line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r\033[K{done}/{total} {what[:80]}", end=end, file=sys.stderr, flush=True)


def _erase_progress() -> None:
    """Leave no half of a line before what is printed next."""
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _warn(problem: Problem) -> None:
    print(f"scapkit: warning: {problem._replace(level='error')}", file=sys.stderr)


def _print_summary(collected: "Collected", output: str, stream: TextIO) -> None:
    from collections import Counter

    from scapkit.report.html.page import inert

    counts = Counter(each.status for each in collected.calls)
    several = len(collected.dumps) > 1
    for text, names in _lacking(collected):
        print(inert(text + (f": {_named(names)}" if several else "")), file=stream)
    for text in (*collected.missing, *(f"left out: {each}" for each in collected.left_out)):
        print(inert(text), file=stream)
    told = ", ".join(f"{many} {status}" for status, many in sorted(counts.items()))
    dumps = f"{len(collected.dumps)} dumps, " if several else ""
    print(f"{output}: {dumps}{told or 'nothing was needed'}", file=stream)


def _lacking(collected: "Collected") -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is lacking and why, and on which assets."""
    from scapkit.dumps.lacking import reasons

    by_assets: dict[tuple[str, ...], list[Requirement]] = {}
    for each, names in collected.lacking:
        by_assets.setdefault(names, []).append(each)
    for names, lost in by_assets.items():
        yield from ((reason, names) for reason in reasons(lost))


def _named(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


COMMAND = Command(
    "collect",
    "take from a cluster, an account or a node what a profile needs, into a dump",
    EXAMPLE,
    configure,
    run,
)
