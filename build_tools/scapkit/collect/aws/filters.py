"""The jq filters that a policy wants of answers, by call."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from scapkit.collect.answers import digest
from scapkit.collect.aws.asked import named
from scapkit.collect.need import Need
from scapkit.collect.templates import render


class Filter(NamedTuple):
    """A filter and the values of its variables; `digest` is of the call and the filter as authored."""

    digest: str
    text: str
    values: Mapping[str, str]

    def key(self, answer: str) -> str:
        """The key of an answer after this filter."""
        return f"{answer.removesuffix('.json')}#{self.digest}.json"

    def program(self, asked: Mapping[str, Any]) -> str:
        """The filter with its variables put in; `asked` are those from which the request was made.

        Raises ValueError for what is no such template.
        """
        return render(self.text, {**self.values, **named(asked)})


Filters = Mapping[str, tuple[Filter, ...]]
"""By `service:Operation`."""


def filters_of(needs: tuple[Need, ...], values: Mapping[str, str]) -> Filters:
    """The filters of the AWS calls among the needs. Raises Invalid (missing-package) where there are any and no jq."""
    found: dict[str, tuple[Filter, ...]] = {}
    for need in needs:
        if need.kind == "aws" and need.filter:
            found[need.key] = (*found.get(need.key, ()), Filter(digest(need), need.filter, values))
    if found:
        from scapkit.collect.filtering.running import require_packages

        require_packages("jq")
    return found
