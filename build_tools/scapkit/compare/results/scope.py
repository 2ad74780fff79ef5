"""What two results were judged by, compared: what differs, and which rules can be compared all the same."""

from collections.abc import Iterator

from scapkit.compare.results.change import ScopeChange
from scapkit.compare.results.record import AssetRecord, RuleRecord
from scapkit.names import short_id

BENCHMARK, VERSION, PROFILE, TAILORING, ASSET = "benchmark", "version of the benchmark", "profile", "tailoring", "asset"
WHOLE = frozenset((BENCHMARK, ASSET))
"""Where these differ no rule is compared."""


def scope_changes(old: AssetRecord, new: AssetRecord) -> Iterator[ScopeChange]:
    """What is not the same, the widest first. Two assets that are told apart by what each alone has are two."""
    kinds = {each.split()[0] for each in old.identities} & {each.split()[0] for each in new.identities}
    if kinds and not old.identities & new.identities:
        yield ScopeChange(ASSET, *(_of_kinds(each, kinds) for each in (old, new)))
    before, after = old.scope, new.scope
    pairs = (
        (BENCHMARK, short_id(before.benchmark), short_id(after.benchmark)),
        (VERSION, before.version, after.version),
        (PROFILE, short_id(before.profile), short_id(after.profile)),
        (TAILORING, before.tailoring, after.tailoring),
    )
    yield from (ScopeChange(*pair) for pair in pairs if pair[1] != pair[2])


def _of_kinds(record: AssetRecord, kinds: set[str]) -> str:
    return ", ".join(sorted(each for each in record.identities if each.split()[0] in kinds))


def is_other_content(old: AssetRecord, new: AssetRecord) -> bool:
    """Whether rules of one name may be asking different things: versions may lie, so contents count where there are."""
    if old.content and new.content:
        return old.content != new.content
    return old.scope.version != new.scope.version


def other_values(old: RuleRecord, new: RuleRecord) -> Iterator[str]:
    """The Values that a rule was handed with another content, of those of which both results tell."""
    was, now = dict(old.values), dict(new.values)
    return (f"{name}: {was[name]} -> {now[name]}" for name in was if name in now and was[name] != now[name])
