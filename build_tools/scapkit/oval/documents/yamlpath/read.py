"""A file to documents: JSON first, which is read fifty times faster, then YAML."""

from typing import Any

from scapkit.oval.documents.yamlpath.nodes import Documents, Node, Pairs, Plain, Tagged, mapped

MAX_YAML = 16 * 1024 * 1024
MAX_DEPTH = 200
MAX_WEIGHT = 16 * 1024 * 1024
"""Commas, and four for each bracket: a list takes many times the bytes in memory that it takes in a file."""
MAX_EVENTS = 4_000_000
_CORE = "tag:yaml.org,2002:"


def read_documents(data: bytes) -> Documents:
    """The documents.

    Raises ValueError for what is neither JSON nor YAML, and for YAML over 16 MiB or nested more than 200 deep.
    """
    import json

    if len(data) > MAX_WEIGHT // 4 and data.count(b",") + 4 * (data.count(b"[") + data.count(b"{")) > MAX_WEIGHT:
        raise ValueError("more lists, mappings and members than are read")
    try:
        root = json.loads(data, object_pairs_hook=mapped, parse_float=Plain, parse_constant=Plain)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError as error:
        return _read_yaml(data, error)
    return Documents((root,))


def _read_yaml(data: bytes, json_error: ValueError) -> Documents:
    if len(data) > MAX_YAML:
        raise ValueError(f"more than {MAX_YAML >> 20} MiB, and not JSON: {json_error}")
    import yaml

    loader = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
    builder = _Builder()
    try:
        # Only events are asked for: nothing is constructed, whatever tags say.
        for number, event in enumerate(yaml.parse(data, Loader=loader)):
            if number > MAX_EVENTS:
                raise ValueError(f"more than {MAX_EVENTS} nodes")
            builder.take(event)
    except yaml.YAMLError as error:
        raise ValueError(f"neither JSON nor YAML: {_one_line(error)}") from None
    return Documents(tuple(builder.roots), builder.anchors)


def _one_line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error).splitlines()[0]
    return f"{problem}, line {mark.line + 1}, column {mark.column + 1}" if mark else problem


class _Builder:
    """Nodes from events, without recursion."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.anchors: dict[str, Node] = {}
        self._aliases: dict[str, Node] = {}
        self._open: list[tuple[Node, list[Node]]] = []

    def take(self, event: Any) -> None:
        """Take the next of PyYAML's events; raises ValueError for one that no document may have here."""
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._name(event, scalar := _scalar(event))
            self._add(scalar)
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            self._start(event, Pairs([]) if kind == "MappingStartEvent" else [])
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            self._end()
        elif kind == "AliasEvent":
            if event.anchor not in self._aliases:
                raise ValueError(f"the alias *{event.anchor} has no anchor, line {event.start_mark.line + 1}")
            self._add(self._aliases[event.anchor])
        elif kind == "DocumentStartEvent":
            self._aliases = {}

    def _start(self, event: Any, node: Node) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise ValueError("nested too deeply")
        self._name(event, node)
        self._open.append((node, []))

    def _end(self) -> None:
        node, members = self._open.pop()
        if isinstance(node, Pairs):
            node.items = list(zip(map(_key, members[::2]), members[1::2], strict=True))
        elif isinstance(node, list):
            node.extend(members)
        self._add(node)

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.roots.append(node)

    def _name(self, event: Any, node: Node) -> None:
        if event.anchor:
            self._aliases[event.anchor] = node
            self.anchors.setdefault(event.anchor, node)


def _key(node: Node) -> str | None:
    if isinstance(node, Tagged):
        return node.text
    return str(node) if isinstance(node, str) else None


def _scalar(event: Any) -> Node:
    text: str = event.value
    if event.tag is None:
        return text if event.style else Plain(text)
    if event.tag.startswith(_CORE) and event.tag != f"{_CORE}str":
        return Tagged(text, event.tag.removeprefix(_CORE))
    return text
