"""scapkit evaluate: judge a dump by content."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.cli.protocol import Command

if TYPE_CHECKING:
    from scapkit.api.definitions import JudgedDefinitions

FILES = (
    ("arf", "ARF 1.1 with content, asset, XCCDF and OVAL results"),
    ("xccdf-results", "the benchmark with its XCCDF TestResult"),
    ("oval-results", "OVAL results; a number is put in where there are several documents"),
    ("html", "report for people"),
    ("json", "report for programs"),
)


def configure(parser: ArgumentParser) -> None:
    """Content, dump, what to select and what to write."""
    add = parser.add_argument
    add("content", metavar="CONTENT", help="source datastream, XCCDF benchmark or OVAL definitions")
    add("--dump", metavar="PATH", required=True, help="collected evidence: a folder or tar, or a plain tree")
    add(
        "--profile",
        metavar="ID",
        default="",
        help="profile id, short or whole (default: the benchmark's own selection)",
    )
    add("--tailoring", metavar="FILE", default="", help="XCCDF tailoring file")
    add("--tailoring-id", metavar="ID", default="", help="tailoring component of the datastream")
    add("--cpe", metavar="FILE", default="", help="CPE dictionary to use beside the content's own")
    add("--rule", metavar="ID", action="append", default=[], help="judge only this rule (may be repeated)")
    add("--skip-rule", metavar="ID", action="append", default=[], help="leave this rule out (may be repeated)")
    for name in ("datastream-id", "xccdf-id", "benchmark-id"):
        add(f"--{name}", metavar="ID", default="", help="which one, where the content holds several")
    for name, text in FILES:
        add(f"--{name}", metavar="FILE", default="", help=f"write {text}")
    add("--quiet", action="store_true", help="print no summary")


def run(arguments: Namespace) -> int:
    """Judge, write, print the summary; the exit code says whether all selected rules passed."""
    import sys

    from scapkit.api.definitions import JudgedDefinitions, judge
    from scapkit.api.judging import EvaluateOptions
    from scapkit.cli.clock import now
    from scapkit.xmlio.content import Choice

    given = vars(arguments)
    known = {name: given[name] for name in EvaluateOptions._fields if name in given}
    choice = Choice(arguments.datastream_id, arguments.xccdf_id, arguments.benchmark_id)
    options = EvaluateOptions(**known)._replace(
        rules=tuple(arguments.rule), skip_rules=tuple(arguments.skip_rule), choice=choice
    )
    judged = judge(options, now())
    if isinstance(judged, JudgedDefinitions):
        return _print_definitions(judged, arguments.quiet)
    for warning in judged.warnings:
        print(f"scapkit: warning: {warning}", file=sys.stderr)
    if not arguments.quiet:
        from scapkit.cli.terminal import print_summary

        print_summary(judged)
    return judged.exit_code


def _print_definitions(judged: "JudgedDefinitions", quiet: bool) -> int:
    """A line for each definition; the exit code says only that all went well, as true is good or bad by its class."""
    if not quiet:
        from scapkit.report.page import inert

        for each in judged.results.definitions:
            print(inert(f"{each.result:<14}  {each.class_:<13}  {each.definition_id}  {each.title}"))
    return 0


COMMAND = Command(
    "evaluate",
    "judge a dump or a plain tree by a datastream, and write the evidence",
    "  scapkit evaluate output/eks/ssg-eks-ds.xml --profile cis --dump dumps/cluster --arf arf.xml --html report.html\n"
    "exit code: 0 all selected rules passed, 2 some did not, 1 something went wrong",
    configure,
    run,
)
