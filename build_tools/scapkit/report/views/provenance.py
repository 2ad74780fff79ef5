"""Where the evidence behind a rule's verdict lies: the calls and files that the tests' items came from."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scapkit.report.views.why import CheckView, CriteriaView, CriterionView, ItemView, TestView

MAX_SOURCES = 100
# As `oval/objects.py` says where items came from.
_SOURCE = re.compile(r"(\S+) (.*) -> (.+) \(([^()\s;]+)(?:; (.*))?\)", re.DOTALL)


class Source(NamedTuple):
    """Something that was read. `path` is its place in the dump, or on the system where there is no other.

    `text` says all of it for people; `kind`, `key` and `time` are of the request that brought it, if one did.
    """

    text: str
    path: str
    kind: str = ""
    key: str = ""
    time: str = ""


def tests_of(checks: Iterable[CheckView]) -> Iterator[TestView]:
    """All tests behind some checks, in document order."""
    for check in checks:
        yield from tests_of(check.children)
        for definition in check.definitions:
            if definition.criteria is not None:
                yield from _below(definition.criteria)


def _below(node: CriteriaView | CriterionView) -> Iterator[TestView]:
    if isinstance(node, CriterionView):
        yield node.test
        return
    for child in node.children:
        yield from _below(child)


def sources_of(checks: Iterable[CheckView]) -> tuple[Source, ...]:
    """What the tests read, each once, at most a hundred; of a plain tree the files that the items are about."""
    found: dict[Source, None] = {}
    for test in tests_of(checks):
        known = [_source(each) for each in test.sources]
        found.update(dict.fromkeys(known or _files(test.items)))
        if len(found) >= MAX_SOURCES:
            break
    return tuple(found)[:MAX_SOURCES]


def _source(text: str) -> Source:
    told = _SOURCE.fullmatch(text)
    return Source(text, told[3], told[1], told[2], told[4]) if told else Source(text, "")


def _files(items: Iterable[ItemView]) -> list[Source]:
    paths = dict.fromkeys(filter(None, (_path(item) for item in items)))
    return [Source(path, path, "file", path) for path in paths]


def _path(item: ItemView) -> str:
    """The file that an item is about, or is."""
    named = {field.name: field.value for field in reversed(item.fields) if field.status == "exists" and field.value}
    if "filepath" in named or "path" not in named:
        return named.get("filepath", "")
    return "/".join(filter(None, (named["path"].rstrip("/"), named.get("filename", ""))))
