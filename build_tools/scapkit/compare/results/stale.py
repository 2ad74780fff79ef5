"""What a baseline holds that nobody needs any more."""

from collections.abc import Iterable, Iterator, Sequence

from scapkit.compare.results.baseline import Accepted, Baseline, ended, fits
from scapkit.compare.results.record import AssetRecord, RuleRecord
from scapkit.model.results import RuleOutcome

SETTLED = frozenset((RuleOutcome.PASS, RuleOutcome.FIXED, RuleOutcome.FAIL))


def pruned(baseline: Baseline, assets: Sequence[AssetRecord]) -> tuple[tuple[Accepted, ...], tuple[str, ...]]:
    """The entries that are still needed, with the findings that are, and what could be taken out, in sentences.

    An entry is needed where nobody can tell: its rule or asset is not in the results, or could not be judged.
    """
    needed: list[Accepted] = []
    told: list[str] = []
    for entry in baseline.all:
        seen = list(_seen(entry, assets))
        if seen and all(ended(entry, asset) for asset, _ in seen):
            told.append(f"{entry.rule}: accepted until {entry.until}, which is over")
        elif seen and all(record.outcome in SETTLED for _, record in seen):
            left, gone = _still(entry, [record for _, record in seen])
            needed += left
            told += gone
        else:
            needed.append(entry)
    return tuple(needed), tuple(told)


def _seen(entry: Accepted, assets: Iterable[AssetRecord]) -> Iterator[tuple[AssetRecord, RuleRecord]]:
    for asset in assets:
        if fits(entry, asset):
            yield from ((asset, each) for key, each in asset.rules.items() if entry.rule in (key, each.id))


def _still(entry: Accepted, records: Iterable[RuleRecord]) -> tuple[list[Accepted], list[str]]:
    """What is left of an entry, and what is not."""
    failing = [each for each in records if each.outcome is RuleOutcome.FAIL]
    if not failing:
        return [], [f"{entry.rule}: does not fail any more"]
    if entry.findings is None or any(each.more or not each.finds or not each.complete for each in failing):
        return [entry], []
    there = {find.key for each in failing for find in each.finds}
    left = tuple(key for key in entry.findings if key in there)
    gone = [f"{entry.rule}: no longer found: {key}" for key in entry.findings if key not in there]
    return [entry._replace(findings=left)] if left else [], gone
