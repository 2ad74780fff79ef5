"""Two results to every change between them: assets are paired, and their rules compared where that means anything."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from scapkit.compare.results.accepting import accepting, unaccepted
from scapkit.compare.results.baseline import NONE, Baseline
from scapkit.compare.results.change import (
    ADDED,
    COMPARED,
    INCOMPARABLE,
    REMOVED,
    AssetChange,
    RuleChange,
    ScopeChange,
)
from scapkit.compare.results.contents import Contents
from scapkit.compare.results.kinds import OPEN, Kind
from scapkit.compare.results.pairing import Pair, is_unnamed, pair_assets
from scapkit.compare.results.record import AssetRecord, RuleRecord
from scapkit.compare.results.rules import rule_change
from scapkit.compare.results.scope import ASSET, WHOLE, is_other_content, other_values, scope_changes
from scapkit.model.results import RuleOutcome
from scapkit.names import short_id

NOTHING: Mapping[str, str] = MappingProxyType({})


def compare_assets(
    olds: Sequence[AssetRecord],
    news: Sequence[AssetRecord],
    same: Mapping[str, str] = NOTHING,
    baseline: Baseline = NONE,
    contents: Contents | None = None,
) -> tuple[AssetChange, ...]:
    """Every asset of either result with what changed of it; `same` are old names to new ones of the same assets.

    What a baseline accepts is marked, and fails no more. `contents` are asked where rules may not be the same.
    """
    pairs, known = pair_assets(olds, news, same), contents or Contents()
    names = Counter((each.new or each.old).name for each in pairs)  # type: ignore[union-attr]
    return tuple(_named(_compare(each, baseline, known), names) for each in pairs)


def _named(change: AssetChange, names: Counter[str]) -> AssetChange:
    """With the profile in its name where there are several of that name."""
    scope = change.new or change.old
    if names[change.name] > 1 and scope:
        return change._replace(name=f"{change.name} ({short_id(scope.profile) or short_id(scope.benchmark)})")
    return change


def _compare(pair: Pair, baseline: Baseline, contents: Contents) -> AssetChange:
    old, new = pair.old, pair.new
    if old is None or new is None:
        return _alone(old, new, baseline)
    scope = tuple(_scope(pair, old, new))
    failing = unaccepted(new, baseline)
    change = AssetChange(
        new.name,
        COMPARED,
        old.name,
        old.scope,
        new.scope,
        old.score,
        new.score,
        scope,
        rules=len(new.rules),
        failing=len(failing),
    )
    if any(each.what in WHOLE for each in scope):
        told = (RuleChange(key, (Kind.INCOMPARABLE,), None, new.rules[key]) for key in failing)
        return change._replace(status=INCOMPARABLE, changes=tuple(told), remarks=tuple(_advice(old, new, scope)))
    changes = tuple(accepting(new, each, baseline) for each in _rules(old, new, contents, scope))
    known = len(old.rules.keys() | new.rules.keys())
    return change._replace(changes=changes, same=known - len(changes), remarks=tuple(_remarks(old, new)))


def _alone(old: AssetRecord | None, new: AssetRecord | None, baseline: Baseline) -> AssetChange:
    """An asset that is only in one result."""
    if new is None:
        assert old is not None
        return AssetChange(old.name, REMOVED, old.name, old.scope, old_score=old.score, rules=len(old.rules))
    notable = (
        (key, each) for key, each in new.rules.items() if each.outcome is RuleOutcome.FAIL or each.outcome in OPEN
    )
    changes = (rule_change(key, None, each) for key, each in notable)
    return AssetChange(
        new.name,
        ADDED,
        new=new.scope,
        new_score=new.score,
        changes=tuple(accepting(new, each, baseline) for each in changes if each),
        rules=len(new.rules),
        failing=len(unaccepted(new, baseline)),
    )


def _scope(pair: Pair, old: AssetRecord, new: AssetRecord) -> Iterator[ScopeChange]:
    if pair.guessed and not (is_unnamed(old) or is_unnamed(new)):
        yield ScopeChange(ASSET, old.name, new.name)
    yield from (each for each in scope_changes(old, new) if each.what != ASSET or not (pair.said or pair.guessed))


def _advice(old: AssetRecord, new: AssetRecord, scope: tuple[ScopeChange, ...]) -> Iterator[str]:
    if any(each.what == ASSET for each in scope):
        yield f"if they are to be compared all the same: --asset {old.name}={new.name}"


def _rules(
    old: AssetRecord, new: AssetRecord, contents: Contents, scope: tuple[ScopeChange, ...]
) -> Iterator[RuleChange]:
    """What changed of each rule, in the order of the new results, then what is only in the old ones."""
    other, same_tool = is_other_content(old, new), _program(old) == _program(new)
    for key in (*new.rules, *(each for each in old.rules if each not in new.rules)):
        first, second = old.rules.get(key), new.rules.get(key)
        if first is second and not other:
            continue
        why: tuple[str, ...] = ()
        if first and second:
            told = contents.difference(old.content, new.content, second.id) if other else ""
            why = (*((told,) if told else ()), *other_values(first, second))
        change = rule_change(key, first, second, why, same_tool)
        if change:
            yield change if first and second else change._replace(notes=tuple(_causes(scope)))


def _causes(scope: tuple[ScopeChange, ...]) -> Iterator[str]:
    """Why rules may have come and gone without anything having changed on the asset."""
    if scope:
        yield f"it was judged by another {' and '.join(each.what for each in scope)}"


def _program(record: AssetRecord) -> str:
    """The tool that judged, whatever its version: `cpe:/a:vendor:product:version`."""
    return ":".join(record.scope.tool.split(":")[:4])


def _remarks(old: AssetRecord, new: AssetRecord) -> Iterator[str]:
    if old.scope.tool != new.scope.tool:
        told = "" if _program(old) == _program(new) else ", so that reasons are not compared, which are its own words"
        yield f"judged by another tool: {old.scope.tool or '(none)'} -> {new.scope.tool or '(none)'}{told}"
    for name, record in (("old", old), ("new", new)):
        failed = [each for each in record.rules.values() if each.original is RuleOutcome.FAIL]
        if failed and not all(each.evidence for each in failed):
            yield f"the {name} results do not say of every failure what was found: those are compared by outcome alone"
    if hidden := sum(_hides(old.rules.get(key), each) for key, each in new.rules.items()):
        yield f"not all was collected of {hidden} of the rules that fail: what is not found of them may still be there"


def _hides(old: RuleRecord | None, new: RuleRecord) -> bool:
    """Whether something is no longer found of a rule that nobody looked for everywhere."""
    if old is None or new.complete or new.original is not RuleOutcome.FAIL:
        return False
    return not {each.key for each in old.finds} <= {each.key for each in new.finds}
