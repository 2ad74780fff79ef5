"""What somebody should know of a collection that was judged: that nothing was, or one asset by several dumps."""

from collections.abc import Iterator

from scapkit.problem import Problem
from scapkit.report.fleets.fleet import Fleet
from scapkit.span import Span


def fleet_doubts(fleet: Fleet) -> Iterator[Problem]:
    """Doubts about the dumps."""
    if not fleet.assets:
        hint = "name the profiles of all kinds of assets: --profile, several times"
        yield Problem(Span(fleet.name), "nothing-applies", "no profile applies to any asset in it", hint)
    places: dict[tuple[str, str], list[str]] = {}
    for each in fleet.assets:
        if each.name:
            places.setdefault((each.kind, each.name), []).append(each.place)
    for (_, name), found in places.items():
        if len(found) > 1:
            message = f"{name} was judged {len(found)} times, each by what one dump of it has: {', '.join(found)}"
            hint = "scapkit dump merge puts dumps of one asset together"
            yield Problem(Span(fleet.name), "several-dumps", message, hint)
