"""What several assets came to: the same for any report on them, computed once."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.counts import WORST_FIRST, Counts, worst
from scapkit.report.outline import Outline

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


class UnjudgedAsset(NamedTuple):
    """An asset that was not judged, and why; with `fails` that is nothing to be content with."""

    place: str
    name: str
    kind: str
    reasons: tuple[str, ...]
    fails: bool = False


class FleetRule(NamedTuple):
    """A rule over the assets that were judged by one profile; the outcome that most assets have comes first."""

    short_id: str
    title: str
    severity: str
    results: tuple[tuple[RuleOutcome, tuple[str, ...]], ...]

    @property
    def majority(self) -> RuleOutcome:
        """What most assets came to; the worst of several."""
        return self.results[0][0]

    @property
    def counts(self) -> Counts:
        """How many assets came to each outcome."""
        return tuple((outcome, len(names)) for outcome, names in self.results)

    @property
    def others(self) -> tuple[tuple[RuleOutcome, tuple[str, ...]], ...]:
        """The assets that differ from most."""
        return self.results[1:]


class Kin(NamedTuple):
    """The assets that were judged by one profile, and its rules over them."""

    profile_id: str
    title: str
    assets: tuple[JudgedAsset, ...]
    rules: tuple[FleetRule, ...]


class OpenReason(NamedTuple):
    """Why rules stayed open: which rules, and on which assets. NAME in the text is the asset's own."""

    text: str
    rules: tuple[str, ...]
    assets: tuple[str, ...]


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
    """The whole, with assets of one profile side by side in the order in which they came."""
    groups: dict[str, list[JudgedAsset]] = {}
    for each in judged:
        groups.setdefault(each.profile_id, []).append(each)
    return Fleet(name, tuple(_kin(each) for each in groups.values()), tuple(unjudged), tuple(missing))


def _kin(assets: Sequence[JudgedAsset]) -> Kin:
    first = assets[0]
    found: dict[str, dict[RuleOutcome, list[str]]] = {}
    rules = {rule.short_id: rule for asset in assets for rule in asset.outline.rules}
    for asset in assets:
        for name, outcome in worst((rule.short_id, rule.outcome) for rule in asset.outline.rules).items():
            found.setdefault(name, {}).setdefault(outcome, []).append(asset.name)
    told = tuple(FleetRule(name, rules[name].title, rules[name].severity, _sorted(found[name])) for name in found)
    return Kin(first.profile_id, first.outline.title, tuple(assets), told)


def _sorted(results: dict[RuleOutcome, list[str]]) -> tuple[tuple[RuleOutcome, tuple[str, ...]], ...]:
    ranked = sorted(results, key=lambda each: (-len(results[each]), WORST_FIRST.index(each)))
    return tuple((outcome, tuple(results[outcome])) for outcome in ranked)


def counts_of(kin: Kin) -> Counts:
    """How many verdicts there are of each outcome, over all rules and assets."""
    found: dict[RuleOutcome, int] = {}
    for rule in kin.rules:
        for outcome, number in rule.counts:
            found[outcome] = found.get(outcome, 0) + number
    return tuple((outcome, found[outcome]) for outcome in RuleOutcome if outcome in found)


def open_reasons(assets: Iterable[JudgedAsset]) -> tuple[OpenReason, ...]:
    """Each reason for which rules stayed open, those that concern most assets first."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for asset in assets:
        for reason, rules in asset.outline.missing:
            text = reason.replace(asset.name, NAMELESS) if asset.name else reason
            known = found.setdefault(text, ({}, {}))
            known[0].update(dict.fromkeys(rules))
            known[1][asset.name] = None
    reasons = (OpenReason(text, tuple(rules), tuple(names)) for text, (rules, names) in found.items())
    return tuple(sorted(reasons, key=lambda each: -len(each.assets)))
