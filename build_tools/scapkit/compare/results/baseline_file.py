"""Baselines as files: YAML that is written by the program, reviewed by people, and edited by both."""

import re
from collections.abc import Iterable, Iterator, Sequence

from scapkit.compare.results.baseline import NONE, Accepted, Baseline
from scapkit.compare.results.record import AssetRecord, RuleRecord
from scapkit.compare.results.stale import pruned
from scapkit.model.results import RuleOutcome
from scapkit.problem import invalid
from scapkit.yamlio.tables import Reading, Table, read_root
from scapkit.yamlio.times import moment

KEYS = ("baseline", "accepted")
ENTRY = ("rule", "assets", "findings", "until", "reason")
VERSION = "1"
HEAD = """\
# Failures that are known and accepted: `scapkit diff --baseline` takes them for nothing new.
# An entry may have `until` (a date, after which it no longer counts) and `reason`. Assets are names, or patterns
# with * and ?. Without `findings` whatever the rule finds is accepted.
"""


def read_baseline(data: bytes, file: str) -> Baseline:
    """The baseline in a file; raises Invalid with everything that is wrong in it."""
    root = read_root(data, file)
    if root is None:
        raise invalid(file, "no-baseline", "is empty", hint="write one: scapkit diff RESULTS --write-baseline FILE")
    reading = Reading(file)
    top = Table(root, "a baseline", KEYS, reading)
    if root.id == "mapping" and top.text("baseline") != VERSION:
        top.wrong("no-baseline", f"does not say baseline: {VERSION}, which is the version of its form")
    entries: dict[str, list[Accepted]] = {}
    for table in top.tables("accepted", "an entry", ENTRY):
        entry = _entry(table)
        entries.setdefault(entry.rule, []).append(entry)
    reading.refuse()
    return Baseline(file, {rule: tuple(found) for rule, found in entries.items()})


def _entry(table: Table) -> Accepted:
    for name in ("rule", "assets"):
        if table.at(name) is None:
            table.wrong("missing-key", f"an entry must have {name}")
    table.filled("findings", "until")
    findings = table.texts("findings") if table.at("findings") is not None else None
    until = table.text("until")
    try:
        moment(until or "2026-01-01")
    except ValueError as error:
        table.wrong("malformed-time", f"{until} {error}", table.at("until"))
    return Accepted(table.text("rule"), table.texts("assets"), findings, until, table.text("reason"), table.line)


def write_baseline(assets: Sequence[AssetRecord], baseline: Baseline = NONE) -> bytes:
    """A baseline that accepts all that fails of some assets: what another holds and is still needed, and the rest."""
    import yaml

    kept, _ = pruned(baseline, assets)
    entries = [_written(each) for each in sorted((*kept, *_new(assets, baseline)), key=_place)]
    told = {"baseline": int(VERSION), "accepted": entries}
    return HEAD.encode() + yaml.dump(told, Dumper=yaml.CSafeDumper, sort_keys=False, width=1_000_000, encoding="ascii")


def _place(entry: Accepted) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return entry.rule, entry.assets, entry.findings or ()


def _new(assets: Iterable[AssetRecord], baseline: Baseline) -> Iterator[Accepted]:
    """What fails and is not accepted yet; assets of which the same was found share an entry."""
    found: dict[tuple[str, tuple[str, ...] | None], dict[str, None]] = {}
    for asset in assets:
        for rule, record in asset.rules.items():
            if record.outcome is RuleOutcome.FAIL and not baseline.left(asset, rule, record)[0]:
                found.setdefault((rule, _keys(asset, rule, record, baseline)), {})[_pattern(asset.name)] = None
    return (Accepted(rule, tuple(sorted(names)), keys) for (rule, keys), names in found.items())


def _pattern(name: str) -> str:
    """A pattern that fits a name; what would stand for any text in it stands for one character."""
    return re.sub(r"[*?]", "?", name)


def _keys(asset: AssetRecord, rule: str, record: RuleRecord, baseline: Baseline) -> tuple[str, ...] | None:
    """What can be accepted by name; None where what was found is not, or not all, known."""
    if record.more or not record.finds:
        return None
    return tuple(sorted({each.key for each in baseline.left(asset, rule, record)[1]}))


def _written(entry: Accepted) -> dict[str, object]:
    given = {
        "rule": entry.rule,
        "assets": list(entry.assets),
        "findings": None if entry.findings is None else list(entry.findings),
        "until": entry.until or None,
        "reason": entry.reason or None,
    }
    return {name: value for name, value in given.items() if value is not None}
