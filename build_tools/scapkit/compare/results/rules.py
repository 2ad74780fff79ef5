"""Two results of one rule to what changed between them."""

from collections.abc import Iterable, Iterator

from scapkit.compare.results.change import FindChange, RuleChange
from scapkit.compare.results.kinds import GOOD, Kind, kind_of
from scapkit.compare.results.record import RuleRecord
from scapkit.model.results import RuleOutcome
from scapkit.report.views.finds import Find
from scapkit.report.views.noise import stable

FAIL = RuleOutcome.FAIL
ORDER = {kind: rank for rank, kind in enumerate(Kind)}


def rule_change(
    rule: str, old: RuleRecord | None, new: RuleRecord | None, why: tuple[str, ...] = (), same_tool: bool = True
) -> RuleChange | None:
    """What changed of a rule, None for nothing; `rule` is its key.

    `why` says why two results are of different questions; then nothing else is told of them. Reasons are the words of
    a tool, and compared only where it is the same.
    """
    if old is None or new is None:
        return _alone(rule, old, new)
    if why:
        return RuleChange(rule, (Kind.INCOMPARABLE, *_severity(old, new)), old, new, notes=why)
    came, went, changed = _evidence(old, new)
    kinds = [*_outcome(old, new), *_waiver(old, new), *_severity(old, new)]
    if old.original is new.original is FAIL and (came or went or changed):
        kinds.append(Kind.CHANGED_EVIDENCE)
    if same_tool and old.outcome is new.outcome and _differ(old.reasons, new.reasons):
        kinds.append(Kind.CHANGED_REASON)
    if not kinds:
        return None
    notes = tuple(_notes(old, new, came))
    return RuleChange(rule, tuple(sorted(set(kinds), key=ORDER.__getitem__)), old, new, came, went, changed, notes)


def _alone(rule: str, old: RuleRecord | None, new: RuleRecord | None) -> RuleChange:
    if old is None:
        return RuleChange(rule, (Kind.ADDED,), None, new, came=new.finds if new else ())
    return RuleChange(rule, (Kind.REMOVED,), old, None)


def _outcome(old: RuleRecord, new: RuleRecord) -> Iterator[Kind]:
    """The change of outcome: where a waiver came or went, that of what the checks found, but for one to fail."""
    waived = bool(old.overrides) is not bool(new.overrides)
    is_failed = bool(new.overrides) and new.outcome is FAIL
    kind = kind_of(old.original, new.original) if waived and not is_failed else kind_of(old.outcome, new.outcome)
    if kind and not (kind is Kind.NEWLY_FAILING and new.outcome is not FAIL):
        yield kind


def _waiver(old: RuleRecord, new: RuleRecord) -> Iterator[Kind]:
    if new.overrides and not old.overrides:
        yield Kind.WAIVED
    elif old.overrides and not new.overrides:
        yield Kind.WAIVER_EXPIRED if any(_says_expired(each) for each in new.reasons) else Kind.WAIVER_ENDED


def _says_expired(reason: str) -> bool:
    return "waiver" in reason and "expired" in reason


def _severity(old: RuleRecord, new: RuleRecord) -> Iterator[Kind]:
    if old.severity != new.severity:
        yield Kind.SEVERITY_CHANGED


def _differ(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether texts differ, whatever their order, and by more than what differs between any two runs."""
    return set(map(stable, old)) != set(map(stable, new))


def _evidence(old: RuleRecord, new: RuleRecord) -> tuple[tuple[Find, ...], tuple[Find, ...], tuple[FindChange, ...]]:
    """What came, what went, and what is there in another way.

    What somebody no longer knows of did not go, nor did anything where not all was collected. Where a result does not
    say what it found, nothing came and went.
    """
    if old.original is new.original is FAIL and not (old.evidence and new.evidence):
        return (), (), ()
    before, after = _by_key(old.finds), _by_key(new.finds)
    changed = tuple(
        FindChange(key, before[key][0].text, found[0].text)
        for key, found in after.items()
        if key in before and {each.detail for each in before[key]} != {each.detail for each in found}
    )
    can_tell = new.complete if new.original is FAIL else new.original in GOOD
    return _only(after, before), _only(before, after) if can_tell else (), changed


def _by_key(finds: Iterable[Find]) -> dict[str, list[Find]]:
    found: dict[str, list[Find]] = {}
    for each in finds:
        found.setdefault(each.key, []).append(each)
    return found


def _only(some: dict[str, list[Find]], others: dict[str, list[Find]]) -> tuple[Find, ...]:
    return tuple(found[0] for key, found in some.items() if key not in others)


def _notes(old: RuleRecord, new: RuleRecord, came: tuple[Find, ...]) -> Iterator[str]:
    if bool(old.overrides) is not bool(new.overrides) and old.original is not new.original:
        yield f"what the checks came to: {old.original} -> {new.original}"
    if old.original is FAIL and came and not old.complete:
        yield "not all was collected before: what came may have been there"
    if old.more or new.more:
        yield f"more was found than is listed ({old.more} and {new.more} more): what came and went may be incomplete"
