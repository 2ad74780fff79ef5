"""Results in stacked bars, one for each severity and each section of the policy."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.views.counts import WORST_FIRST, Counts


class Stretch(NamedTuple):
    """A piece of a bar, where it begins and how long it is in percent of the bar."""

    outcome: RuleOutcome
    start: str
    width: str


class Bar(NamedTuple):
    """The results of one kind, the worst first; `key` is what a filter calls them."""

    key: str
    counts: Counts


class Chart(NamedTuple):
    """Some bars; `facet` is the filter that their keys are of."""

    facet: str
    title: str
    bars: tuple[Bar, ...]


def chart(facet: str, title: str, keys: Sequence[str], found: Mapping[tuple[str, RuleOutcome], int]) -> Chart:
    """A bar for each of the keys that any of the results, which are counted, is of."""
    bars = (Bar(key, tuple((each, found[key, each]) for each in WORST_FIRST if found.get((key, each)))) for key in keys)
    return Chart(facet, title, tuple(bar for bar in bars if bar.counts))


def stretches(counts: Counts) -> tuple[Stretch, ...]:
    """Results end to end, in percent of all."""
    total, before, made = sum(number for _, number in counts), 0, []
    for outcome, number in counts:
        made.append(Stretch(outcome, f"{100 * before / total:.2f}%", f"{100 * number / total:.2f}%"))
        before += number
    return tuple(made)
