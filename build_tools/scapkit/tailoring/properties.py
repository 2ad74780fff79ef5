"""What of rules, groups and Values a profile may refine, and to what (NIST IR 7275r4, 6.5.3; tables 10 and 20)."""

import re
from collections.abc import Iterator, Sequence

from scapkit.model.xccdf import Group, Rule, Value
from scapkit.problem import did_you_mean

SEVERITIES = ("unknown", "info", "low", "medium", "high")
ROLES = ("full", "unscored", "unchecked")
_COMPARED = ("equals", "not equal")
_ORDERED = ("greater than", "less than", "greater than or equal", "less than or equal")
OPERATORS = {
    "number": (*_COMPARED, *_ORDERED),
    "boolean": _COMPARED,
    "string": (*_COMPARED, "pattern match"),
}
"""The operators that a Value of each type may have."""
WEIGHT = re.compile(r"([0-9]+)(?:\.([0-9]*))?")
MOST_DIGITS = 3


def faults(thing: Group | Rule | Value, given: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with the properties that somebody gives a thing."""
    known = _known(thing)
    if not given:
        yield f"no property is given; there are: {', '.join(known)}"
    names = [name for name, _ in given]
    for name, text in given:
        if name not in known:
            near = did_you_mean(name, known) or f"there are: {', '.join(known)}"
            yield f"a {type(thing).__name__} has no {name} to refine ({near})"
        elif names.count(name) > 1:
            yield f"{name} is given twice"
        elif name == "weight":
            yield from _weight(text)
        elif text not in known[name] and known[name]:
            near = did_you_mean(text, known[name]) or f"known: {', '.join(known[name])}"
            yield f"{name}: {text or 'nothing'} is none ({near})"
        elif not text:
            yield f"{name}: nothing is given"


def _known(thing: Group | Rule | Value) -> dict[str, tuple[str, ...]]:
    """The properties of a thing, with what each may be; empty where that is free."""
    if isinstance(thing, Value):
        options = tuple(selector for selector, _ in thing.values if selector)
        return {"operator": OPERATORS.get(thing.type, OPERATORS["string"]), "selector": options}
    if isinstance(thing, Group):
        return {"weight": ()}
    selectors = tuple(dict.fromkeys(check.selector for check in thing.checks if check.selector))
    return {"severity": SEVERITIES, "role": ROLES, "weight": (), "selector": selectors}


def _weight(text: str) -> Iterator[str]:
    """weightType: a decimal of at least 0, three digits in all."""
    given = WEIGHT.fullmatch(text)
    if given is None or len(given[1].lstrip("0")) + len((given[2] or "").rstrip("0")) > MOST_DIGITS:
        yield f"weight: {text or 'nothing'} is no decimal of at least 0 with at most {MOST_DIGITS} digits"
