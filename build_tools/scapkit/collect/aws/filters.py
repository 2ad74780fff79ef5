"""The jq filters that a policy wants of answers, by call."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.collect.answers import digest
from scapkit.collect.need import Need
from scapkit.collect.templates import render


class Filter(NamedTuple):
    """A filter with its variables put in, or why that cannot be; `digest` is of the call and the filter as authored."""

    digest: str
    program: str
    wrong: str = ""

    def key(self, answer: str) -> str:
        """The key of an answer after this filter."""
        return f"{answer.removesuffix('.json')}#{self.digest}.json"

    def made(self, answer: Path) -> tuple[bytes, str]:
        """What the filter makes of an answer in a file, or why it makes nothing."""
        from scapkit.collect.kubernetes.filters import filtered
        from scapkit.collect.kubernetes.outcomes import Cut

        if self.wrong:
            return b"", self.wrong
        try:
            return b"".join(filtered(answer, self.program)), ""
        except Cut as cut:
            return b"", cut.outcome.message


Filters = Mapping[str, tuple[Filter, ...]]
"""By `service:Operation`."""


def filters_of(needs: tuple[Need, ...], values: Mapping[str, str]) -> Filters:
    """The filters of the AWS calls among the needs. Raises Invalid (missing-package) where there are any and no jq."""
    found: dict[str, tuple[Filter, ...]] = {}
    for need in needs:
        if need.kind == "aws" and need.filter:
            found[need.key] = (*found.get(need.key, ()), _filter(need, values))
    if found:
        from scapkit.collect.kubernetes.filters import require_packages

        require_packages()
    return found


def _filter(need: Need, values: Mapping[str, str]) -> Filter:
    try:
        return Filter(digest(need), render(need.filter, values))
    except ValueError as error:
        return Filter(digest(need), "", str(error))
