"""scapkit test: a project's cases judged, each told that does not come to the right result."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """The project, and which of its cases."""
    parser.add_argument("--source", metavar="DIR", default=".", help="the project (default: here)")
    add = parser.add_argument
    add(
        "--rule",
        metavar="ID",
        action="append",
        default=[],
        help="only cases of this rule or template (may be repeated)",
    )


def run(arguments: Namespace) -> int:
    """A line for each case that is wrong or undecided, then the count; exit code 2 where one is wrong."""
    from scapkit.api.projects.cases import judge_cases

    judged = judge_cases(arguments.source, tuple(arguments.rule))
    wrong = [each for each in judged if each.is_decided and not each.is_right]
    undecided = [each for each in judged if not each.is_decided]
    for each in (*wrong, *undecided):
        print(each)
    right = len(judged) - len(wrong) - len(undecided)
    print(f"{len(judged)} cases: {right} right, {len(wrong)} wrong, {len(undecided)} undecided")
    return 2 if wrong else 0


COMMAND = Command(
    "test",
    "judge the systems described in tests/cases and compare the results",
    "  scapkit test\n  scapkit test --source ~/my-content --rule sshd_no_root_login\n"
    "exit code: 0 all as they must be, 2 some are not, 1 something went wrong",
    configure,
    run,
)
