"""The description of a tailoring in YAML, read with all that can be wrong in it."""

import pytest

from scapkit.model.tailoring import Ask, ProfileWish, TailoringWish
from scapkit.problem import Invalid
from scapkit.span import Span
from scapkit.tailoring.file import description_of

WHOLE = """id: shop
version: 2
namespace: org.example
profiles:
- id: cis-shop
  extends: cis
  title: As the shop has it
  description: Why.
  select: [a, b]
  unselect: c
  set:
    days: 090
    names: [x, y]
  value: {mode: strict}
  refine:
    a: {severity: high, weight: 2.0}
- id: plain
"""


def read(text: str) -> TailoringWish:
    return description_of(text.encode(), "t.yml")


def at(line: int, column: int) -> Span:
    return Span("t.yml", line, column)


def test_every_key_is_read_as_it_was_typed_with_its_place() -> None:
    asks = (
        Ask("select", "a", at(9, 12)),
        Ask("select", "b", at(9, 15)),
        Ask("unselect", "c", at(10, 13)),
        Ask("set", "days", at(12, 11), "090"),
        Ask("set", "names", at(13, 12), ("x", "y")),
        Ask("value", "mode", at(14, 17), "strict"),
        Ask("refine", "a", at(16, 8), properties=(("severity", "high"), ("weight", "2.0"))),
    )
    first = ProfileWish("cis-shop", "cis", Span("t.yml", 5), "As the shop has it", "Why.", asks)
    second = ProfileWish("plain", "", Span("t.yml", 17))
    assert read(WHOLE) == TailoringWish((first, second), "shop", "2", "org.example")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "missing-key", 0),
        ("id: x\n", "missing-key", 1),
        ("profiles: []\n", "missing-key", 1),
        ("profiles: x\n", "wrong-type", 1),
        ("profiles:\n- x\n", "wrong-type", 2),
        ("profiles:\n- extends: cis\n", "missing-key", 2),
        ("profile: []\n", "unknown-key", 1),
        ("profiles:\n- id: a\n  selects: []\n", "unknown-key", 3),
        ("profiles:\n- id: a\n  id: b\n", "duplicate-key", 3),
        ("profiles:\n- id: a\n  select: {b: c}\n", "wrong-type", 3),
        ("profiles:\n- id: a\n  select: [[b]]\n", "wrong-type", 3),
        ("profiles:\n- id: a\n  set: [b]\n", "wrong-type", 3),
        ("profiles:\n- id: a\n  set: {b: {c: d}}\n", "wrong-type", 3),
        ("profiles:\n- id: a\n  set: {b: [[c]]}\n", "wrong-type", 3),
        ("profiles:\n- id: a\n  set: {b: 1, b: 2}\n", "duplicate-key", 3),
        ("profiles:\n- id: a\n  set: {[b]: 1}\n", "wrong-type", 3),
        ("profiles:\n- id: a\n  refine: {b: high}\n", "wrong-type", 3),
        ("profiles:\n- id: a\n  refine: {b: {c: [d]}}\n", "wrong-type", 3),
        ("profiles: [\n", "malformed-yaml", 2),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Invalid) as caught:
        read(text)
    assert (caught.value.problems[0].code, caught.value.problems[0].span.line) == (code, line)


def test_aliases_do_not_make_values_without_end() -> None:
    entries = "".join(f"    v{number}: *l\n" for number in range(400))
    text = f"profiles:\n- id: a\n  set:\n    first: &l [{', '.join(['x'] * 400)}]\n{entries}"
    with pytest.raises(Invalid, match="file-too-large"):
        read(text)
