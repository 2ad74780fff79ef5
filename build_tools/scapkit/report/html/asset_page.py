"""The page of one asset: all rules with the evidence of their verdicts, readable without a script."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.contents.rules import SEVERITIES
from scapkit.report.html.charts import Chart, chart
from scapkit.report.html.evidence.verdict import write_verdict
from scapkit.report.html.page import render_page
from scapkit.report.views.controls import Division, divide
from scapkit.report.views.counts import WORST_FIRST, counted, worst
from scapkit.report.views.shown import GroupView, ReportView, RuleView
from scapkit.report.views.verdict import verdict
from scapkit.report.views.words import OUTCOME_WORDS


class Tally(NamedTuple):
    """How many came to a result: the outcome that gives the colour, the result, and its word if not the outcome's."""

    outcome: RuleOutcome
    result: str
    word: str
    number: int

    @property
    def counted(self) -> tuple[RuleOutcome, int]:
        """The same for a bar."""
        return self.outcome, self.number


class Section(NamedTuple):
    """A group with the titles of the groups above it and its results in words."""

    path: tuple[str, ...]
    title: str
    tally: str
    rules: tuple[RuleView, ...]


def asset_page(view: ReportView) -> bytes:
    """The page, UTF-8."""
    division = divide(view.rules, {group.id: group.title for group in view.root.walk()}, view.profile_id)
    tallies = tuple(_tallies(view))
    return render_page(
        "report.html",
        view=view,
        sections_of=tuple(sections(view.root)),
        noun="definition" if view.of_definitions else "rule",
        verdict=verdict(view),
        tallies=tallies,
        facets=[(each.result, f"i-{each.outcome}", _facet(each)) for each in tallies],
        severity_facets=[(word, f"s-{word}", word) for word, _ in view.severities],
        division=division,
        charted=() if view.of_definitions else charts_of(view, division),
        ranks={outcome: rank for rank, outcome in enumerate(WORST_FIRST)},
        severities=SEVERITIES,
        write_verdict=write_verdict,
    )


def _facet(tally: Tally) -> str:
    return f"{tally.word or OUTCOME_WORDS[tally.outcome]} {tally.number}"


def charts_of(view: ReportView, division: Division) -> tuple[Chart, ...]:
    """Results by severity and by section, a rule of several results counted once."""
    outcomes = worst((rule.text.id, rule.outcome) for rule in view.rules)
    severities = {rule.text.id: rule.severity for rule in view.rules}
    by_severity = Counter((severities[name], outcome) for name, outcome in outcomes.items())
    by_section = Counter((key, outcome) for name, outcome in outcomes.items() for key in division.members.get(name, ()))
    return both_charts(by_severity, by_section, (division.document,), division.sections)


Counted = Mapping[tuple[str, RuleOutcome], int]


def both_charts(
    by_severity: Counted, by_section: Counted, documents: tuple[str, ...], sections: tuple[str, ...]
) -> tuple[Chart, ...]:
    """The charts that there is anything to show in; sections of no document are groups."""
    numbered = all(documents)
    title = (
        f"By control section ({', '.join(documents)})" if numbered else "By section" if any(documents) else "By group"
    )
    made = (
        chart("severity", "By severity", SEVERITIES, by_severity),
        chart("section", title, sections, by_section),
    )
    return tuple(each for each in made if each.bars)


def _tallies(view: ReportView) -> Iterator[Tally]:
    """What the rules came to, or the definitions: of a definition the result is told, and whether it is a bad one."""
    if not view.of_definitions:
        known = dict(view.counts)
        yield from (Tally(outcome, outcome, "", known[outcome]) for outcome in WORST_FIRST if outcome in known)
        return
    counts = Counter((rule.outcome, rule.oval_word) for rule in view.rules)
    for outcome, word in sorted(counts, key=lambda each: (WORST_FIRST.index(each[0]), each[1])):
        yield Tally(outcome, word, word, counts[outcome, word])


def sections(group: GroupView, path: tuple[str, ...] = ()) -> Iterator[Section]:
    """The groups that have rules, in their order."""
    if group.rules:
        yield Section(path, group.title, _tally(group.rules), group.rules)
    # the benchmark itself heads the page already
    inner = (*path, group.title) if path or group.id.find("_benchmark_") < 0 else path
    for child in group.groups:
        yield from sections(child, inner)


def _tally(rules: tuple[RuleView, ...]) -> str:
    found = dict(counted((rule.text.id, rule.outcome) for rule in rules))
    return ", ".join(f"{found[each]} {OUTCOME_WORDS[each].lower()}" for each in WORST_FIRST if each in found)
