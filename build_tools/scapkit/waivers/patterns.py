"""Patterns of waivers, and what they leave uncovered. A pattern fits whole texts: `*` is any, `?` one character."""

from collections.abc import Sequence

from scapkit.model.waivers import Grounds

MAX_LENGTH = 1000


def covers(pattern: str, text: str) -> bool:
    """Whether a pattern fits a whole text, case included; costs no more than the product of their lengths."""
    place = at = mark = 0
    star = -1
    while at < len(text):
        if place < len(pattern) and pattern[place] == "*":
            star, mark, place = place, at, place + 1
        elif place < len(pattern) and pattern[place] in ("?", text[at]):
            place, at = place + 1, at + 1
        elif star >= 0:
            mark += 1
            place, at = star + 1, mark
        else:
            return False
    return not pattern[place:].strip("*")


def uncovered(grounds: Grounds, patterns: Sequence[str]) -> tuple[str, ...]:
    """What made a rule fail and no pattern fits, empty where all is covered; of alternatives one need be covered."""
    below = [uncovered(each, patterns) for each in grounds.children]
    if grounds.operator == "OR" and not all(below):
        below = []
    own = [text for text in grounds.findings if not any(covers(pattern, text) for pattern in patterns)]
    return tuple(dict.fromkeys((*own, *grounds.unnamed, *(text for each in below for text in each))))
