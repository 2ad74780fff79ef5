"""What a YAML or JSON document is made of, with nothing converted: scalars keep their text."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple, Union


class Plain(str):
    """A scalar without quotes and tag: its text decides what it is."""

    __slots__ = ()


class Tagged(NamedTuple):
    """A scalar with a tag of YAML's core schema."""

    text: str
    tag: str


class Pairs:
    """A mapping in its order that may have a key twice, or one that is no scalar (None); else a dict will do."""

    __slots__ = ("items",)

    def __init__(self, items: "list[tuple[str | None, Node]]") -> None:
        self.items = items


# A str that is not Plain was quoted, or said to be a string; JSON's words and integers are what Python has for them.
Scalar = str | Tagged | bool | int | None
Mapped = Union["dict[str, Node]", Pairs]
Node = Union[str, Tagged, bool, int, None, "list[Node]", "dict[str, Node]", Pairs]


def mapped(items: "list[tuple[str | None, Node]]") -> Mapped:
    """A mapping of these pairs, in their order."""
    plain: dict[str, Node] = {key: value for key, value in items if key is not None}
    return plain if len(plain) == len(items) else Pairs(items)


def pairs(node: Mapped) -> "Collection[tuple[str | None, Node]]":
    """Keys and values in their order."""
    return node.items if isinstance(node, Pairs) else node.items()


class Documents(NamedTuple):
    """The documents of a file, and the nodes that have an anchor by its name, the first where it was given twice."""

    roots: tuple[Node, ...]
    anchors: Mapping[str, Node] = MappingProxyType({})
