"""The summary of a collection that a terminal shows: rules over assets, the odd ones out, what stayed open and why."""

from collections.abc import Iterator, Sequence

from scapkit.report.console.terminal import (
    FINDINGS,
    NAMED,
    NARROWEST,
    RESULT,
    SEVERITY,
    coloured,
    counts_line,
    cut,
    gravity,
    named,
    summary,
    wrapped,
)
from scapkit.report.fleets.fleet import Fleet, FleetRule, Kin, counts_of, open_reasons
from scapkit.report.views.answered import Answered
from scapkit.report.views.assets import UnjudgedAsset

ASSETS = 3
"""As many assets are named where many are concerned."""


def fleet_summary(fleet: Fleet, colour: bool, width: int) -> str:
    """The summary as lines of at most `width` columns; `colour` adds ANSI colours, for terminals only."""
    return "".join(f"{line}\n" for line in _lines(fleet, colour, max(width, NARROWEST)))


def _lines(fleet: Fleet, colour: bool, width: int) -> Iterator[str]:
    for kin in fleet.kin:
        if len(kin.assets) == 1:
            yield summary(kin.assets[0].outline, colour, width)
        else:
            yield from _kin(kin, colour, width)
            yield ""
    told = tuple(not_judged(fleet.unjudged, fleet.missing, width))
    yield from (*told, "") if told else ()
    judged = [f"{len(kin.assets)} by {kin.profile_id or 'the benchmark'}" for kin in fleet.kin]
    judged += [f"{len(fleet.unjudged)} not judged"] if fleet.unjudged else []
    number = len(fleet.assets) + len(fleet.unjudged)
    yield cut(f"{fleet.name}: {number} asset{'s' * (number != 1)}: {', '.join(judged)}", width)


def _kin(kin: Kin, colour: bool, width: int) -> Iterator[str]:
    yield cut(f"{len(kin.assets)} assets: {kin.title}", width)
    yield ""
    ids = min(max((len(rule.short_id) for rule in kin.rules), default=0), width // 2)
    yield f"{'worst':<{RESULT}}  {'severity':<{SEVERITY}}  {'rule':<{ids}}  assets".rstrip()
    for rule in kin.rules:
        yield from _rule(rule, ids, colour, width)
    yield ""
    yield cut(counts_line(counts_of(kin), sum(len(rule.answered) for rule in kin.rules)), width)
    yield from _scores(kin, width)
    yield from _waived(kin, width)
    yield from _answered(kin, width)
    yield from _findings(kin, width)
    reasons = open_reasons(kin.assets)
    if reasons:
        yield ""
        yield "could not be judged:"
    for reason in reasons:
        yield cut(f"  {reason.text}", width)
        if reason.places:
            yield cut(f"    {named(reason.places, ASSETS)}", width)
        yield cut(f"    {named(reason.rules)}", width)
        yield cut(f"    on {_assets(reason.assets, kin)}", width)


def _rule(rule: FleetRule, ids: int, colour: bool, width: int) -> Iterator[str]:
    result = coloured(rule.worst, f"{rule.worst:<{RESULT}}", colour)
    counts = ", ".join(f"{number} {outcome}" for outcome, number in rule.counts)
    total = sum(number for _, number in rule.counts)
    counts = f"all {counts}" if len(rule.counts) == 1 else counts.replace(" ", f" of {total} ", 1)
    left = width - RESULT - SEVERITY - ids - 6
    yield f"{result}  {rule.severity:<{SEVERITY}}  {cut(rule.short_id, ids):<{ids}}  {cut(counts, left)}".rstrip()
    for outcome, names in rule.others:
        yield cut(f"{'':<{RESULT}}  {outcome}: {named(names, NAMED)}", width)


def _findings(kin: Kin, width: int) -> Iterator[str]:
    """What was found and on how many assets, the worst rules' first."""
    found = [rule for rule in kin.rules if rule.findings]
    if found:
        yield from ("", "found:")
    for rule in sorted(found, key=lambda rule: gravity(rule.severity)):
        yield cut(f"  {rule.short_id}", width)
        for text, names in rule.findings[:FINDINGS]:
            yield cut(f"    {text}", width)
            yield cut(f"      on {_assets(names, kin)}", width)
        if more := len(rule.findings[FINDINGS:]) + rule.more_findings:
            yield f"    and {more} more"


def _assets(names: Sequence[str], kin: Kin) -> str:
    if len(names) == len(kin.assets):
        return f"all {len(names)} assets"
    return f"{len(names)} asset{'s' * (len(names) != 1)}: {named(names, ASSETS)}"


def _scores(kin: Kin, width: int) -> Iterator[str]:
    """The lowest and highest score by the first model, and who has the lowest."""
    scores = [(asset.outline.scores[0], asset.name) for asset in kin.assets if asset.outline.scores]
    if not scores:
        return
    values = [score.value for score, _ in scores]
    lowest = [name for score, name in scores if score.value == min(values)]
    top = scores[0][0].maximum
    if min(values) == max(values):
        yield cut(f"score {min(values):.2f} of {top:.2f} for all", width)
    else:
        text = f"score {min(values):.2f} to {max(values):.2f} of {top:.2f}, the lowest of {named(lowest, ASSETS)}"
        yield cut(text, width)


def _waived(kin: Kin, width: int) -> Iterator[str]:
    """The rules whose results somebody overrode, with the assets; the lowest score that there was before."""
    waived = [rule for rule in kin.rules if rule.waived]
    if not waived:
        return
    before = [(asset.outline.scores_before or asset.outline.scores)[:1] for asset in kin.assets]
    lowest = min((score.value for each in before for score in each), default=None)
    if lowest is not None:
        yield cut(f"lowest score before waivers {lowest:.2f}", width)
    yield from ("", "waived:")
    for rule in waived:
        yield cut(f"  {rule.short_id} on {_assets(rule.waived, kin)}", width)


def _answered(kin: Kin, width: int) -> Iterator[str]:
    """The rules that pass on answers alone, with the assets, and each answer once."""
    grounds: dict[str, dict[Answered, dict[str, None]]] = {}
    for asset in kin.assets:
        for each in asset.outline.answered:
            grounds.setdefault(each.short_id, {}).setdefault(each.answered, {})[asset.name] = None
    if grounds:
        yield from ("", "answered:")
    for rule in kin.rules:
        for said, names in grounds.get(rule.short_id, {}).items():
            yield cut(f"  {rule.short_id} on {_assets(tuple(names), kin)}: {said.change}", width)
            for text in said.texts:
                yield from wrapped(text, width)


def not_judged(unjudged: Sequence[UnjudgedAsset], missing: Sequence[str], width: int) -> Iterator[str]:
    """What more there may be, and the assets that were not judged, those of the same reasons together."""
    if unjudged or missing:
        yield "not judged:"
    for text in missing:
        yield cut(f"  {text}", width)
    found: dict[tuple[str, ...], list[str]] = {}
    for each in unjudged:
        found.setdefault(each.reasons, []).append(each.label)
    for reasons, names in found.items():
        yield cut(f"  {named(names, ASSETS)}", width)
        for text in reasons:
            yield cut(f"    {text}", width)
