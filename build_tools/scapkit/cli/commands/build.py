"""scapkit build: a project to a datastream, its parts and its guides."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


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


def run(arguments: Namespace) -> int:
    """Build and say what was written."""
    import sys

    from scapkit.api.building import BuildOptions, build
    from scapkit.cli.clock import now

    options = BuildOptions(arguments.product, arguments.source, arguments.output, not arguments.no_guides)
    written = build(options, now())
    if written.is_shipped:
        print(f"scapkit: built from the content that comes with scapkit ({written.source})", file=sys.stderr)
    for path in written.paths:
        print(path)
    return 0


COMMAND = Command(
    "build",
    "compile a product's rules into a SCAP datastream, guides and a manifest",
    "  scapkit build eks\n  scapkit build eks --source ~/my-content --output /tmp/out",
    configure,
    run,
)
