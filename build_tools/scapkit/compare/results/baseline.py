"""Failures that a team knows and accepts: what is in a baseline is nothing new."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.compare.results.record import AssetRecord, RuleRecord
from scapkit.model.results import RuleOutcome
from scapkit.report.views.finds import Find
from scapkit.wildcards import covers
from scapkit.yamlio.times import moment


class Accepted(NamedTuple):
    """Failures of one rule that are accepted, of assets whose names fit one of the patterns.

    `findings` are keys of what was found; None accepts whatever is found. `until` is when it ends, as it was written:
    a date, whose end counts, or a time.
    """

    rule: str
    assets: tuple[str, ...]
    findings: tuple[str, ...] | None = None
    until: str = ""
    reason: str = ""
    line: int = 0


class Baseline(NamedTuple):
    """The entries of a file, by rule."""

    file: str = ""
    entries: Mapping[str, tuple[Accepted, ...]] = MappingProxyType({})

    def left(self, asset: AssetRecord, rule: str, record: RuleRecord) -> tuple[bool, tuple[Find, ...]]:
        """Whether all that fails of a rule is accepted, and the things found that are not.

        What was found but is not listed nobody can accept by its name.
        """
        if record.outcome is not RuleOutcome.FAIL:
            return False, record.finds
        entries = self._of(asset, rule, record)
        if any(each.findings is None for each in entries):
            return True, ()
        known = {key for each in entries for key in each.findings or ()}
        left = tuple(each for each in record.finds if each.key not in known)
        return bool(known) and not left and not record.more and bool(record.finds), left

    def knows(self, asset: AssetRecord, rule: str, record: RuleRecord) -> bool:
        """Whether any failure of a rule is accepted."""
        return bool(self._of(asset, rule, record))

    def _of(self, asset: AssetRecord, rule: str, record: RuleRecord) -> list[Accepted]:
        """The entries that speak of a rule of an asset and have not ended when it was judged."""
        entries = (*self.entries.get(rule, ()), *(self.entries.get(record.id, ()) if record.id != rule else ()))
        return [each for each in entries if fits(each, asset) and not ended(each, asset)]

    @property
    def all(self) -> tuple[Accepted, ...]:
        """Every entry, in the order of the file."""
        return tuple(sorted((each for found in self.entries.values() for each in found), key=lambda each: each.line))


NONE = Baseline()


def fits(entry: Accepted, asset: AssetRecord) -> bool:
    """Whether an entry speaks of an asset."""
    return any(covers(pattern, asset.name) for pattern in entry.assets)


def ended(entry: Accepted, asset: AssetRecord) -> bool:
    """Whether an entry ended when the asset was judged; where nobody knows when that was, one that ends has."""
    if not entry.until:
        return False
    end = moment(entry.until, end=True)
    for text in (asset.time, f"{asset.time}Z"):
        try:
            return moment(text) >= end
        except ValueError:
            continue
    return True
