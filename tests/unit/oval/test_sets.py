"""The flag tables of object sets (OVAL 5.11, SetOperatorEnumeration)."""

import pytest

from scapkit.model.syschar import Field, Flag, Item
from scapkit.oval.sets import combine_flags, combine_items, settled

E, C, I, D, N, A = (  # noqa: E741
    Flag.ERROR,
    Flag.COMPLETE,
    Flag.INCOMPLETE,
    Flag.DOES_NOT_EXIST,
    Flag.NOT_COLLECTED,
    Flag.NOT_APPLICABLE,
)
CASES = [
    ("UNION", C, D, C),
    ("UNION", D, N, I),
    ("UNION", N, A, N),
    ("UNION", E, C, E),
    ("UNION", A, D, D),
    ("INTERSECTION", E, D, D),
    ("INTERSECTION", N, C, N),
    ("INTERSECTION", C, I, I),
    ("INTERSECTION", A, C, C),
    ("COMPLEMENT", C, I, E),
    ("COMPLEMENT", D, E, D),
    ("COMPLEMENT", A, C, E),
    ("COMPLEMENT", C, A, E),
    ("COMPLEMENT", I, D, I),
    ("COMPLEMENT", C, N, N),
]


@pytest.mark.parametrize(("operator", "first", "second", "expected"), CASES)
def test_flags_combine_as_the_tables_say(operator: str, first: Flag, second: Flag, expected: Flag) -> None:
    assert combine_flags(operator, first, second) is expected


def item(value: str) -> Item:
    return Item("independent:variable", (Field("value", value),))


def test_items_combine_each_once_in_order() -> None:
    first, second = [item("a"), item("b"), item("a")], [item("b"), item("c")]
    assert combine_items("UNION", first, second) == (item("a"), item("b"), item("c"))
    assert combine_items("INTERSECTION", first, second) == (item("b"),)
    assert combine_items("COMPLEMENT", first, second) == (item("a"),)


def test_complete_without_items_does_not_exist() -> None:
    assert settled(C, []) is D
    assert settled(C, [item("a")]) is C
    assert settled(I, []) is I
