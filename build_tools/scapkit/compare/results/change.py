"""What changed between two results, as data: computed once, written down by every format."""

from typing import NamedTuple

from scapkit.compare.results.kinds import Kind
from scapkit.compare.results.record import RuleRecord, Scope
from scapkit.report.views.finds import Find


class FindChange(NamedTuple):
    """A thing that is wanting in both results, in another way."""

    key: str
    old: str
    new: str


class RuleChange(NamedTuple):
    """What changed of one rule of an asset: `kinds`, what matters most first; `old` or `new` is None where it is not.

    `came` and `went` are things that were found wanting in one result only, `changed` those in both. `notes` say what
    else there is to know: why the rule cannot be compared, or how far the evidence was.
    `accepted`: whether a baseline takes all that fails of it in the new result.
    """

    rule: str
    kinds: tuple[Kind, ...]
    old: RuleRecord | None = None
    new: RuleRecord | None = None
    came: tuple[Find, ...] = ()
    went: tuple[Find, ...] = ()
    changed: tuple[FindChange, ...] = ()
    notes: tuple[str, ...] = ()
    accepted: bool = False

    @property
    def either(self) -> RuleRecord:
        """The new record, or the old one of a rule that is gone."""
        found = self.new or self.old
        assert found is not None
        return found


class ScopeChange(NamedTuple):
    """Something that an asset was judged by, and that is not the same: what it is called, and what it was and is."""

    what: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """In a line."""
        return f"other {self.what}: {self.old or '(none)'} -> {self.new or '(none)'}"


class AssetChange(NamedTuple):
    """What changed of one asset. `status`: compared, incomparable, added or removed.

    `name` is the new name, `old_name` the old one. `scope` says what is not the same of what it was judged by,
    `remarks` what else a reader should know. `rules` counts the rules of the newer result, `same` those of
    which nothing changed, `failing` those that fail in the new one and are not accepted. Of an asset that is only in
    the new results `changes` hold what fails or is open, of one that is only in the old ones nothing.
    """

    name: str
    status: str
    old_name: str = ""
    old: Scope | None = None
    new: Scope | None = None
    old_score: float | None = None
    new_score: float | None = None
    scope: tuple[ScopeChange, ...] = ()
    remarks: tuple[str, ...] = ()
    changes: tuple[RuleChange, ...] = ()
    rules: int = 0
    same: int = 0
    failing: int = 0

    @property
    def standing(self) -> str:
        """The status for people, who are told where what it was judged by keeps some of it from being compared."""
        return "incomparable in part" if self.scope and self.status == COMPARED else self.status


COMPARED, INCOMPARABLE, ADDED, REMOVED = "compared", "incomparable", "added", "removed"


class ResultsDiff(NamedTuple):
    """All assets of two results, by name. `old` and `new` are what they are called.

    `stale` are entries of the baseline that nothing needs any more; `met` are the conditions that hold, in sentences.
    """

    old: str
    new: str
    assets: tuple[AssetChange, ...]
    stale: tuple[str, ...] = ()
    met: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Kind, int]:
        """How many rules of assets in both results changed in each way; one that changed in several counts for each."""
        found = dict.fromkeys(Kind, 0)
        for asset in (each for each in self.assets if each.status != ADDED):
            for change in asset.changes:
                for kind in change.kinds:
                    found[kind] += 1
        return {kind: number for kind, number in found.items() if number}

    def of_status(self, status: str) -> tuple[AssetChange, ...]:
        """The assets that are compared, incomparable, added or removed."""
        return tuple(each for each in self.assets if each.status == status)

    @property
    def same(self) -> int:
        """How many rules of all assets did not change."""
        return sum(each.same for each in self.assets)
