"""Findings as JSON for other programs; docs/lint.md describes the members."""

import json

from scapkit.lint.places import relative
from scapkit.lint.protocol import Format, Report
from scapkit.problem import LEVELS, Problem

VERSION = 1


def render(report: Report, colour: bool) -> str:  # noqa: ARG001
    """An object with the counts by level and the findings in their order."""
    counts = {level: sum(problem.level == level for problem in report.problems) for level in LEVELS}
    document = {
        "version": VERSION,
        "counts": counts,
        "problems": [_problem(report.root, problem) for problem in report.problems],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _problem(root: str, problem: Problem) -> dict[str, str | int]:
    return {
        "file": relative(root, problem.span.file),
        "line": problem.span.line,
        "column": problem.span.column,
        "level": problem.level,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }


FORMAT = Format("json", "an object with counts and findings, for programs", render)
