"""Texts that a pattern matches, made at random: what content looks for, in a tree that is made for it."""

import re
import string
import warnings
from collections.abc import Callable, Sequence
from random import Random
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

LETTERS = string.ascii_letters + string.digits + "_-./ =,:"
MORE = 3
# What PCRE has and Python's parser spells otherwise.
_OTHERWISE = {
    "(?<": "(?P<", "(?P<=": "(?<=", "(?P<!": "(?<!", r"\h": r"[ \t]", r"\Z": "$", r"\z": "$", "[:space:]": r"\s",
    "[:blank:]": r" \t", "[:alnum:]": "a-zA-Z0-9", "[:alpha:]": "a-zA-Z", "[:digit:]": "0-9", "[:punct:]": "!#,",
}  # fmt: skip
_OF_CLASS = {
    op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_SPACE: "ab/x1", op.CATEGORY_DIGIT: "0123456789",
    op.CATEGORY_NOT_DIGIT: "abcX", op.CATEGORY_WORD: "abX_01", op.CATEGORY_NOT_WORD: "-. ,",
}  # fmt: skip


def sample(pattern: str, rng: Random) -> str:
    """A text in which the pattern is found, as a rule; raises ValueError for one that is not understood."""
    for perl, python in _OTHERWISE.items():
        pattern = pattern.replace(perl, python)
    try:
        with warnings.catch_warnings(action="ignore"):
            parsed = _parser.parse(re.sub(r"([*+?])\+", r"\1", pattern), re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"{pattern}: {error}") from None
    return _text(parsed, rng, {})


def _text(parsed: Any, rng: Random, groups: dict[Any, str]) -> str:
    return "".join(_MAKERS[kind](value, rng, groups) if kind in _MAKERS else "" for kind, value in parsed)


def _repeated(value: Any, rng: Random, groups: dict[Any, str]) -> str:
    least, most, inner = value
    return "".join(_text(inner, rng, groups) for _ in range(rng.randint(least, min(int(most), least + MORE))))


def _group(value: Any, rng: Random, groups: dict[Any, str]) -> str:
    groups[value[0]] = _text(value[3], rng, groups)
    return groups[value[0]]


def _of_set(value: Sequence[tuple[Any, Any]], rng: Random, _groups: dict[Any, str]) -> str:
    if value[0][0] is op.NEGATE:
        refused = "".join(_characters(*each) for each in value[1:])
        return rng.choice([each for each in LETTERS if each not in refused] or ["~"])
    return rng.choice(_characters(*rng.choice(value)))


def _characters(kind: Any, value: Any) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.RANGE:
        return "".join(map(chr, range(value[0], min(value[1], value[0] + 127) + 1)))
    return _OF_CLASS.get(value, "a")


_MAKERS: dict[Any, Callable[..., str]] = {
    op.LITERAL: lambda value, _rng, _groups: chr(value),
    op.NOT_LITERAL: lambda value, rng, _groups: rng.choice([each for each in LETTERS if ord(each) != value]),
    op.ANY: lambda _value, rng, _groups: rng.choice(LETTERS),
    op.IN: _of_set,
    op.CATEGORY: lambda value, rng, _groups: rng.choice(_OF_CLASS.get(value, "a")),
    op.MAX_REPEAT: _repeated,
    op.MIN_REPEAT: _repeated,
    op.SUBPATTERN: _group,
    op.BRANCH: lambda value, rng, groups: _text(rng.choice(value[1]), rng, groups),
    op.GROUPREF: lambda value, _rng, groups: groups.get(value, ""),
    op.ATOMIC_GROUP: _text,
}
