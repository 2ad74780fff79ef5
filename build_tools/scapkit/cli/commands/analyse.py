"""scapkit analyse: judge OVAL system characteristics that were collected before."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command
from scapkit.cli.reporting import add_reporting

FILES = (
    ("oval-results", "OVAL results"),
    ("html", "report for people"),
    ("json", "report for programs"),
)


def configure(parser: ArgumentParser) -> None:
    """Definitions, what was collected, and what to write."""
    add = parser.add_argument
    add("definitions", metavar="DEFINITIONS", help="OVAL definitions, or a source datastream that holds some")
    add("characteristics", metavar="SYSCHAR", help="OVAL system characteristics that any tool collected")
    add("--id", metavar="ID", action="append", default=[], help="judge only this definition (may be repeated)")
    add("--variables", metavar="FILE", default="", help="OVAL variables (default: the values at collection)")
    for name in ("datastream-id", "oval-id"):
        add(f"--{name}", metavar="ID", default="", help="which one, where a datastream holds several")
    add_reporting(parser, FILES)


def run(arguments: Namespace) -> int:
    """Judge, write, print the summary; 0 whatever the definitions came to."""
    import sys

    from scapkit.api.evaluating.analysing import analyse
    from scapkit.api.evaluating.options import EvaluateOptions
    from scapkit.api.reports.reporting import reports_of
    from scapkit.cli.clock import now
    from scapkit.cli.terminal import print_definitions
    from scapkit.xmlio.sources import Choice

    given = {name: value for name, value in vars(arguments).items() if name in EvaluateOptions._fields}
    given |= {"content": arguments.definitions, "definitions": tuple(arguments.id)}
    given |= {"reports": reports_of(arguments.report)}
    choice = Choice(datastream_id=arguments.datastream_id, oval_id=arguments.oval_id)
    judged = analyse(EvaluateOptions(dump=arguments.characteristics, choice=choice, **given), now())
    for warning in judged.warnings:
        print(f"scapkit: warning: {warning._replace(level='error')}", file=sys.stderr)
    if not arguments.quiet:
        print_definitions(judged)
    return 0


COMMAND = Command(
    "analyse",
    "judge OVAL system characteristics that were collected before, by any tool",
    "  scapkit analyse checks-oval.xml collected.xml --oval-results results.xml\n"
    "exit code: 0 whatever the definitions came to, 1 something went wrong",
    configure,
    run,
)
