"""One line for each finding, as compilers write them; a terminal gets colours and a blank line between files."""

from itertools import groupby

from scapkit.lint.protocol import Format, Report
from scapkit.problem import Problem

COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "note": "\x1b[36m"}
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


def render(report: Report, colour: bool) -> str:
    """`file:line:column: level: code: message (hint)`, sorted by file and line."""
    if not colour:
        return "".join(f"{_line(problem)}\n" for problem in report.problems)
    files = groupby(report.problems, lambda problem: problem.span.file)
    return "\n".join("".join(f"{_coloured(problem)}\n" for problem in group) for _, group in files)


def _line(problem: Problem) -> str:
    return f"{problem.span}: {problem.level}: {_said(problem)}"


def _coloured(problem: Problem) -> str:
    return f"{BOLD}{problem.span}:{PLAIN} {COLOURS[problem.level]}{problem.level}:{PLAIN} {_said(problem)}"


def _said(problem: Problem) -> str:
    return f"{problem.code}: {problem.message}" + (f" ({problem.hint})" if problem.hint else "")


FORMAT = Format("text", "a line for each finding, for people and editors", render)
