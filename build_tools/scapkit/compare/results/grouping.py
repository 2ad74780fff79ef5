"""The same change of several assets told once, and all changes in an order for people."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.compare.results.change import ADDED, COMPARED, INCOMPARABLE, REMOVED, AssetChange, ResultsDiff, RuleChange
from scapkit.compare.results.kinds import Kind
from scapkit.compare.results.record import RuleRecord
from scapkit.model.results import RuleOutcome
from scapkit.report.views.causes import telling

SEVERITIES = ("high", "medium", "low", "info", "unknown")
NONE = "(none)"


class Group(NamedTuple):
    """A change, and the names of the assets of which it is the same."""

    change: RuleChange
    assets: tuple[str, ...]


class Section(NamedTuple):
    """All changes of a kind; a change of several kinds stands under the one that matters most."""

    title: str
    kind: Kind
    groups: tuple[Group, ...]


class Notice(NamedTuple):
    """What is to be known of assets besides their rules, and is the same of all of them."""

    assets: tuple[str, ...]
    standing: str
    lines: tuple[str, ...]


def notices(diff: ResultsDiff) -> tuple[Notice, ...]:
    """What differs of what assets were judged by, and how: told once where it is the same of many."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for asset in diff.assets:
        lines = tuple(_lines(asset))
        if lines or asset.status != COMPARED:
            standing = "" if asset.standing == COMPARED else asset.standing
            number = f" ({asset.rules} rule{'s' * (asset.rules != 1)})" if asset.status in (ADDED, REMOVED) else ""
            found.setdefault((standing + number, lines), []).append(asset.name or "unnamed")
    return tuple(Notice(tuple(names), standing, lines) for (standing, lines), names in found.items())


def _lines(asset: AssetChange) -> Iterator[str]:
    if asset.old_name and asset.old_name != asset.name:
        yield f"it was called {asset.old_name}"
    yield from (each.words for each in asset.scope)
    yield from asset.remarks


ON_ADDED = "failing or open on assets that are only in the new results"
ON_INCOMPARABLE = "failing on assets that cannot be compared"


def sections(diff: ResultsDiff) -> tuple[Section, ...]:
    """Every change, by kind, what matters most first, then by severity."""
    found: dict[tuple[int, str], dict[tuple[object, ...], list[tuple[RuleChange, str]]]] = {}
    ranks = {kind: rank for rank, kind in enumerate(Kind)}
    for asset in diff.assets:
        for change in asset.changes:
            kind = change.kinds[0]
            title = {ADDED: ON_ADDED, INCOMPARABLE: ON_INCOMPARABLE}.get(asset.status, kind.words)
            groups = found.setdefault((ranks[kind], title), {})
            groups.setdefault(_alike(change), []).append((change, asset.name))
    kinds = tuple(Kind)
    return tuple(Section(title, kinds[rank], _groups(found[rank, title])) for rank, title in sorted(found))


def _alike(change: RuleChange) -> tuple[object, ...]:
    """What two changes share that are told together."""
    texts = tuple(tuple(each.text for each in finds) for finds in (change.came, change.went))
    return (
        change.rule,
        change.kinds,
        outcomes(change),
        texts,
        change.changed,
        change.notes,
        change.accepted,
        _why(change),
    )


def _why(change: RuleChange) -> tuple[str, ...]:
    return change.new.reasons if change.new else ()


def _groups(found: dict[tuple[object, ...], list[tuple[RuleChange, str]]]) -> tuple[Group, ...]:
    groups = (Group(members[0][0], tuple(name for _, name in members)) for members in found.values())
    return tuple(sorted(groups, key=lambda each: _rank(each.change)))


def _rank(change: RuleChange) -> int:
    severity = change.either.severity
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def outcomes(change: RuleChange) -> str:
    """What a rule came to and comes to: `pass -> fail`, or once where it is the same."""
    old, new = _outcome(change.old), _outcome(change.new)
    alone = old == new or (change.old is None and change.kinds[0] is not Kind.ADDED)
    return new if alone else f"{old} -> {new}"


def _outcome(record: RuleRecord | None) -> str:
    if record is None:
        return NONE
    return f"{record.outcome} (waived {record.original})" if record.overrides else str(record.outcome)


def details(change: RuleChange) -> Iterator[str]:
    """Lines on what changed of a rule: things found that came (+), went (-) or are other now (~), and remarks."""
    yield from (f"+ {each.text}" for each in change.came)
    yield from (f"- {each.text}" for each in change.went)
    yield from (f"~ {each.old} -> {each.new}" for each in change.changed)
    if Kind.SEVERITY_CHANGED in change.kinds and change.old and change.new:
        yield f"severity: {change.old.severity} -> {change.new.severity}"
    yield from _reasons(change)
    yield from change.notes
    if change.accepted:
        yield "accepted by the baseline"


def _reasons(change: RuleChange) -> Iterator[str]:
    """Why a rule is open or changed its reason: what is said of it now, and what is not said any more."""
    old, new = (each.reasons if each else () for each in (change.old, change.new))
    if Kind.CHANGED_REASON in change.kinds:
        yield from (f"- {each}" for each in old if each not in new)
        yield from (f"+ {each}" for each in new if each not in old)
    elif change.new and change.new.outcome not in (RuleOutcome.FAIL, RuleOutcome.PASS) and change.kinds[0] not in QUIET:
        yield from telling(new)
    elif change.new and change.kinds[0] in (Kind.WAIVER_EXPIRED, Kind.WAIVER_ENDED):
        yield from (each for each in new if "waiver" in each)
        yield from (f"found: {each.text}" for each in change.new.finds)
    if Kind.WAIVED in change.kinds and change.new:
        yield from (f"waived by {each.authority or 'nobody named'}: {each.remark}" for each in change.new.overrides)


QUIET = (Kind.INCOMPARABLE, Kind.SEVERITY_CHANGED)


def summary(diff: ResultsDiff) -> str:
    """How much changed, in one line."""
    told = [f"{number} {kind.words}" for kind, number in diff.counts.items()]
    for status, words in ((ADDED, "added"), (REMOVED, "removed"), (INCOMPARABLE, "that cannot be compared")):
        found = diff.of_status(status)
        failing = sum(each.failing for each in found)
        with_failing = f" with {failing} failing rule{'s' * (failing != 1)}" if failing else ""
        told += [f"{len(found)} asset{'s' * (len(found) != 1)} {words}{with_failing}"] if found else []
    accepted = sum(each.accepted for asset in diff.assets for each in asset.changes)
    told += [f"{accepted} of these accepted by the baseline"] if accepted else []
    same = f"{diff.same} rule{'s' * (diff.same != 1)} unchanged"
    return f"{', '.join(told) or 'no change'}; {same}"


def named(assets: tuple[str, ...], most: int = 5) -> str:
    """The names of assets, of many the first and how many more."""
    more = f" and {len(assets) - most} more" if len(assets) > most else ""
    return ", ".join(assets[:most]) + more
