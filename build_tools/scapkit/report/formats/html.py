"""The report as one self-contained HTML page."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.page import render_page
from scapkit.report.protocol import Format
from scapkit.report.rules import SEVERITIES
from scapkit.report.shown import GroupView, ReportView, RuleView

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
COUNTED = {
    RuleOutcome.FAIL: ("fails", "fail"),
    RuleOutcome.ERROR: ("ended in an error", "ended in errors"),
    RuleOutcome.UNKNOWN: ("could not be judged", "could not be judged"),
    RuleOutcome.NOTCHECKED: ("was not checked", "were not checked"),
    RuleOutcome.NOTAPPLICABLE: ("does not apply", "do not apply"),
}


class Section(NamedTuple):
    """A group with the titles of the groups above it and its results in words."""

    path: tuple[str, ...]
    title: str
    tally: str
    rules: tuple[RuleView, ...]


def render(view: ReportView) -> bytes:
    """The page for one evaluation, UTF-8."""
    return render_page(
        "report.html",
        view=view,
        sections=tuple(_sections(view.root, ())),
        verdict=verdict(view),
        bars=_bars(view),
        ranks={outcome: rank for rank, outcome in enumerate(WORST_FIRST)},
        severities=SEVERITIES,
    )


def verdict(view: ReportView) -> str:
    """The outcome in a sentence: how many rules pass, and what became of the others."""
    counts = dict(view.counts)
    total = sum(counts.values())
    passed = counts.get(RuleOutcome.PASS, 0) + counts.get(RuleOutcome.FIXED, 0)
    head = f"{passed} of {total} rule{'' if total == 1 else 's'} pass{'es' if passed == 1 else ''}"
    rest = [f"{counts[each]} {words[counts[each] != 1]}" for each, words in COUNTED.items() if counts.get(each)]
    return "; ".join([head, *rest]) + "."


def _bars(view: ReportView) -> list[tuple[RuleOutcome, int, int]]:
    """Each result's stretch of a line 1000 long: where it starts and how long it is."""
    total = sum(number for _, number in view.counts)
    bars, before = [], 0
    for outcome, number in view.counts:
        start, end = 1000 * before // total, 1000 * (before + number) // total
        bars.append((outcome, start, end - start))
        before += number
    return bars


def _sections(group: GroupView, path: tuple[str, ...]) -> Iterator[Section]:
    if group.rules:
        yield Section(path, group.title, _tally(group.rules), group.rules)
    # the benchmark itself heads the page already
    inner = (*path, group.title) if path or group.id.find("_benchmark_") < 0 else path
    for child in group.groups:
        yield from _sections(child, inner)


def _tally(rules: tuple[RuleView, ...]) -> str:
    counted = Counter(rule.outcome for rule in rules)
    return ", ".join(f"{counted[each]} {each}" for each in WORST_FIRST if counted[each])


FORMAT = Format("html", "one self-contained page with the evidence for every verdict", ".html", render)
