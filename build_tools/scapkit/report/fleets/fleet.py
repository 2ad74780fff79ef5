"""What several assets came to: the same for any report on them, computed once."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.console.outline import Outline, OutlineRule
from scapkit.report.views.assets import UnjudgedAsset
from scapkit.report.views.causes import by_cause
from scapkit.report.views.counts import WORST_FIRST, Counts, worst

NAMELESS = "NAME"
"""What stands for an asset's own name in a reason, so that those of many assets are one."""


class JudgedAsset(NamedTuple):
    """An asset that was judged; `place` says where in the collection it lies, and is the stem of its own files."""

    place: str
    kind: str
    profile_id: str
    outline: Outline

    @property
    def name(self) -> str:
        """The asset's name."""
        return self.outline.target


class FleetRule(NamedTuple):
    """A rule over the assets that were judged by one profile: the assets of each outcome, the worst first.

    `findings` are what made it fail, each with the assets that it was found on; `more_findings` counts others.
    `waived` are the assets of which somebody overrode its result, `answered` those on which it passes on answers alone.
    """

    short_id: str
    title: str
    severity: str
    results: tuple[tuple[RuleOutcome, tuple[str, ...]], ...]
    findings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    more_findings: int = 0
    waived: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()

    @property
    def worst(self) -> RuleOutcome:
        """The worst that any asset came to."""
        return self.results[0][0]

    @property
    def majority(self) -> RuleOutcome:
        """What most assets came to; the worst of several."""
        return max(self.results, key=lambda each: len(each[1]))[0]

    @property
    def counts(self) -> Counts:
        """How many assets came to each outcome."""
        return tuple((outcome, len(names)) for outcome, names in self.results)

    @property
    def others(self) -> tuple[tuple[RuleOutcome, tuple[str, ...]], ...]:
        """The assets that differ from most."""
        return tuple(each for each in self.results if each[0] is not self.majority)


class Kin(NamedTuple):
    """The assets that were judged by one profile, and its rules over them."""

    profile_id: str
    title: str
    assets: tuple[JudgedAsset, ...]
    rules: tuple[FleetRule, ...]


class OpenReason(NamedTuple):
    """Why rules stayed open: which rules, on which assets, and where it showed. NAME in a text is the asset's own."""

    text: str
    rules: tuple[str, ...]
    assets: tuple[str, ...]
    places: tuple[str, ...] = ()


class Fleet(NamedTuple):
    """A collection judged: `name` is its own, `missing` says what more there may be that nobody knows of."""

    name: str
    kin: tuple[Kin, ...]
    unjudged: tuple[UnjudgedAsset, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def assets(self) -> tuple[JudgedAsset, ...]:
        """All that were judged."""
        return tuple(each for kin in self.kin for each in kin.assets)


def make_fleet(
    name: str, judged: Iterable[JudgedAsset], unjudged: Sequence[UnjudgedAsset] = (), missing: Sequence[str] = ()
) -> Fleet:
    """The whole, with assets of one profile side by side, sorted as people count: 9 before 10."""
    groups: dict[str, list[JudgedAsset]] = {}
    for each in judged:
        groups.setdefault(each.profile_id, []).append(each)
    kin = (_kin(sorted(each, key=lambda asset: natural(asset.place))) for each in groups.values())
    others = sorted(unjudged, key=lambda asset: (not asset.fails, natural(asset.place or asset.name)))
    return Fleet(name, tuple(kin), tuple(others), tuple(missing))


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A key to sort by, in which numbers count as numbers."""
    parts = (part.lstrip("0") if place % 2 else part for place, part in enumerate(re.split("([0-9]+)", text)))
    return tuple((len(part) * (place % 2), part) for place, part in enumerate(parts))


def _kin(assets: Sequence[JudgedAsset]) -> Kin:
    first = assets[0]
    found: dict[str, dict[RuleOutcome, list[str]]] = {}
    rules = {rule.short_id: rule for asset in assets for rule in asset.outline.rules}
    for asset in assets:
        for name, outcome in worst((rule.short_id, rule.outcome) for rule in asset.outline.rules).items():
            found.setdefault(name, {}).setdefault(outcome, []).append(asset.name)
    texts, more = _findings(assets)
    waived = _on(assets, lambda outline: outline.waived)
    answered = _on(assets, lambda outline: outline.answered)
    told = tuple(
        FleetRule(
            name,
            rules[name].title,
            rules[name].severity,
            _sorted(found[name]),
            texts[name],
            more[name],
            tuple(waived.get(name, ())),
            tuple(answered.get(name, ())),
        )
        for name in found
    )
    return Kin(first.profile_id, first.outline.title, tuple(assets), told)


def _on(
    assets: Sequence[JudgedAsset], chosen: Callable[[Outline], tuple[OutlineRule, ...]]
) -> dict[str, dict[str, None]]:
    """The assets on which a rule is one of the chosen, by rule."""
    found: dict[str, dict[str, None]] = {}
    for asset in assets:
        for rule in chosen(asset.outline):
            found.setdefault(rule.short_id, {})[asset.name] = None
    return found


def _sorted(results: dict[RuleOutcome, list[str]]) -> tuple[tuple[RuleOutcome, tuple[str, ...]], ...]:
    return tuple((outcome, tuple(results[outcome])) for outcome in sorted(results, key=WORST_FIRST.index))


def _findings(
    assets: Sequence[JudgedAsset],
) -> tuple[dict[str, tuple[tuple[str, tuple[str, ...]], ...]], dict[str, int]]:
    """What was found on any asset, by rule: those found on most assets first."""
    found: dict[str, dict[str, dict[str, None]]] = {}
    more: dict[str, int] = {}
    for asset in assets:
        for rule in asset.outline.rules:
            texts = found.setdefault(rule.short_id, {})
            more[rule.short_id] = more.get(rule.short_id, 0) + rule.more_findings
            for text in rule.findings:
                texts.setdefault(text, {})[asset.name] = None
    ranked = {rule: sorted(texts.items(), key=lambda each: -len(each[1])) for rule, texts in found.items()}
    return {rule: tuple((text, tuple(names)) for text, names in texts) for rule, texts in ranked.items()}, more


def _common(text: str, asset: JudgedAsset) -> str:
    """A reason without the asset's own name."""
    return re.sub(rf"(?<![\w.-]){re.escape(asset.name)}(?![\w-])", NAMELESS, text) if asset.name else text


def counts_of(kin: Kin) -> Counts:
    """How many verdicts there are of each outcome, over all rules and assets."""
    found: dict[RuleOutcome, int] = {}
    for rule in kin.rules:
        for outcome, number in rule.counts:
            found[outcome] = found.get(outcome, 0) + number
    return tuple((outcome, found[outcome]) for outcome in RuleOutcome if outcome in found)


def open_reasons(assets: Iterable[JudgedAsset]) -> tuple[OpenReason, ...]:
    """Each reason for which rules stayed open, those that concern most assets first."""
    found: dict[str, tuple[dict[str, None], dict[str, None], dict[str, None]]] = {}
    for asset in assets:
        for text, places, rules in by_cause((_common(each, asset), rules) for each, rules in asset.outline.missing):
            known = found.setdefault(text, ({}, {}, {}))
            known[0].update(dict.fromkeys(rules))
            known[1][asset.name] = None
            known[2].update(dict.fromkeys(places))
    reasons = (OpenReason(text, *(tuple(each) for each in known)) for text, known in found.items())
    return tuple(sorted(reasons, key=lambda each: -len(each.assets)))
