"""YAML to nodes that know their place: duplicate keys refused, aliases and depth bounded, scalars kept as written."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from scapkit.authoring.lines import Lines, Source
from scapkit.authoring.yaml.advice import control_character, yaml_fault
from scapkit.problem import Invalid, Problem, invalid
from scapkit.span import Span

MAX_NODES = 200_000
MAX_DEPTH = 40
TAGS = frozenset(("str", "int", "float", "bool", "null", "timestamp"))
# What XML 1.0 has no place for (production 2); YAML has escapes for it.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Node(NamedTuple):
    """A YAML value. `tag` is str, int, float, bool, null, timestamp, map or list; `text` a scalar as it was written.

    `start` is the rendered line (from 0) of a scalar's text; `literal` tells that its lines are those of the file.
    `inset`: how far after the span its text begins in the same line; -1 where it has several lines.
    """

    span: Span
    tag: str
    text: str = ""
    entries: Mapping[str, "Node"] = NOTHING
    keys: Mapping[str, Span] = NOTHING
    items: tuple["Node", ...] = ()
    lines: Lines = Lines("")
    start: int = 0
    literal: bool = False
    inset: int = 0

    def span_at(self, offset: int) -> Span:
        """The place of a character of `text` (from 0), as far as columns are known."""
        if self.inset < 0 or not self.span.column:
            return self.span
        return self.span._replace(column=self.span.column + self.inset + offset)

    def span_of_line(self, index: int) -> Span:
        """The place of a line of `text` (from 0); lines of folded text count as the first one."""
        return self.lines.span(self.start + index) if self.literal else self.span


def read_yaml(source: Source) -> Node:
    """The document's node. Raises Invalid for malformed YAML, duplicate keys, an empty or an excessive document."""
    import yaml

    loader = yaml.CSafeLoader(source.text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        message, hint, mark = yaml_fault(error, source.text)
        span = source.lines.span(mark.line, mark.column + 1) if mark else Span(source.lines.file)
        raise Invalid([Problem(span, "malformed-yaml", message, hint)]) from None
    except yaml.YAMLError as error:
        span = source.lines.span(max(control_character(str(error), source.text), 0))
        raise Invalid([Problem(span, "malformed-yaml", "a control character stands here")]) from None
    finally:
        loader.dispose()
    if root is None:
        raise invalid(source.lines.file, "empty-file", "nothing is in this file", line=1)
    reader = _Reader(source.lines)
    node = reader.node(root, 0)
    if reader.problems:
        raise Invalid(reader.problems)
    return node


class _Reader:
    """Turns composed nodes into ours, counting them so that aliases cannot multiply without end."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.count = 0
        self.problems: list[Problem] = []

    def node(self, raw: Any, depth: int) -> Node:
        """One node and what is under it."""
        span = self.lines.span(raw.start_mark.line, raw.start_mark.column + 1)
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise Invalid([Problem(span, "malformed-yaml", "too many or too deeply nested values")])
        tag = raw.tag.rpartition(":")[2]
        if raw.id == "mapping":
            return self._mapping(raw, span, depth)
        if raw.id == "sequence":
            items = tuple(self.node(child, depth + 1) for child in raw.value)
            return Node(span, "list", items=items, lines=self.lines)
        if tag not in TAGS or not raw.tag.startswith("tag:yaml.org,2002:"):
            self.problems.append(Problem(span, "malformed-yaml", f"the tag {raw.tag} is not accepted"))
        if NOT_XML.search(raw.value):
            self.problems.append(Problem(span, "malformed-yaml", "a control character stands in this text"))
        literal = raw.style == "|"
        start = raw.start_mark.line + (1 if literal else 0)
        inset = -1 if raw.start_mark.line != raw.end_mark.line else int(raw.style in ("'", '"'))
        return Node(span, tag, raw.value, lines=self.lines, start=start, literal=literal, inset=inset)

    def _mapping(self, raw: Any, span: Span, depth: int) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        for key, value in raw.value:
            place = self.lines.span(key.start_mark.line, key.start_mark.column + 1)
            if key.id != "scalar" or NOT_XML.search(key.value):
                self.problems.append(Problem(place, "malformed-yaml", "a key must be a plain word"))
                continue
            if key.value in keys:
                message = f"{key.value} is already given in line {keys[key.value].line}"
                self.problems.append(Problem(place, "duplicate-key", message))
                continue
            keys[key.value] = place
            entries[key.value] = self.node(value, depth + 1)
        return Node(span, "map", entries=entries, keys=keys, lines=self.lines)
