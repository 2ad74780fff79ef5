"""The page of several assets: what they came to, rules over assets, assets over rules, and the evidence to open."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from scapkit.model.results import RuleOutcome, Score
from scapkit.names import short_id
from scapkit.report.contents.reference_classes import natural
from scapkit.report.contents.rules import SEVERITIES
from scapkit.report.fleets.fleet import FleetRule, JudgedAsset, Kin, counts_of, open_reasons
from scapkit.report.html.asset_page import both_charts
from scapkit.report.html.charts import Chart
from scapkit.report.html.collection.gathering import Facts, Gathered
from scapkit.report.html.collection.tables import code_words, table
from scapkit.report.html.page import render_page
from scapkit.report.views.controls import Division, apart, divide
from scapkit.report.views.counts import WORST_FIRST, Counts
from scapkit.report.views.shown import RuleView
from scapkit.report.views.words import OUTCOME_WORDS

MOST = 12
"""As many assets are named where many are concerned."""
MOST_FINDINGS = 5
EVIDENCE = b"<!--evidence-->"
NOTHING: Mapping[str, str] = MappingProxyType({})


class Row(NamedTuple):
    """A rule over the assets: its words, what it came to, and its place in the page."""

    anchor: str
    rule: RuleView
    over: FleetRule
    kin: int


class Group(NamedTuple):
    """The rules of a group; `path` are the titles of the groups above it, and of the profile if there are several."""

    path: tuple[str, ...]
    title: str
    rows: tuple[Row, ...]


class AssetRow(NamedTuple):
    """An asset: its own page, if it has one, what it came to, `before` waivers too, and what is told of it."""

    number: int
    asset: JudgedAsset
    href: str
    counts: Counts
    score: str
    before: str
    facts: Facts


def collection_page(gathered: Gathered, hrefs: Mapping[str, str] = NOTHING) -> Iterator[bytes]:
    """The page in chunks, UTF-8. With `hrefs`, from assets to pages of their own, it links there for the evidence."""
    fleet = gathered.fleet
    page = render_page(
        "collection.html",
        fleet=fleet,
        title=gathered.title,
        time=max((each.time for each in gathered.facts.values()), default=""),
        assets=tuple(_asset(number, each, gathered, hrefs) for number, each in enumerate(fleet.assets)),
        reasons=open_reasons(fleet.assets),
        codes=code_words(),
        most=MOST,
        left_out=gathered.left_out,
        data=table(fleet, hrefs),
        **_of_rules(gathered),
    )
    before, _, after = page.partition(EVIDENCE)
    yield before
    for number, each in enumerate(fleet.assets):
        if gathered.packed.get(each.name):
            yield f'<script type="text/plain" data-evidence="{number}">{gathered.packed[each.name]}</script>\n'.encode()
    yield after


def _of_rules(gathered: Gathered) -> dict[str, Any]:
    """What the page says of rules: groups, charts, and what to filter by."""
    kin = gathered.fleet.kin
    words = (tuple(gathered.rules[each.profile_id].values()) for each in kin)
    found = [divide(rules, gathered.titles, each.profile_id) for rules, each in zip(words, kin, strict=True)]
    divisions = apart(found, [gathered.benchmarks[each.profile_id] for each in kin])
    counts = _all_counts(kin)
    return {
        "groups": tuple(_groups(gathered)),
        "divisions": divisions,
        "keys": _keys(divisions),
        "numbered": all(each.document for each in divisions),
        "charted": _charts(kin, divisions),
        "counts": counts,
        "verdict": _verdict(kin),
        "facets": [(each, f"i-{each}", OUTCOME_WORDS[each]) for each, _ in counts],
        "severity_facets": _severities(kin),
        "ranks": {outcome: rank for rank, outcome in enumerate(WORST_FIRST)},
        "severities": SEVERITIES,
        "most_findings": MOST_FINDINGS,
        "waived": sum(len(rule.waived) for each in kin for rule in each.rules),
    }


def _groups(gathered: Gathered) -> Iterator[Group]:
    taken: set[str] = set()
    several = len(gathered.fleet.kin) > 1
    for number, kin in enumerate(gathered.fleet.kin):
        over, words = {rule.short_id: rule for rule in kin.rules}, gathered.rules[kin.profile_id]
        for path, names in gathered.groups[kin.profile_id].items():
            rows = tuple(_row(words[name], over[name], number, taken) for name in names)
            above = (kin.title, *path[:-1]) if several else path[:-1]
            yield Group(above, path[-1], rows)


def _row(rule: RuleView, over: FleetRule, kin: int, taken: set[str]) -> Row:
    """The row, with an anchor that no other has: profiles share rules."""
    anchor = rule.anchor if rule.anchor not in taken else f"{rule.anchor}-{kin}"
    taken.add(anchor)
    return Row(anchor, rule._replace(anchor=anchor), over, kin)


def _charts(kin: tuple[Kin, ...], divisions: list[Division]) -> tuple[Chart, ...]:
    """All verdicts by severity and by section; sections of one number in several profiles are one."""
    by_severity: Counter[tuple[str, RuleOutcome]] = Counter()
    by_section: Counter[tuple[str, RuleOutcome]] = Counter()
    for each, division in zip(kin, divisions, strict=True):
        keys = {short_id(name): found for name, found in division.members.items()}
        for rule in each.rules:
            for outcome, number in rule.counts:
                by_severity[rule.severity, outcome] += number
                for key in keys.get(rule.short_id, ()):
                    by_section[key, outcome] += number
    documents = tuple(dict.fromkeys(each.document for each in divisions))
    return both_charts(by_severity, by_section, documents, _keys(divisions))


def _keys(divisions: list[Division]) -> tuple[str, ...]:
    """All sections: those with numbers by these, then others as they come."""
    numbered = sorted({key for each in divisions if each.document for key in each.sections}, key=natural)
    return tuple(dict.fromkeys((*numbered, *(key for each in divisions for key in each.sections))))


def _all_counts(kin: tuple[Kin, ...]) -> Counts:
    found: Counter[RuleOutcome] = Counter()
    for each in kin:
        found.update(dict(counts_of(each)))
    return tuple((outcome, found[outcome]) for outcome in WORST_FIRST if found[outcome])


def _verdict(kin: tuple[Kin, ...]) -> str:
    """How many rules fail, and how many stayed open, on any asset; one that several profiles have is one."""
    rules: dict[str, set[RuleOutcome]] = {}
    for rule in (rule for each in kin for rule in each.rules):
        rules.setdefault(rule.short_id, set()).update(outcome for outcome, _ in rule.results)
    failed = sum(RuleOutcome.FAIL in each for each in rules.values())
    left_open = sum(bool(each & {RuleOutcome.UNKNOWN, RuleOutcome.ERROR}) for each in rules.values())
    told = f"{failed} of {len(rules)} rule{'s' * (len(rules) != 1)} fail{'s' * (failed == 1)} on at least one asset"
    return f"{told}; {left_open} could not be judged on some." if left_open else f"{told}."


def _severities(kin: tuple[Kin, ...]) -> list[tuple[str, str, str]]:
    found = {rule.severity for each in kin for rule in each.rules}
    return [(word, f"s-{word}", word) for word in SEVERITIES if word in found]


def _asset(number: int, asset: JudgedAsset, gathered: Gathered, hrefs: Mapping[str, str]) -> AssetRow:
    outline = asset.outline
    known = dict(outline.counts)
    counts = tuple((outcome, known[outcome]) for outcome in WORST_FIRST if outcome in known)
    score, before = (_score(found) for found in (outline.scores, outline.scores_before))
    return AssetRow(number, asset, hrefs.get(asset.name, ""), counts, score, before, gathered.facts[asset.name])


def _score(scores: tuple[Score, ...]) -> str:
    return f"{scores[0].value:.1f} of {scores[0].maximum:.0f}" if scores else ""
