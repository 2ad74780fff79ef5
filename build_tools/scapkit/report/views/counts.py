"""How many rules came to what: a rule of several results (multi-check) counts once, by the worst of them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from scapkit.model.results import RuleOutcome

Counts = tuple[tuple[RuleOutcome, int], ...]

WORST_FIRST = (
    RuleOutcome.FAIL,
    RuleOutcome.ERROR,
    RuleOutcome.UNKNOWN,
    RuleOutcome.NOTCHECKED,
    RuleOutcome.INFORMATIONAL,
    RuleOutcome.FIXED,
    RuleOutcome.PASS,
    RuleOutcome.NOTAPPLICABLE,
    RuleOutcome.NOTSELECTED,
)


def worst(results: Iterable[tuple[str, RuleOutcome]]) -> Mapping[str, RuleOutcome]:
    """The worst outcome of each rule, by the name of the rule."""
    found: dict[str, RuleOutcome] = {}
    for name, outcome in results:
        found[name] = min(outcome, found.get(name, outcome), key=WORST_FIRST.index)
    return found


def counted(results: Iterable[tuple[str, RuleOutcome]]) -> Counts:
    """How many rules came to each outcome, those that none came to left out."""
    found = Counter(worst(results).values())
    return tuple((outcome, found[outcome]) for outcome in RuleOutcome if found[outcome])
