"""Results held against a baseline: what fails beyond it."""

from collections.abc import Iterator, Sequence

from scapkit.compare.results.baseline import NONE, Baseline
from scapkit.compare.results.change import COMPARED, AssetChange, RuleChange
from scapkit.compare.results.kinds import Kind
from scapkit.compare.results.record import AssetRecord
from scapkit.model.results import RuleOutcome


def unaccepted(asset: AssetRecord, baseline: Baseline) -> tuple[str, ...]:
    """The keys of the rules that fail of an asset, and are not accepted."""
    failing = ((key, each) for key, each in asset.rules.items() if each.outcome is RuleOutcome.FAIL)
    return tuple(key for key, each in failing if baseline is NONE or not baseline.left(asset, key, each)[0])


def accepting(asset: AssetRecord, change: RuleChange, baseline: Baseline) -> RuleChange:
    """A change of an asset's rule with what the baseline accepts of it marked, and told no more as having come."""
    if baseline is NONE or change.new is None or change.new.outcome is not RuleOutcome.FAIL:
        return change
    accepted, left = baseline.left(asset, change.rule, change.new)
    if accepted:
        return change._replace(accepted=True)
    came = tuple(each for each in change.came if each in left)
    known = len(change.came) - len(came)
    notes = (*change.notes, f"{known} more came that the baseline accepts") if known else change.notes
    return change._replace(came=came, notes=notes)


def against_baseline(assets: Sequence[AssetRecord], baseline: Baseline) -> tuple[AssetChange, ...]:
    """What fails of assets beyond a baseline, where there are no older results."""
    return tuple(_against(each, baseline) for each in assets)


def _against(asset: AssetRecord, baseline: Baseline) -> AssetChange:
    changes = tuple(_beyond(asset, baseline))
    change = AssetChange(asset.name, COMPARED, new=asset.scope, new_score=asset.score, changes=changes)
    return change._replace(rules=len(asset.rules), same=len(asset.rules) - len(changes), failing=len(changes))


def _beyond(asset: AssetRecord, baseline: Baseline) -> Iterator[RuleChange]:
    for key in unaccepted(asset, baseline):
        record = asset.rules[key]
        kind = Kind.CHANGED_EVIDENCE if baseline.knows(asset, key, record) else Kind.NEWLY_FAILING
        came = baseline.left(asset, key, record)[1]
        yield RuleChange(key, (kind,), None, record, came=came)
