"""SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors show beside the lines."""

import json
from typing import Any
from urllib.parse import quote

from scapkit import sarif
from scapkit.lint.places import relative
from scapkit.lint.protocol import Format, Report
from scapkit.problem import Problem

ROOT = "SRCROOT"


def render(report: Report, colour: bool) -> str:  # noqa: ARG001
    """One run: the checks as rules with their help, the findings as results with places relative to the project."""
    rules = _rules(report)
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    run = {
        "tool": sarif.tool(rules),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The folder that holds content, profiles and templates."}}
        },
        "results": [_result(report.root, problem, indices[problem.code]) for problem in report.problems],
    }
    log = {"$schema": sarif.SCHEMA, "version": sarif.VERSION, "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rules(report: Report) -> list[dict[str, Any]]:
    """The checks, and the codes of errors that the build found, in the order of their names."""
    known = {name: (level, text) for name, level, text in report.helps}
    for problem in report.problems:
        known.setdefault(
            problem.code, (problem.level, "The build cannot go on with this; the message says what to do.")
        )
    return [_rule(name, *known[name]) for name in sorted(known)]


def _rule(name: str, level: str, text: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": sarif.name(name),
        "shortDescription": {"text": f"{name.replace('-', ' ').capitalize()}."},
        "help": {"text": text},
        "defaultConfiguration": {"level": level},
    }


def _result(root: str, problem: Problem, index: int) -> dict[str, Any]:
    text = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.level,
        "message": sarif.message(text),
        "locations": [{"physicalLocation": _location(root, problem)}],
    }


def _location(root: str, problem: Problem) -> dict[str, Any]:
    file = relative(root, problem.span.file)
    artifact = {"uri": f"file://{quote(file)}"} if file.startswith("/") else {"uri": quote(file), "uriBaseId": ROOT}
    location: dict[str, Any] = {"artifactLocation": artifact}
    if problem.span.line:
        column = {"startColumn": problem.span.column} if problem.span.column else {}
        location["region"] = {"startLine": problem.span.line, **column}
    return location


FORMAT = Format("sarif", "SARIF 2.1.0, for code hosts and editors", render)
