"""Patterns of waivers, and what they leave uncovered."""

import time
from fnmatch import fnmatchcase
from itertools import product

import pytest

from scapkit.model.waivers import Grounds
from scapkit.waivers.patterns import uncovered
from scapkit.wildcards import covers


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("shop", "shop", True),
        ("shop", "shop-1", False),
        ("shop", "Shop", False),
        ("shop-*", "shop-1", True),
        ("shop-*", "shop-", True),
        ("*-1", "shop-1-1", True),
        ("*-1", "shop-1-2", False),
        ("a*b*c", "aXbYbZc", True),
        ("a*b*c", "aXbYbZ", False),
        ("?hop", "shop", True),
        ("?", "", False),
        ("*", "", True),
        ("", "", True),
        ("", "a", False),
        ("**", "a\nb", True),
        ("[ab]", "[ab]", True),
        ("[ab]", "a", False),
        ("a.c", "abc", False),
        ("verbs: *", "verbs: *", True),
    ],
)
def test_a_star_is_any_text_a_question_mark_one_character_and_all_else_itself(
    pattern: str, text: str, fits: bool
) -> None:
    assert covers(pattern, text) is fits


@pytest.mark.parametrize("pattern", ["*" + "a" * 500 + "b", "*a" * 400 + "b", "*" + "a?" * 250 + "b"])
def test_no_pattern_makes_a_text_be_looked_at_more_than_once(pattern: str) -> None:
    start = time.monotonic()
    assert not covers(pattern, "a" * 100_000)
    assert time.monotonic() - start < 2


def test_patterns_fit_what_they_fit_by_the_standard_library() -> None:
    texts = ["".join(each) for length in range(5) for each in product("ab", repeat=length)]
    patterns = ["".join(each) for length in range(5) for each in product("ab?*", repeat=length)]
    for pattern in patterns:
        assert [covers(pattern, each) for each in texts] == [fnmatchcase(each, pattern) for each in texts], pattern


A, B = Grounds(("a1", "a2")), Grounds(("b1",))


@pytest.mark.parametrize(
    ("grounds", "patterns", "left"),
    [
        (A, ["a*"], ()),
        (A, ["a1"], ("a2",)),
        (A, [], ("a1", "a2")),
        (Grounds(children=(A, B)), ["a*"], ("b1",)),
        (Grounds(children=(A, B)), ["a*", "b1"], ()),
        (Grounds(operator="OR", children=(A, B)), ["b1"], ()),
        (Grounds(operator="OR", children=(A, B)), ["a1"], ("a2", "b1")),
        (Grounds(("a1",), ("more that is not named",)), ["*"], ("more that is not named",)),
        (Grounds(unnamed=("x",), operator="OR", children=(A, B)), ["*"], ("x",)),
    ],
)
def test_all_that_failed_a_rule_must_be_covered_and_of_alternatives_one(
    grounds: Grounds, patterns: list[str], left: tuple[str, ...]
) -> None:
    assert uncovered(grounds, patterns) == left
