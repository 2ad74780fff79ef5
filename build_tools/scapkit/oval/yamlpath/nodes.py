"""What a YAML or JSON document is made of, with nothing converted: scalars keep their text."""

from collections.abc import Mapping
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
    """A mapping in its order, repeated keys too; a key that is no scalar is None."""

    __slots__ = ("items",)

    def __init__(self, items: "list[tuple[str | None, Node]]") -> None:
        self.items = items


# A str that is not Plain was quoted, or said to be a string; JSON's words are what Python has for them.
Scalar = str | Tagged | bool | None
Node = Union[str, Tagged, bool, None, "list[Node]", Pairs]


class Documents(NamedTuple):
    """The documents of a file, and the nodes that have an anchor by its name, the first where it was given twice."""

    roots: tuple[Node, ...]
    anchors: Mapping[str, Node] = MappingProxyType({})
