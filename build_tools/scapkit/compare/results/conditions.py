"""What is to fail a build: conditions on what changed, as users type them, and whether they hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from scapkit.compare.results.change import INCOMPARABLE, REMOVED, AssetChange, ResultsDiff, RuleChange
from scapkit.compare.results.kinds import OPEN, Kind
from scapkit.model.results import RuleOutcome
from scapkit.problem import Invalid, did_you_mean, invalid

SEVERITIES = ("unknown", "info", "low", "medium", "high")
"""From the least; nobody said how severe a rule of unknown severity is."""
OPTION = "--fail-on"
EXAMPLES = "new-failures, any-failure, new-unknown, incomparable, removed, score<90, severity>=high"
SHOWN = 3
OLDER = frozenset(("new-unknown", "incomparable", "removed"))
_SCORE = re.compile(r"score\s*(<=?)\s*(\d{1,3}(?:\.\d{1,6})?)%?")
_SEVERITY = re.compile(r"severity\s*>=\s*(\w+)")
Test = Callable[[AssetChange], Iterator[str]]


class Condition(NamedTuple):
    """What was asked for as it was typed, what it is about in words, and what of an asset makes it hold."""

    text: str
    about: str
    found: Test


def read_conditions(texts: Iterable[str], against_older: bool = True) -> tuple[Condition, ...]:
    """The conditions in options, several in one parted by commas; raises Invalid: unknown-condition, needs-older.

    `against_older`: whether there are older results, without which some would never hold.
    """
    found: dict[str, Condition] = {}
    for text in (part.strip() for each in texts for part in each.split(",")):
        if text in OLDER and not against_older:
            hint = "name OLD and NEW"
            raise invalid(OPTION, "needs-older", f"{text} is about what was, and there are no older results", hint=hint)
        found.setdefault(text, _condition(text))
    return tuple(found.values())


def _condition(text: str) -> Condition:
    if text in NAMED:
        return Condition(text, *NAMED[text])
    if score := _SCORE.fullmatch(text):
        return _score(text, score[1], float(score[2]))
    if severity := _SEVERITY.fullmatch(text):
        return _severity(text, severity[1])
    raise _unknown(text)


def _unknown(text: str) -> Invalid:
    if text.startswith("score"):
        hint = "a score is compared so: score<90"
    elif text.startswith("severity"):
        hint = "a severity is compared so: severity>=high"
    else:
        hint = did_you_mean(text, NAMED) or f"conditions: {EXAMPLES}"
    return invalid(OPTION, "unknown-condition", f"{text or 'nothing'} is no condition", hint=hint)


def _score(text: str, operator: str, limit: float) -> Condition:
    if limit > 100:
        raise invalid(OPTION, "unknown-condition", f"{text}: scores go from 0 to 100")

    def found(asset: AssetChange) -> Iterator[str]:
        """A score that is not known is not high enough."""
        if asset.status == REMOVED:
            return
        if asset.new_score is None:
            yield f"{asset.name} (no score under the default model)"
        elif asset.new_score < limit or (operator == "<=" and asset.new_score == limit):
            yield f"{asset.name} ({asset.new_score:.2f})"

    return Condition(text, "the score is too low", found)


def _severity(text: str, name: str) -> Condition:
    if name not in SEVERITIES:
        hint = did_you_mean(name, SEVERITIES) or f"severities: {', '.join(SEVERITIES)}"
        raise invalid(OPTION, "unknown-condition", f"{text}: no severity {name}", hint=hint)
    enough = frozenset(SEVERITIES[SEVERITIES.index(name) :])
    return Condition(
        text, "fails anew", lambda asset: _told(asset, lambda each: fails_anew(each) and each.either.severity in enough)
    )


def fails_anew(change: RuleChange) -> bool:
    """Whether a rule fails that did not, or for a thing that it did not fail for, and nobody accepts it.

    A rule that cannot be compared fails anew unless it failed before.
    """
    if change.accepted or change.new is None or change.new.outcome is not RuleOutcome.FAIL:
        return False
    if change.old is None or change.old.outcome is not RuleOutcome.FAIL:
        return True
    return bool(change.came)


def _is_open_anew(change: RuleChange) -> bool:
    """Whether nobody can judge a rule that somebody could; of a new one it takes that something went wrong."""
    if change.new is None or change.new.outcome not in OPEN:
        return False
    if change.old is None:
        return change.new.outcome is not RuleOutcome.NOTCHECKED
    return change.old.outcome not in OPEN


def _told(asset: AssetChange, test: Callable[[RuleChange], bool]) -> Iterator[str]:
    return (f"{each.rule} ({asset.name})" for each in asset.changes if test(each))


def _failing(asset: AssetChange) -> Iterator[str]:
    if asset.failing:
        yield f"{asset.failing} in {asset.name}"


def _incomparable(asset: AssetChange) -> Iterator[str]:
    if asset.status == INCOMPARABLE:
        yield asset.name
    else:
        yield from _told(asset, lambda each: Kind.INCOMPARABLE in each.kinds)


def _removed(asset: AssetChange) -> Iterator[str]:
    if asset.status == REMOVED:
        yield asset.name
    else:
        yield from _told(asset, lambda each: Kind.REMOVED in each.kinds)


NAMED: dict[str, tuple[str, Test]] = {
    "new-failures": ("fails anew", lambda asset: _told(asset, fails_anew)),
    "any-failure": ("fails", _failing),
    "new-unknown": ("can no longer be judged", lambda asset: _told(asset, _is_open_anew)),
    "incomparable": ("cannot be compared", _incomparable),
    "removed": ("is no longer in the results", _removed),
}


def met(conditions: Sequence[Condition], diff: ResultsDiff) -> tuple[str, ...]:
    """For each condition that holds a sentence that says by what."""
    found = []
    for each in conditions:
        things = [thing for asset in diff.assets for thing in each.found(asset)]
        if things:
            more = f", and {len(things) - SHOWN} more" if len(things) > SHOWN else ""
            found.append(f"{each.text}: {each.about}: {', '.join(things[:SHOWN])}{more}")
    return tuple(found)
