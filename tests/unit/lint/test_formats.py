"""Findings as text, JSON and SARIF 2.1.0."""

import json
import re
from typing import Any

import pytest

from scapkit.api.projects.linting import Linted, written_down
from scapkit.lint.protocol import Report
from scapkit.problem import NOTE, WARNING, Invalid, Problem
from scapkit.span import Span

PROBLEMS = (
    Problem(Span("/p q/content/a.yml", 3, 5), "wrong-cce-digit", "the digit is wrong", "it is 4"),
    Problem(Span("/p q/content/a.yml", 9), "unread-collect", "nobody reads <it>", "", WARNING),
    Problem(Span("/elsewhere/b c.jinja"), "unknown-value", "no value ü", "", NOTE),
)
HELPS = (
    ("unread-collect", WARNING, "What nobody reads is collected in vain."),
    ("wrong-cce-digit", "error", "Look it up."),
)


def _written(name: str, colour: bool = False) -> str:
    return written_down(Linted(Report("/p q", PROBLEMS, HELPS), {}), name, colour)


def test_text_is_a_line_for_each_finding() -> None:
    assert _written("text").splitlines() == [
        "/p q/content/a.yml:3:5: error: wrong-cce-digit: the digit is wrong (it is 4)",
        "/p q/content/a.yml:9: warning: unread-collect: nobody reads <it>",
        "/elsewhere/b c.jinja: note: unknown-value: no value ü",
    ]


def test_a_terminal_gets_the_same_in_colours_and_by_file() -> None:
    plain = re.sub(r"\x1b\[[0-9]+m", "", _written("text", colour=True))
    assert [line for line in plain.splitlines() if line] == _written("text").splitlines()
    assert plain.count("\n\n") == 1
    assert "\x1b[31merror" in _written("text", colour=True)


def test_json_has_counts_and_places_relative_to_the_project() -> None:
    made = json.loads(_written("json"))
    assert made["version"] == 1
    assert made["counts"] == {"error": 1, "warning": 1, "note": 1}
    assert made["problems"][0] == {
        "file": "content/a.yml",
        "line": 3,
        "column": 5,
        "level": "error",
        "code": "wrong-cce-digit",
        "message": "the digit is wrong",
        "hint": "it is 4",
    }
    assert made["problems"][2]["file"] == "/elsewhere/b c.jinja"


def _run() -> Any:
    made = json.loads(_written("sarif"))
    assert made["version"] == "2.1.0"
    (run,) = made["runs"]
    return run


def test_sarif_has_a_rule_for_every_code_and_results_that_point_at_them() -> None:
    run = _run()
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["unknown-value", "unread-collect", "wrong-cce-digit"]
    assert rules[2]["help"]["text"] == "Look it up."
    assert rules[1]["defaultConfiguration"]["level"] == "warning"
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_sarif_places_are_uris_relative_to_the_project() -> None:
    first, second, third = (result["locations"][0]["physicalLocation"] for result in _run()["results"])
    assert first["artifactLocation"] == {"uri": "content/a.yml", "uriBaseId": "SRCROOT"}
    assert first["region"] == {"startLine": 3, "startColumn": 5}
    assert second["region"] == {"startLine": 9}
    assert third == {"artifactLocation": {"uri": "file:///elsewhere/b%20c.jinja"}}


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(Invalid, match=r"unknown-format: the formats are json, sarif, text \(did you mean sarif\?\)"):
        _written("sarf")
