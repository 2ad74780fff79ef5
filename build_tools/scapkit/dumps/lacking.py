"""What a dump lacks, for people: each refused call once, whatever would have been made of its answer."""

from collections.abc import Iterable

from scapkit.dumps.requirements import raw_key, refusal
from scapkit.model.dump import Requirement

HAD = ("collected", "not-found")
"""The outcomes by which something is known."""
_CALLS = ("kubernetes", "aws")


def calls(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """The requirements without the filtered answers of calls that were not answered: these are no news."""
    every = tuple(requirements)
    lost = {(each.kind, each.key) for each in every if each.status not in HAD}
    return tuple(each for each in every if raw_key(each.key) == each.key or (each.kind, raw_key(each.key)) not in lost)


def lacking(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """What was asked for and is not known."""
    return tuple(each for each in calls(requirements) if each.status not in HAD)


def reasons(requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """Why, in a line each; what was skipped for one reason, and calls that were refused in the same words, together."""
    found: dict[object, dict[str, None]] = {}
    for each in requirements:
        alike = each.status == "skipped" or (each.kind in _CALLS and bool(each.message))
        group = (each.kind, each.status, each.code, each.message) if alike else each
        found.setdefault(group, {})[refusal(each).reason] = None
    return tuple(_together(tuple(lines)) for lines in found.values())


def _together(lines: tuple[str, ...]) -> str:
    return lines[0] + (f", and so were {len(lines) - 1} more" if len(lines) > 1 else "")
