"""scapkit evaluate: judge a dump by content."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.cli.protocol import Command
from scapkit.cli.reporting import add_reporting

if TYPE_CHECKING:
    from scapkit.api.evaluating.options import EvaluateOptions

FILES = (
    ("arf", "ARF 1.1 with content, asset, XCCDF and OVAL results"),
    ("xccdf-results", "the benchmark with its XCCDF TestResult"),
    ("oval-results", "OVAL results; a number is put in where there are several documents"),
    ("ocil-results", "OCIL documents with results, where --answers are given; numbered likewise"),
    ("html", "report for people"),
    ("json", "report for programs"),
)


def configure(parser: ArgumentParser) -> None:
    """Content, dump, what to select and what to write."""
    add = parser.add_argument
    add("content", metavar="CONTENT", help="source datastream, XCCDF benchmark or OVAL definitions")
    add(
        "--dump",
        metavar="PATH",
        required=True,
        action="append",
        help="collected evidence: a folder or tar, a plain tree, or a collection of dumps (may be repeated)",
    )
    add(
        "--profile",
        metavar="ID",
        default=[],
        action="append",
        help="profile id, short or whole (default: the benchmark's own selection); may be repeated, see below",
    )
    add("--tailoring", metavar="FILE", default="", help="XCCDF tailoring file")
    add("--tailoring-id", metavar="ID", default="", help="tailoring component of the datastream")
    add("--cpe", metavar="FILE", default="", help="CPE dictionary, or expressions, to use beside the content's own")
    add("--rule", metavar="ID", action="append", default=[], help="judge only this rule (may be repeated)")
    add("--skip-rule", metavar="ID", action="append", default=[], help="leave this rule out (may be repeated)")
    add("--id", metavar="ID", action="append", default=[], help="judge only this OVAL definition (may be repeated)")
    add("--variables", metavar="FILE", default="", help="OVAL variables: values for external ones that no rule sets")
    for name in ("datastream-id", "xccdf-id", "benchmark-id", "oval-id"):
        add(f"--{name}", metavar="ID", default="", help="which one, where the content holds several")
    _of_people(parser)
    add("--no-cache", action="store_true", help="read the content anew, and keep nothing of it (see below)")
    add_reporting(parser, FILES)


def _of_people(parser: ArgumentParser) -> None:
    """What people answer, accept and vouch for."""
    add = parser.add_argument
    add("--answers", metavar="FILE", default="", help="what people answered to OCIL questions (docs/answers.md)")
    add("--require-sign-off", action="store_true", help="count no answer that nobody else has signed off")
    add("--waivers", metavar="FILE", default="", help="exceptions: results that somebody accepts (docs/waivers.md)")
    add("--require-signature", action="store_true", help="judge only by a data stream that is signed, see --trust")
    add("--trust", metavar="PEM", action="append", default=[], help="the same, by one of these certificates")


def run(arguments: Namespace) -> int:
    """Judge, write, print the summary; the exit code says whether a selected rule failed or stayed open."""
    from scapkit.api.evaluating.definitions import JudgedDefinitions, judge
    from scapkit.cli.clock import now
    from scapkit.cli.terminal import print_definitions, print_summary, print_warnings
    from scapkit.dumps.collection import dumps_at

    if len(arguments.dump) > 1 or len(arguments.profile) > 1 or dumps_at(arguments.dump[0]) is not None:
        return _run_fleet(arguments)
    judged = judge(_options(arguments), now())
    print_warnings(judged.warnings)
    if isinstance(judged, JudgedDefinitions):
        if not arguments.quiet:
            print_definitions(judged)
        return 0
    if not arguments.quiet:
        print_summary(judged)
    return judged.exit_code


def _run_fleet(arguments: Namespace) -> int:
    from scapkit.api.evaluating.fleet import evaluate_fleet
    from scapkit.cli.clock import now
    from scapkit.cli.terminal import print_fleet, print_warnings

    judged = evaluate_fleet(_options(arguments), arguments.dump, arguments.profile, now())
    print_warnings(judged.warnings)
    if not arguments.quiet:
        print_fleet(judged.fleet)
    return judged.exit_code


def _options(arguments: Namespace) -> "EvaluateOptions":
    from scapkit.api.evaluating.keeping import Keeping
    from scapkit.api.evaluating.options import EvaluateOptions
    from scapkit.api.reports.reporting import reports_of
    from scapkit.cli.places import user_keeping
    from scapkit.xmlio.sources import Choice

    given = vars(arguments)
    known = {name: given[name] for name in EvaluateOptions._fields if name in given}
    return EvaluateOptions(**known)._replace(
        dump=arguments.dump[0],
        profile=next(iter(arguments.profile), ""),
        rules=tuple(arguments.rule),
        skip_rules=tuple(arguments.skip_rule),
        definitions=tuple(arguments.id),
        choice=Choice(arguments.datastream_id, arguments.xccdf_id, arguments.benchmark_id, arguments.oval_id),
        reports=reports_of(arguments.report),
        trust=tuple(arguments.trust),
        keeping=Keeping() if arguments.no_cache else user_keeping(),
    )


COMMAND = Command(
    "evaluate",
    "judge a dump or a plain tree by a datastream, and write the evidence",
    "  scapkit evaluate output/eks/ssg-eks-ds.xml --profile cis --dump dumps/cluster --arf arf.xml --html report.html\n"
    "  scapkit evaluate checks-oval.xml --dump tree --variables values.xml --oval-results results.xml\n"
    "exit code: 0 no selected rule failed, erred or is unknown (so all passed, do not apply, are informational or\n"
    "were not checked; a warning says so where none came to pass or fail), 2 otherwise, 1 nothing was done; a result\n"
    "that is waived counts as what it became;\n"
    "of a collection each asset is judged by the profile that is named or, if its platform is another's, by the one\n"
    "for such assets: cis stands for cis-node too, and cis-1.8 for cis-1.8-node (ids that begin with it and a hyphen;\n"
    "a digit behind it begins another version); of several --profile the first whose platform it has; one to which\n"
    "none applies is listed. --arf, --xccdf-results, --oval-results and --html name folders then, with a file for\n"
    "each asset; --json names the file of the summary\n"
    "OVAL definitions without a benchmark: 0 whatever they came to, as true is good or bad by what they are about\n"
    "content that was read is kept in $XDG_CACHE_HOME/scapkit/content (usually ~/.cache/scapkit/content), at most 32\n"
    "files, which may be removed at any time; --no-cache does without",
    configure,
    run,
)
