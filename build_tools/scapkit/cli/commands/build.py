"""scapkit build: a project to a datastream, its parts and its guides."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.cli.protocol import Command

if TYPE_CHECKING:
    from scapkit.api.projects.building import BuildOptions, Written


def configure(parser: ArgumentParser) -> None:
    """Product, source and output."""
    parser.add_argument("product", metavar="PRODUCT", help="a folder of content/, for example eks")
    parser.add_argument(
        "--source",
        metavar="DIR",
        help="the project: holds content/, profiles/, templates/ (default: here, else shipped)",
    )
    parser.add_argument("--output", metavar="DIR", default="output", help="where to write (default: output)")
    parser.add_argument("--no-guides", action="store_true", help="leave the HTML guides out")
    parser.add_argument("--no-cache", action="store_true", help="compile every rule, and keep nothing")
    parser.add_argument("--watch", action="store_true", help="build again whenever a file changes, until interrupted")


def run(arguments: Namespace) -> int:
    """Build and say what was written; with --watch again and again."""
    from scapkit.api.projects.building import BuildOptions, build
    from scapkit.cli.clock import is_given, now

    options = BuildOptions(
        product=arguments.product,
        source=arguments.source,
        output=arguments.output,
        guides=not arguments.no_guides,
        cache=not arguments.no_cache,
        keep_time=not is_given(),
    )
    if arguments.watch:
        return _watch(options)
    _tell(build(options, now()))
    return 0


def _tell(written: "Written") -> None:
    import sys

    if not written.is_new:
        print("scapkit: nothing changed since the last build", file=sys.stderr)
    if written.is_shipped:
        print(f"scapkit: built from the content that comes with scapkit ({written.source})", file=sys.stderr)
    for path in written.paths:
        print(path)


def _watch(options: "BuildOptions") -> int:
    """Build, then after every change; what is wrong is told and waited for. Ends when it is interrupted."""
    import sys

    from scapkit.api.projects.building import source_folder
    from scapkit.api.projects.watching import changes

    changed = changes(source_folder(options), options.product)
    while True:
        _try(options)
        print("scapkit: waiting for changes; Ctrl-C ends", file=sys.stderr)
        for path in next(changed):
            print(f"scapkit: changed: {path}", file=sys.stderr)


def _try(options: "BuildOptions") -> None:
    import sys
    import time

    from scapkit.api.projects.building import build
    from scapkit.cli.clock import now
    from scapkit.problem import Invalid

    start = time.monotonic()
    try:
        written = build(options, now())
        print(f"{written.datastream}: built in {time.monotonic() - start:.2f} s", flush=True)
    except Invalid as error:
        for problem in error.problems:
            print(f"scapkit: {problem}", file=sys.stderr)


COMMAND = Command(
    "build",
    "compile a product's rules into a SCAP datastream, guides and a manifest",
    "  scapkit build eks\n  scapkit build eks --source ~/my-content --output /tmp/out\n  scapkit build eks --watch",
    configure,
    run,
)
