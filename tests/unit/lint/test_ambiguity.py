"""Which patterns can take exponential time, and that those do in an engine that only backtracks."""

import re
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scapkit.lint.patterns.ambiguity import components, explodes
from scapkit.oval.matching.patterns import compiled
from scapkit.oval.matching.pcre.translate import translated

EXPLODING = (
    r"^(a+)+$",
    r"^(a*)*b",
    r"^(a|a)*$",
    r"^(a|ab?|b)*$",
    r"(a+a)+b",
    r"^(a?b?)*$",
    r"^(\w+\s?)*$",
    r"(\s*\w+\s*)*;",
    r"^([^,]*,?)*$",
    r"^(?:\S+\s*)+=",
    r"^((a{1,}){2,})c",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"^\Qx.\E(?:[[:digit:]]+\h*)+$",
)
HARMLESS = (
    r"^(a+)+",
    r"^\s*(\w+\s*)*",
    r"^(\w+\.)*\w+$",
    r"^(\s+\S+)*$",
    r"^(?:.*\n)*\s*foo$",
    r'^"(?:[^"\\]|\\.)*"$',
    r"^\s*foo\s*=\s*(\d+)\s*(?:#.*)?$",
    r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}",
    r"^(?>a+)+$",
    r"^(a++)+$",
    r"^(?:(?=a+)b)+$",
    r"^(?i)(?#twice (a+)+)[^:]*:([0-9]+)(?::|$)",
    r"^([a-z]+(?:,[a-z]+)*)$",
    r"[]a]+\]+\1",
    r"^(?:\[[^\]]*\])*$",
)


@pytest.mark.parametrize("pattern", EXPLODING)
def test_two_ways_round_a_loop_explode(pattern: str) -> None:
    assert explodes(translated(pattern))


@pytest.mark.parametrize("pattern", HARMLESS)
def test_one_way_round_a_loop_or_nothing_after_it_is_harmless(pattern: str) -> None:
    assert not explodes(translated(pattern))


def _ways(pattern: str, text: str) -> int:
    """In how many ways rounds of a pattern can make up the beginning of a text: what an engine that fails has tried."""
    ends = (end for end in range(1, len(text) + 1) if re.fullmatch(pattern, text[:end]))
    return 1 + sum(_ways(pattern, text[end:]) for end in ends)


@pytest.mark.parametrize(("inner", "is_exponential"), [("a+", True), ("a|aa", True), ("a", False), ("ab?", False)])
def test_the_verdict_is_that_of_counting_the_ways(inner: str, is_exponential: bool) -> None:
    ways = [_ways(inner, "a" * length) for length in (6, 12)]
    assert (ways[1] > 8 * ways[0]) is is_exponential
    assert explodes(f"^(?:{inner})*$") is is_exponential


def test_a_long_pattern_is_looked_at_quickly() -> None:
    words = "|".join(a + b for a in string.ascii_lowercase for b in string.ascii_lowercase[:7])
    assert not explodes(f"^(?:(?:{words}),)*$")


@settings(max_examples=200, deadline=None)
@given(st.from_regex(re.compile(r"\^?(\(?[ab.][+*?]?\)?[|]?){1,8}\$?"), fullmatch=True))
def test_no_pattern_that_compiles_makes_it_stumble(pattern: str) -> None:
    try:
        compiled(pattern)
    except ValueError:
        return
    explodes(translated(pattern))


def test_components_are_those_with_an_edge_inside() -> None:
    graph = {1: (2,), 2: (3, 1), 3: (4,), 4: (4,), 5: ()}
    assert set(components(graph)) == {frozenset((1, 2)), frozenset((4,))}
