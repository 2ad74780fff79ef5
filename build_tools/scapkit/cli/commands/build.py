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
    parser.add_argument("--no-cache", action="store_true", help="compile every rule, and keep nothing")


def run(arguments: Namespace) -> int:
    """Build and say what was written."""
    import sys

    from scapkit.api.building import BuildOptions, build
    from scapkit.cli.clock import is_given, now

    options = BuildOptions(
        product=arguments.product,
        source=arguments.source,
        output=arguments.output,
        guides=not arguments.no_guides,
        cache=not arguments.no_cache,
        keep_time=not is_given(),
    )
    written = build(options, now())
    if not written.is_new:
        print("scapkit: nothing changed since the last build", file=sys.stderr)
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
