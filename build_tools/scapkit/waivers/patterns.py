"""What the patterns of waivers leave uncovered."""

from collections.abc import Sequence

from scapkit.model.waivers import Grounds
from scapkit.wildcards import covers

MAX_LENGTH = 1000


def uncovered(grounds: Grounds, patterns: Sequence[str]) -> tuple[str, ...]:
    """What made a rule fail and no pattern fits, empty where all is covered; of alternatives one need be covered."""
    below = [uncovered(each, patterns) for each in grounds.children]
    if grounds.operator == "OR" and not all(below):
        below = []
    own = [text for text in grounds.findings if not any(covers(pattern, text) for pattern in patterns)]
    return tuple(dict.fromkeys((*own, *grounds.unnamed, *(text for each in below for text in each))))
