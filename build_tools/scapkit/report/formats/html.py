"""The report as one self-contained HTML page."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.counts import WORST_FIRST, counted
from scapkit.report.evidence.verdict import write_verdict
from scapkit.report.page import render_page
from scapkit.report.protocol import Format
from scapkit.report.rules import SEVERITIES
from scapkit.report.shown import GroupView, ReportView, RuleView

COUNTED = {
    RuleOutcome.FAIL: ("fails", "fail"),
    RuleOutcome.ERROR: ("ended in an error", "ended in errors"),
    RuleOutcome.UNKNOWN: ("could not be judged", "could not be judged"),
    RuleOutcome.NOTCHECKED: ("was not checked", "were not checked"),
    RuleOutcome.NOTAPPLICABLE: ("does not apply", "do not apply"),
}


class Tally(NamedTuple):
    """How many came to a result: the outcome that gives the colour, the result, and its word if not the outcome's."""

    outcome: RuleOutcome
    result: str
    word: str
    number: int


class Section(NamedTuple):
    """A group with the titles of the groups above it and its results in words."""

    path: tuple[str, ...]
    title: str
    tally: str
    rules: tuple[RuleView, ...]


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The page for one evaluation, UTF-8."""
    for view in views:
        yield page(view)


def page(view: ReportView) -> bytes:
    """The whole page."""
    return render_page(
        "report.html",
        view=view,
        sections=tuple(_sections(view.root, ())),
        noun="definition" if view.of_definitions else "rule",
        verdict=verdict(view),
        tallies=(tallies := tuple(_tallies(view))),
        bars=_bars(tallies),
        ranks={outcome: rank for rank, outcome in enumerate(WORST_FIRST)},
        severities=SEVERITIES,
        write_verdict=write_verdict,
    )


def verdict(view: ReportView) -> str:
    """The outcome in a sentence: how many rules pass, and what became of the others."""
    if view.of_definitions:
        return _verdict_of_definitions(view)
    counts = dict(view.counts)
    total = sum(counts.values())
    passed = counts.get(RuleOutcome.PASS, 0) + counts.get(RuleOutcome.FIXED, 0)
    head = f"{passed} of {total} rule{'' if total == 1 else 's'} pass{'es' if passed == 1 else ''}"
    rest = [f"{counts[each]} {words[counts[each] != 1]}" for each, words in COUNTED.items() if counts.get(each)]
    return "; ".join([head, *rest]) + "."


def _verdict_of_definitions(view: ReportView) -> str:
    counts = Counter(rule.oval_result for rule in view.rules)
    total, true = sum(counts.values()), counts.pop("true", 0)
    head = f"{true} of {total} definition{'s' * (total != 1)} {'is' if true == 1 else 'are'} true"
    rest = [f"{number} {'is' if number == 1 else 'are'} {each}" for each, number in sorted(counts.items())]
    return "; ".join([head, *rest]).replace("is error", "is in error").replace("are error", "are in error") + "."


def _tallies(view: ReportView) -> Iterator[Tally]:
    """What the rules came to, or the definitions: of a definition the result is told, and whether it is a bad one."""
    if not view.of_definitions:
        yield from (Tally(outcome, outcome, "", number) for outcome, number in view.counts)
        return
    counts = Counter((rule.outcome, rule.oval_word) for rule in view.rules)
    for outcome, word in sorted(counts, key=lambda each: (WORST_FIRST.index(each[0]), each[1])):
        yield Tally(outcome, word, word, counts[outcome, word])


def _bars(tallies: tuple[Tally, ...]) -> list[tuple[RuleOutcome, int, int]]:
    """Each result's stretch of a line 1000 long: where it starts and how long it is."""
    total = sum(each.number for each in tallies)
    bars, before = [], 0
    for each in tallies:
        start, end = 1000 * before // total, 1000 * (before + each.number) // total
        bars.append((each.outcome, start, end - start))
        before += each.number
    return bars


def _sections(group: GroupView, path: tuple[str, ...]) -> Iterator[Section]:
    if group.rules:
        yield Section(path, group.title, _tally(group.rules), group.rules)
    # the benchmark itself heads the page already
    inner = (*path, group.title) if path or group.id.find("_benchmark_") < 0 else path
    for child in group.groups:
        yield from _sections(child, inner)


def _tally(rules: tuple[RuleView, ...]) -> str:
    found = dict(counted((rule.text.id, rule.outcome) for rule in rules))
    return ", ".join(f"{found[each]} {each}" for each in WORST_FIRST if each in found)


FORMAT = Format("html", "one self-contained page with the evidence for every verdict", ".html", render, many=False)
