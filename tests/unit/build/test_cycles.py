"""OVAL that leads back to itself is told at the reference that closes the circle, with the chain."""

from pathlib import Path

import pytest

from authored import CONTENT, problems
from scapkit.build.cycles import cycles
from scapkit.build.unit import Key, Need, Part
from scapkit.model.oval import Definition
from scapkit.span import Span

RULE = "title: t\ndescription: d\nrationale: r\nseverity: low\n"
EXTENDING = """<def-group>
  <definition class="compliance" id="{name}" version="1">
    {{{{{{ oval_metadata("d") }}}}}}
    <criteria>
      <extend_definition comment="c" definition_ref="{other}"/>
    </criteria>
  </definition>
</def-group>
"""
VARIABLE = """<def-group>
  <definition class="compliance" id="one" version="1">
    {{{ oval_metadata("d") }}}
    <criteria><criterion comment="c" test_ref="test_one"/></criteria>
  </definition>
  <unix:file_test id="test_one" version="1" check="all" comment="c">
    <unix:object object_ref="object_one"/>
  </unix:file_test>
  <unix:file_object id="object_one" version="1">
    <unix:filepath var_ref="path"/>
  </unix:file_object>
  <local_variable id="path" datatype="string" version="1" comment="c">
    <object_component object_ref="object_one" item_field="filepath"/>
  </local_variable>
</def-group>
"""


def rule(name: str, oval: str) -> dict[str, str | None]:
    """A rule with a check of its own."""
    folder = f"{CONTENT}/files/{name}"
    return {f"{folder}/rule.yml": RULE, f"{folder}/oval/shared.xml": oval}


@pytest.mark.parametrize(
    ("others", "place", "chain"),
    [
        ({"one": "one"}, "one", "one -> one"),
        ({"one": "two", "two": "one"}, "two", "one -> two -> one"),
        ({"one": "two", "two": "three", "three": "two"}, "three", ""),
    ],
)
def test_definition_that_extends_itself_is_told(tmp_path: Path, others: dict[str, str], place: str, chain: str) -> None:
    changes = {}
    for name, other in others.items():
        changes.update(rule(name, EXTENDING.format(name=name, other=other)))
    (found,) = problems(tmp_path, changes)
    assert found.code == "cyclic-reference"
    assert str(found.span) == f"{CONTENT}/files/{place}/oval/shared.xml:5"
    assert found.message.endswith(chain)


def test_variable_that_needs_itself_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, rule("one", VARIABLE))
    assert (found.code, found.span.line) == ("cyclic-reference", 13)
    assert found.message == "object_component leads back to object_one: object_one -> path -> object_one"


def parts(needs: dict[str, list[str]]) -> dict[Key, Part]:
    """Definitions that extend others."""
    entry = Definition("oval:ex-a:def:1")
    made = {}
    for name, others in needs.items():
        wanted = tuple(Need(("definitions", other), "extend_definition", Span(name)) for other in others)
        made["definitions", name] = Part("definitions", name, entry, wanted, Span(name))
    return made


def test_what_is_reached_twice_is_no_circle() -> None:
    assert not list(cycles(parts({"a": ["b", "c", "b", "gone"], "b": ["d"], "c": ["d"], "d": []})))


def test_every_circle_is_told_once() -> None:
    found = list(cycles(parts({"a": ["b", "c"], "b": ["a"], "c": ["c"], "d": ["a"]})))
    assert [each.message.partition(": ")[2] for each in found] == ["a -> b -> a", "c -> c"]


def test_long_chain_is_walked_and_told_in_short() -> None:
    size = 50_000
    ring = {str(index): [str((index + 1) % size)] for index in range(size)}
    (found,) = cycles(parts(ring))
    assert found.message.endswith(": 0 -> 1 -> 2 -> 3 -> 4 -> 5 -> 6 -> ... -> 49999 -> 0")
