"""Patterns that need no engine are told apart, and say what the engine says."""

import random

import pytest

from scapkit.oval.matching.patterns import search
from scapkit.oval.matching.plain import plain

PIECES = (
    "a",
    "b",
    "ab",
    ".*",
    r"\.",
    r"\-",
    "^",
    "$",
    ".",
    "a*",
    "a+?",
    "(a)",
    "[ab]",
    r"\$",
    " ",
    "é",
    r"\n",
    "{",
    "|",
    "=",
)
SIGNS = "ab.-$^ én{="


@pytest.mark.parametrize(
    "pattern", ["a+", "a|b", "[a]", "(a)", "a{2}", r"\d", "a^", "$a", "a.b", ".*?", r"a\\b*", "ab?"]
)
def test_what_takes_more_to_understand_is_not_plain(pattern: str) -> None:
    assert plain(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^true$", "true", True),
        ("^true$", "untrue", False),
        ("true", "untrue", True),
        ("^$", "", True),
        ("^.*-eks-.*$", "v1.21-eks-1", True),
        ("^a.*a$", "a", False),
        (r"^v1\.21\..*", "v1x21.3", False),
        ("b.*a", "ab", False),
    ],
)
def test_plain_patterns_are_found_where_they_are(pattern: str, text: str, found: bool) -> None:
    known = plain(pattern)
    assert known is not None
    assert known.is_in(text) is found


def test_plain_patterns_say_what_the_engine_says() -> None:
    chance = random.Random(7)
    results = []
    for _ in range(6000):
        body = "".join(chance.choice(PIECES) for _ in range(chance.randint(0, 4)))
        pattern = f"{chance.choice(('', '^'))}{body}{chance.choice(('', '$'))}"
        text = "".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 5)))
        if (known := plain(pattern)) is not None:
            results.append(known.is_in(text))
            assert results[-1] is (search(pattern, text) is not None), (pattern, text)
    assert len(results) > 1000
    assert set(results) == {True, False}
