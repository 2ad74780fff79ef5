"""scapkit lint: everything that is wrong with a project or could be better."""

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.cli.protocol import Command

if TYPE_CHECKING:
    from scapkit.api.projects.linting import Linted

EXITS = (
    "exit codes: 0 nothing but notes, 2 warnings, 1 errors; with --strict notes count as warnings, warnings as errors"
)


def configure(parser: ArgumentParser) -> None:
    """Products, source, output, and which codes to look for."""
    parser.description = f"{COMMAND.help}\n{EXITS}"
    parser.add_argument("products", nargs="*", metavar="PRODUCT", help="folders of content/ (default: all)")
    parser.add_argument("--source", metavar="DIR", help="the project (default: here, else shipped; --fix: here)")
    parser.add_argument("--format", metavar="NAME", default="text", help="text, json or sarif (default: text)")
    parser.add_argument("--output", metavar="FILE", help="where to write the findings (default: standard output)")
    parser.add_argument("--select", metavar="CODE", action="append", default=[], help="only these; commas join several")
    parser.add_argument("--ignore", metavar="CODE", action="append", default=[], help="all but these")
    parser.add_argument("--fix", action="store_true", help="repair what is mechanical first: order of keys, spacing")
    parser.add_argument("--strict", action="store_true", help="take everything one level more seriously")


def run(arguments: Namespace) -> int:
    """Print what was found and, on standard error, how much."""
    import sys

    from scapkit.api.projects.linting import LintOptions, lint, save, written_down

    select, ignore = _codes(arguments.select), _codes(arguments.ignore)
    linted = lint(LintOptions(tuple(arguments.products), arguments.source, select, ignore, arguments.fix))
    for file, codes in linted.mended:
        print(f"scapkit lint: mended {file}: {', '.join(codes)}", file=sys.stderr)
    colour = not arguments.output and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    text = written_down(linted, arguments.format, colour)
    if arguments.output:
        save(arguments.output, text)
    else:
        print(text, end="")
    print("scapkit lint: " + ", ".join(_counted(level, n) for level, n in linted.counts.items()), file=sys.stderr)
    return _exit_code(linted, arguments.strict)


def _codes(given: list[str]) -> tuple[str, ...]:
    return tuple(code.strip() for each in given for code in each.split(",") if code.strip())


def _counted(level: str, count: int) -> str:
    return f"{count} {level}{'s' * (count != 1)}"


def _exit_code(linted: "Linted", strict: bool) -> int:
    counts = linted.counts
    errors = counts["error"] + (counts["warning"] if strict else 0)
    warnings = counts["note"] if strict else counts["warning"]
    return 1 if errors else 2 if warnings else 0


COMMAND = Command(
    "lint",
    "say what is wrong with a project's files, or could be better",
    "  scapkit lint\n  scapkit lint eks --source ~/my-content --format sarif --output lint.sarif",
    configure,
    run,
)
