"""What a pattern of paths says for certain: where everything it matches must lie."""

import re
from typing import NamedTuple

_SPECIAL = frozenset("^$.[]()*+?{}|")
_QUANTIFIERS = frozenset("*?{")
_ESCAPES_AND_SETS = re.compile(r"\\.|\[\^?\]?(?:\[:[^\]]*:\]|\\.|[^\]\\])*\]", re.DOTALL)


class Literal(NamedTuple):
    """The plain text that a pattern starts with, and whether that is all of it; `anchored` where nothing precedes."""

    text: str = ""
    complete: bool = False
    anchored: bool = False


def literal_start(pattern: str) -> Literal:
    """How what matches a pattern must start.

    A pattern without `^` that starts with a slash is taken to be anchored, as other tools take it. A choice outside of
    groups says nothing for certain.
    """
    body = pattern.removeprefix("^")
    if not pattern.startswith(("^", "/")) or _has_choice(body):
        return Literal()
    text: list[str] = []
    rest = body
    while rest:
        if rest[0] == "\\" and len(rest) > 1 and not rest[1].isalnum():
            text.append(rest[1])
            rest = rest[2:]
        elif rest[0] in _SPECIAL or rest[0] == "\\":
            break
        else:
            text.append(rest[0])
            rest = rest[1:]
    if rest[:1] in _QUANTIFIERS and text:
        text.pop()
    return Literal("".join(text), complete=rest == "$" and pattern.startswith("^"), anchored=True)


def _has_choice(body: str) -> bool:
    """Whether there is a `|` outside of all groups."""
    if "|" not in body:
        return False
    if "\\Q" in body:
        return True
    depth = 0
    for character in _ESCAPES_AND_SETS.sub("", body):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and depth <= 0:
            return True
    return False
