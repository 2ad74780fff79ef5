"""Why rules stayed open, told as shortly as it can be: what somebody can act on, and each cause once."""

import re
from collections.abc import Iterable, Sequence

ASKS = "needs an answer: "
ASKED = "needs an answer"
"""The same without the name of the questionnaire, which tells people nothing."""
UNASKED = "not collected: nobody asked for "
_SKIPPED = re.compile(r"\w+ (\S+) was skipped(?:: \S+)? \((.+)\)", re.DOTALL)


def telling(reasons: Sequence[str]) -> tuple[str, ...]:
    """The reasons that say most: that a person was not asked, or a dump not for this, only where nothing else says."""
    for weak in (ASKED, UNASKED):
        reasons = [each for each in reasons if not each.startswith(weak)] or reasons
    return tuple(reasons)


def cause(reason: str) -> tuple[str, str]:
    """What is behind a reason, and the place where it showed: empty where the reason is nothing but the cause."""
    found = _SKIPPED.fullmatch(reason)
    return (found[2], found[1]) if found else (reason, "")


def by_cause(reasons: Iterable[tuple[str, Sequence[str]]]) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Each cause once, with its places and the rules that it left open."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for reason, rules in reasons:
        text, place = cause(reason)
        places, known = found.setdefault(text, ({}, {}))
        places.update(dict.fromkeys((place,) if place else ()))
        known.update(dict.fromkeys(rules))
    return tuple((text, tuple(places), tuple(rules)) for text, (places, rules) in found.items())
