"""Evidence packed small: the HTML of an asset's verdicts, deflated and written as text that the page's script opens."""

from collections.abc import Sequence
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.html.evidence.checks import Extent
from scapkit.report.html.evidence.verdict import write_verdict
from scapkit.report.html.page import inert
from scapkit.report.views.shown import RuleView

CONTENT = (RuleOutcome.PASS, RuleOutcome.NOTAPPLICABLE, RuleOutcome.FIXED)
"""Results whose evidence is left out first."""


class Limits(NamedTuple):
    """How much evidence a page holds: items of a test, characters of an asset, and characters of all, once packed."""

    items: int = 10
    asset: int = 8 << 20
    all: int = 64 << 20


class Packing:
    """Packs one asset after the other until the page is full; `left_out` counts the verdicts that did not fit."""

    def __init__(self, limits: Limits = Limits()) -> None:  # noqa: B008
        self._limits, self._extent = limits, Extent(limits.items)
        self._size = 0
        self.left_out = 0

    def pack(self, rules: Sequence[RuleView]) -> str:
        """Short ids of rules, each followed by its evidence, NUL between them, deflated (RFC 1950) and in base64."""
        from base64 import b64encode
        from zlib import compress

        # what is inert has no NUL
        written = "\0".join(text for pair in self._written(rules).items() for text in pair)
        packed = b64encode(compress(written.encode())).decode()
        self._size += len(packed)
        return packed

    def _written(self, rules: Sequence[RuleView]) -> dict[str, str]:
        """What fits; of a rule of several results, one after the other."""
        found: dict[str, str] = {}
        size = 0
        for rule in sorted(rules, key=lambda each: each.outcome in CONTENT):
            full = self._size >= (self._limits.all // 2 if rule.outcome in CONTENT else self._limits.all)
            html = "" if full else inert(write_verdict(rule, extent=self._extent))
            size += len(html)
            if full or size > self._limits.asset:
                self.left_out += 1
                continue
            name = inert(rule.text.short_id)
            found[name] = f"{found[name]}<hr>{html}" if name in found else html
        return found
