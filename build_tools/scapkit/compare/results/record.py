"""What is compared of one asset's results: small, so that hundreds of assets can be held."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.results import Override, RuleOutcome
from scapkit.report.views.finds import Find

DEFAULT_MODEL = "urn:xccdf:scoring:default"


class Scope(NamedTuple):
    """What an asset was judged by: ids as in the results; `tool` is the test system, which decides nothing."""

    benchmark: str
    version: str = ""
    profile: str = ""
    tailoring: str = ""
    tool: str = ""


class RuleRecord(NamedTuple):
    """One rule's result. `reasons` and `finds` are in the order of the results, each once.

    `more` counts what was found wanting beyond `finds`. `evidence`: whether the results say what was found; `complete`:
    whether all was collected and judged, so that what is not in `finds` is not there.
    `values` are the Values that its checks were handed, by short id. `seen` is what there
    was where nothing was wanting.
    """

    id: str
    title: str
    severity: str
    outcome: RuleOutcome
    overrides: tuple[Override, ...] = ()
    reasons: tuple[str, ...] = ()
    finds: tuple[Find, ...] = ()
    more: int = 0
    evidence: bool = True
    values: tuple[tuple[str, str], ...] = ()
    seen: tuple[str, ...] = ()
    complete: bool = True

    @property
    def original(self) -> RuleOutcome:
        """What the checks came to, before anybody changed it."""
        return self.overrides[0].old_result if self.overrides else self.outcome


class AssetRecord(NamedTuple):
    """One asset's results. `identities` are what tells it from all others, besides its name.

    `rules`: by a key that is the same for the same rule in other results; rules that are not selected are not there.
    `score` is that of the default model, 0 to 100, or None. `content` is the fingerprint of a content with its
    checks, empty where that is not known. `place` is the file.
    """

    name: str
    scope: Scope
    rules: Mapping[str, RuleRecord] = MappingProxyType({})
    kind: str = ""
    identities: frozenset[str] = frozenset()
    score: float | None = None
    time: str = ""
    content: str = ""
    place: str = ""
