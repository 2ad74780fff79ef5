"""scapkit diff: what changed between two results."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

MET = 2


def configure(parser: ArgumentParser) -> None:
    """Two results, conditions, a baseline, and what to write."""
    add = parser.add_argument
    add("old", metavar="OLD", nargs="?", help="ARF or XCCDF results of any program, or a folder of such")
    add("new", metavar="NEW", help="the same, later; alone it is held against a baseline")
    _add_formats(parser)
    _add_conditions(parser)
    add(
        "--asset",
        metavar="OLD=NEW",
        default=[],
        action="append",
        help="an asset that has another name in NEW, or is another and to be compared all the same (may be repeated)",
    )
    add("--content", metavar="FILE", default="", help="what was judged by, where the results do not hold it")


def _add_formats(parser: ArgumentParser) -> None:
    from scapkit.registry import module_names

    add = parser.add_argument
    names = ", ".join(module_names("scapkit.compare.results.formats"))
    add("--format", metavar="NAME", default="text", help=f"what to show: {names} (default: text)")
    add("--output", metavar="FILE", help="where to write it (default: standard output)")
    add(
        "--report",
        metavar="FORMAT=FILE",
        default=[],
        action="append",
        help="write another format, too (may be repeated)",
    )


def _add_conditions(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--fail-on",
        metavar="CONDITION",
        default=[],
        action="append",
        help="end with 2 on new-failures, any-failure, new-unknown, incomparable, removed, score<N or"
        " severity>=LEVEL (may be repeated, or several parted by commas)",
    )
    add("--baseline", metavar="FILE", default="", help="failures that are known and accepted")
    add("--write-baseline", metavar="FILE", default="", help="write a baseline that accepts all that fails in NEW")


def run(arguments: Namespace) -> int:
    """Compare and write; 2 where a condition is met."""
    import sys

    from scapkit.api.files.writing import Output, write_all
    from scapkit.api.recorded.diffing import DiffOptions, diff_results
    from scapkit.cli.terminal import print_warnings

    given = {name: getattr(arguments, name) or "" for name in DiffOptions._fields if hasattr(arguments, name)}
    several = {"reports": arguments.report, "same": arguments.asset, "fail_on": arguments.fail_on}
    made = diff_results(DiffOptions(**(given | {name: tuple(texts) for name, texts in several.items()})))
    print_warnings(made.warnings)
    shown = (Output(arguments.output, lambda: made.shown),) if arguments.output else ()
    write_all((*shown, *made.outputs), made.inputs)
    if not arguments.output:
        sys.stdout.flush()
        sys.stdout.buffer.write(made.shown)
        sys.stdout.flush()
    for each in made.diff.met:
        print(f"scapkit: --fail-on {each}", file=sys.stderr)
    return MET if made.diff.met else 0


COMMAND = Command(
    "diff",
    "tell what changed between two results: rules, evidence, assets",
    "  scapkit diff last-week.xml today.xml\n"
    "  scapkit diff results/2026-11-19 results/2026-11-26 --format html --output changes.html\n"
    "  scapkit diff main.xml branch.xml --fail-on 'new-failures,score<90' --report junit=diff.xml\n"
    "  scapkit diff today.xml --write-baseline accepted.yml\n"
    "  scapkit diff today.xml --baseline accepted.yml --fail-on 'severity>=high'\n"
    "exit code: 0 however much changed, 2 a condition of --fail-on is met, 1 something is wrong",
    configure,
    run,
)
