"""Template variables checked against what a template declares."""

from pathlib import Path
from typing import Any

import pytest

from scapkit.authoring.jinja.sandbox import make_environment
from scapkit.authoring.lines import plain_source
from scapkit.authoring.parameters import template_values
from scapkit.authoring.reading import Reading
from scapkit.authoring.templates import read_templates
from scapkit.authoring.yaml.marked import read_yaml
from scapkit.problem import Problem
from scapkit.span import Span

TEMPLATE = """{{#
description: d
parameters:
  path: {type: string, required: true, help: where}
  mode: {type: string, default: '0644', pattern: '[0-7]{3,4}', help: octal digits}
  kind: {type: string, choices: [one, two], help: which}
  paths: {type: strings, help: more}
  deep: {type: boolean, default: 'true', help: how}
  count: {type: integer, default: '3', help: how many}
  values:
    type: list
    help: what
    items:
      value: {type: string, required: true, help: it}
      operation: {type: string, default: equals, help: how}
#}}
"""


def checked(tmp_path: Path, text: str) -> tuple[dict[str, Any], list[str]]:
    (tmp_path / "templates/checks").mkdir(parents=True)
    (tmp_path / "templates/checks/mine.jinja").write_text(TEMPLATE)
    problems: list[Problem] = []
    reading = Reading(tmp_path, "eks", make_environment([], {}), problems)
    template = read_templates(reading)["mine"]
    node = read_yaml(plain_source(text, "r.yml")).entries.get("vars")
    values = template_values(template, node, Span("r.yml", 9), "eks", problems)
    return values, [str(each) for each in problems if each.span.file == "r.yml"]


def test_defaults_fill_in_what_is_not_given(tmp_path: Path) -> None:
    values, problems = checked(tmp_path, "vars: {path: /a}")
    assert not problems
    assert values == {"path": "/a", "mode": "0644", "kind": "", "paths": [], "deep": True, "count": 3, "values": []}


def test_given_values_have_their_types(tmp_path: Path) -> None:
    text = "vars: {path: /a, mode: 0600, kind: two, paths: [/b, 1], deep: no, count: -4, values: [{value: 0}]}"
    values, problems = checked(tmp_path, text)
    assert not problems
    assert values == {
        "path": "/a",
        "mode": "0600",
        "kind": "two",
        "paths": ["/b", "1"],
        "deep": False,
        "count": -4,
        "values": [{"value": "0", "operation": "equals"}],
    }


def test_one_text_is_a_list_of_one(tmp_path: Path) -> None:
    assert checked(tmp_path, "vars: {path: /a, paths: /b}")[0]["paths"] == ["/b"]


def test_value_of_the_product_wins(tmp_path: Path) -> None:
    assert checked(tmp_path, "vars: {path: /a, path@eks: /b, path@ocp4: /c}")[0]["path"] == "/b"


def test_what_is_only_for_tests_of_a_template_is_left_aside(tmp_path: Path) -> None:
    values, problems = checked(tmp_path, "vars: {path: /a, test_right_mode: 1, wrong_mode_for_testing: 2}")
    assert not problems and len(values) == 7


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("none: true", "r.yml:9: missing-parameter: the template mine needs path (where)"),
        ("vars: {}", "r.yml:1:7: missing-parameter: the template mine needs path (where)"),
        ("vars: [a]", "r.yml:1:7: wrong-type: the vars of mine must be a mapping"),
        ("vars: {path: /a, pahts: b}", 'r.yml:1:18: unknown-parameter: the template mine has no parameter "pahts"'),
        ("vars: {path: [/a]}", "r.yml:1:14: wrong-type: path must be text"),
        ("vars: {path: /a, mode: 0999}", "r.yml:1:24: bad-value: mode cannot be 0999 (octal digits)"),
        (
            "vars: {path: /a, kind: tow}",
            "r.yml:1:24: bad-value: kind cannot be tow; it is one of one, two (did you mean two?)",
        ),
        ("vars: {path: /a, deep: deeply}", "r.yml:1:24: wrong-type: deep is true or false, not deeply"),
        ("vars: {path: /a, count: 1.5}", "r.yml:1:25: wrong-type: count is a whole number, not 1.5"),
        ("vars: {path: /a, values: b}", "r.yml:1:26: wrong-type: values must be a list"),
        ("vars: {path: /a, values: [b]}", "r.yml:1:27: wrong-type: an entry of values must be a mapping"),
        ("vars: {path: /a, values: [{}]}", "r.yml:1:27: missing-parameter: an entry of values needs value (it)"),
        (
            "vars: {path: /a, values: [{value: b, opreation: c}]}",
            'r.yml:1:38: unknown-parameter: an entry of values has no parameter "opreation" (did you mean operation?)',
        ),
    ],
)
def test_mistake_is_told_at_its_place(tmp_path: Path, text: str, wanted: str) -> None:
    (problem,) = checked(tmp_path, text)[1]
    assert problem.startswith(wanted)
