"""What a page of several assets needs of their views: outlines, each rule's words once, and evidence packed small."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.names import short_id
from scapkit.report.console.outline import Outline, OutlineRule, outline_of
from scapkit.report.fleets.fleet import Fleet, JudgedAsset, make_fleet
from scapkit.report.html.asset_page import sections
from scapkit.report.html.collection.packing import Packing
from scapkit.report.html.page import inert
from scapkit.report.views.assets import UnjudgedAsset
from scapkit.report.views.findings import findings_of
from scapkit.report.views.shown import ReportView, RuleView

Path = tuple[str, ...]


class Facts(NamedTuple):
    """What is told of an asset beside its results."""

    told: tuple[tuple[str, str], ...]
    time: str


class Gathered(NamedTuple):
    """All assets. Rules and titles of groups are by the profile and then by id, `groups` has the rules of each group.

    `packed` is the evidence of each asset by its name, and `left_out` counts the verdicts that are without.
    """

    title: str
    fleet: Fleet
    rules: Mapping[str, Mapping[str, RuleView]]
    groups: Mapping[str, Mapping[Path, tuple[str, ...]]]
    titles: Mapping[str, str]
    benchmarks: Mapping[str, str]
    facts: Mapping[str, Facts]
    packed: Mapping[str, str]
    left_out: int


class Gathering:
    """Takes one view after the other; of none it keeps more than the page has of it."""

    def __init__(self, packing: Packing | None = None) -> None:
        self._packing = packing
        self._books: dict[str, None] = {}
        self._benchmarks: dict[str, str] = {}
        self._assets: list[JudgedAsset] = []
        self._rules: dict[str, dict[str, RuleView]] = {}
        self._groups: dict[str, dict[Path, dict[str, None]]] = {}
        self._titles: dict[str, str] = {}
        self._facts: dict[str, Facts] = {}
        self._packed: dict[str, str] = {}

    def add(self, view: ReportView, place: str = "") -> None:
        """One more asset; `place` is the stem of its own page, if it has one."""
        name = self._name(view.target)
        outline = _outline(view)._replace(target=name)
        profile = outline.title
        self._books[view.title] = None
        self._benchmarks.setdefault(profile, short_id(view.benchmark_id))
        self._take_words(profile, view)
        kept = outline._replace(rules=tuple(self._known(profile, outline)))
        self._assets.append(JudgedAsset(place or name, view.target_kind, profile, kept))
        self._facts[name] = Facts(view.facts, view.start_time)
        if self._packing:
            self._packed[name] = self._packing.pack(view.rules)

    def finish(self, name: str, unjudged: tuple[UnjudgedAsset, ...] = (), missing: tuple[str, ...] = ()) -> Gathered:
        """The whole; `missing` says what more there may be."""
        return Gathered(
            ", ".join(self._books),
            make_fleet(name or f"{len(self._assets)} assets", self._assets, unjudged, missing),
            self._rules,
            {
                profile: {path: tuple(found) for path, found in groups.items()}
                for profile, groups in self._groups.items()
            },
            self._titles,
            self._benchmarks,
            self._facts,
            self._packed,
            self._packing.left_out if self._packing else 0,
        )

    def _name(self, target: str) -> str:
        """A name that no other asset has."""
        first = inert(target) or "unnamed"
        name, number = first, 1
        while name in self._facts:
            number += 1
            name = f"{first} ({number})"
        return name

    def _take_words(self, profile: str, view: ReportView) -> None:
        """Rules and groups that no asset before had."""
        rules, groups = self._rules.setdefault(profile, {}), self._groups.setdefault(profile, {})
        if all(rule.text.short_id in rules for rule in view.rules):
            return
        self._titles.update((group.id, group.title) for group in view.root.walk())
        for section in sections(view.root):
            found = groups.setdefault((*section.path, section.title), {})
            for rule in section.rules:
                if rule.text.short_id not in rules:
                    rules[rule.text.short_id] = rule._replace(checks=(), reasons=(), overrides=())
                    found[rule.text.short_id] = None

    def _known(self, profile: str, outline: Outline) -> Iterator[OutlineRule]:
        """The rules of an outline with the texts that are held already, as views of many assets are many copies."""
        known = self._rules[profile]
        for rule in outline.rules:
            text = known[rule.short_id].text
            yield rule._replace(short_id=text.short_id, title=text.title, severity=known[rule.short_id].severity)


def _outline(view: ReportView) -> Outline:
    failed = (rule for rule in view.rules if rule.outcome is RuleOutcome.FAIL)
    return outline_of(view).with_findings({rule.text.short_id: findings_of(rule.checks) for rule in failed})
