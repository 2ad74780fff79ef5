"""What a pattern of paths says for certain: where everything it matches must lie."""

import re
from typing import NamedTuple

from scapkit.oval.matching.patterns import MAX_LENGTH

_SPECIAL = frozenset("^$.[]()*+?{}|")
_QUANTIFIERS = frozenset("*?{")
_TOKEN = re.compile(r"\\.|\[:\^?[a-z]+:\]|\[\^?\]?|.", re.DOTALL)


class Literal(NamedTuple):
    """The plain text that a pattern starts with, and whether that is all of it; `anchored` where nothing precedes."""

    text: str = ""
    complete: bool = False
    anchored: bool = False


def literal_start(pattern: str) -> Literal:
    """How what matches a pattern must start.

    A pattern without `^` that starts with a slash is taken to be anchored, as other tools take it. A choice outside of
    groups says nothing for certain, nor does a pattern that is too long to be one.
    """
    body = pattern.removeprefix("^")
    if len(pattern) > MAX_LENGTH or not pattern.startswith(("^", "/")) or _has_choice(body):
        return Literal()
    text: list[str] = []
    at = 0
    while at < len(body):
        if body[at] == "\\" and at + 1 < len(body) and not body[at + 1].isalnum():
            text.append(body[at + 1])
            at += 2
        elif body[at] in _SPECIAL or body[at] == "\\":
            break
        else:
            text.append(body[at])
            at += 1
    if body[at : at + 1] in _QUANTIFIERS and text:
        text.pop()
    return Literal("".join(text), complete=body[at:] == "$" and pattern.startswith("^"), anchored=True)


def _has_choice(body: str) -> bool:
    """Whether there is a `|` outside of all groups."""
    if "|" not in body:
        return False
    if "\\Q" in body:
        return True
    depth, in_set = 0, False
    for token in _TOKEN.findall(body):
        if in_set:
            in_set = token not in ("]", "[]", "[^]")
        elif token[0] == "[":
            in_set = True
        else:
            depth += {"(": 1, ")": -1}.get(token, 0)
            if token == "|" and depth <= 0:
                return True
    return False
