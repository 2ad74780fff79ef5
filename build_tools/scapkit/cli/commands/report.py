"""scapkit report: results that were written before, in any format for people and programs."""

import sys
from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

STDOUT = "-"


def configure(parser: ArgumentParser) -> None:
    """Results, the format, and where the report goes."""
    add = parser.add_argument
    add(
        "results",
        metavar="RESULTS",
        nargs="*",
        help="asset report collection (ARF), XCCDF or OVAL results, of any program, or a folder of such",
    )
    add(
        "--format",
        metavar="NAME",
        default="",
        help="what to write (default: what FILE ends with, such as html, else text)",
    )
    add("--output", metavar="FILE", default=STDOUT, help="where to write it (default: -, standard output)")
    add("--content", metavar="FILE", default="", help="what was judged by, where the results do not hold it")
    add("--tailoring", metavar="FILE", default="", help="where the profile came from, where neither of them holds it")
    add("--test-result", metavar="ID", default="", help="which TestResult of several (default: the newest)")
    add(
        "--oval-results",
        metavar="FILE",
        default=[],
        action="append",
        help="OVAL results of XCCDF results, where they do not lie beside these (may be repeated)",
    )
    add("--waivers", metavar="FILE", default="", help="exceptions: results that somebody accepts (docs/waivers.md)")
    add("--list", action="store_true", help="list the formats")


def run(arguments: Namespace) -> int:
    """Write the report; 0 however the rules came out."""
    from scapkit.problem import invalid

    if arguments.list:
        return _list()
    if not arguments.results:
        raise invalid("report", "no-results", "name the results to report on", hint="see scapkit report --help")
    return _write(arguments)


def _list() -> int:
    from scapkit.api.reports.reporting import FORMATS
    from scapkit.registry import discover

    for name, each in discover(FORMATS, "FORMAT").items():
        print(f"{name:20} {each.description}")
    return 0


def _of_suffix(path: str) -> str:
    """The format that a file's name ends with; text where it ends with none."""
    from pathlib import Path

    from scapkit.api.reports.reporting import FORMATS
    from scapkit.registry import module_names

    name = Path(path).suffix.removeprefix(".")
    return name if name in module_names(FORMATS) else "text"


def _write(arguments: Namespace) -> int:
    from contextlib import ExitStack

    from scapkit.api.recorded.reading import ReadingOptions
    from scapkit.api.recorded.recorded_reports import render_report, write_report
    from scapkit.api.reports.reporting import Report
    from scapkit.cli.clock import now
    from scapkit.cli.terminal import print_warnings, width

    name, oval_results = arguments.format or _of_suffix(arguments.output), tuple(arguments.oval_results)
    options = ReadingOptions(
        arguments.content, arguments.test_result, oval_results, arguments.waivers, arguments.tailoring
    )
    if arguments.output != STDOUT:
        print_warnings(write_report(arguments.results, Report(name, arguments.output), options, now()))
        return 0
    with ExitStack() as stack:
        chunks, warnings = render_report(arguments.results, name, options, now(), stack, width())
        print_warnings(warnings)
        sys.stdout.flush()
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
    return 0


COMMAND = Command(
    "report",
    "show results that were written before, by any program, in another format",
    "  scapkit report arf.xml --output report.html\n"
    "  scapkit report results/ --format csv --output all.csv\n"
    "  oscap xccdf eval --profile cis --results-arf arf.xml ssg-rhel9-ds.xml; scapkit report arf.xml\n"
    "of several assets a format that holds one only is written as a folder with a file for each; of a benchmark with\n"
    "several TestResults the newest is shown; OVAL results beside XCCDF results are found under the names that checks\n"
    "have for them, alone or with .result.xml behind it\n"
    "exit code: 0 the report was written, 1 something is wrong with results or arguments",
    configure,
    run,
)
