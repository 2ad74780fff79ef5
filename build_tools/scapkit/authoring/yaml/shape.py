"""What a kind of file may hold, said declaratively, and the one checker that reports all that is wrong with it."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Problem, did_you_mean
from scapkit.span import Span

SCALARS = ("str", "int", "float", "bool", "timestamp")
WORDS = {"map": "a mapping", "list": "a list", "null": "nothing", "bool": "true or false", "int": "a number"}


class Key(NamedTuple):
    """One key. Kinds: text, flag, number, texts (a list of text), words (a text or a list of it), pairs (a mapping of
    text), one, many, any.

    Text keeps a scalar as it was written: `0644` stays 0644 and `no` stays no. `qualified` allows `key@product`;
    the keys inside pairs may always be qualified. `pattern` is what a whole text must match.
    """

    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    qualified: bool = False
    shape: "Shape | None" = None
    help: str = ""
    pattern: str = ""


class Shape(NamedTuple):
    """A mapping's keys under a name for messages; an open one may have others, which are taken as they are."""

    name: str
    keys: Mapping[str, Key]
    open: bool = False


OTHER = Key("any")


class Fields(NamedTuple):
    """A checked mapping: only keys that its shape knows, with values of the right kind."""

    span: Span
    given: Mapping[str, Any]

    def node(self, key: str) -> Node | None:
        """A text key's node, for its place."""
        node: Node | None = self.given.get(key)
        return node

    def text(self, key: str, default: str = "") -> str:
        """A text key's value."""
        node = self.node(key)
        return default if node is None else node.text

    def flag(self, key: str, default: bool = False) -> bool:
        """A flag's value."""
        node = self.node(key)
        return default if node is None else node.text.lower() in ("true", "yes", "on")

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The nodes of a list of text, or of the one text that stands for it."""
        return tuple(self.given.get(key, ()))

    def pairs(self, key: str) -> Mapping[str, Node]:
        """A mapping of text, in the order of the file."""
        return dict(self.given.get(key, {}))

    def one(self, key: str) -> "Fields | None":
        """A mapping with a shape of its own."""
        fields: Fields | None = self.given.get(key)
        return fields

    def many(self, key: str) -> "tuple[Fields, ...]":
        """A list of mappings."""
        return tuple(self.given.get(key, ()))


def check(node: Node, shape: Shape, product: str, problems: list[Problem]) -> Fields:
    """The fields of a mapping for one product; everything wrong is added to `problems`."""
    if node.tag != "map":
        problems.append(Problem(node.span, "wrong-type", f"{shape.name} must be a mapping, not {word(node)}"))
        return Fields(node.span, {})
    given: dict[str, Any] = {}
    chosen = _chosen(node, shape, product, problems)
    for name, value in chosen.items():
        key = shape.keys.get(name, OTHER)
        is_given = value.tag != "null" or name not in shape.keys
        checked = KINDS[key.kind](name, value, key, product, problems) if is_given else None
        if checked is not None:
            given[name] = checked
    for name, key in shape.keys.items():
        if key.required and (name not in chosen or chosen[name].tag == "null"):
            problems.append(Problem(node.span, "missing-key", f"{shape.name} needs {name}", key.help))
    return Fields(node.span, given)


def for_product(entries: Mapping[str, Node], product: str) -> dict[str, Node]:
    """Entries by bare key: those of this product win over those of none, those of others are left out."""
    result: dict[str, Node] = {}
    for key, value in entries.items():
        name, at, qualifier = key.partition("@")
        if qualifier == product if at else f"{name}@{product}" not in entries:
            result[name] = value
    return result


def _chosen(node: Node, shape: Shape, product: str, problems: list[Problem]) -> dict[str, Node]:
    known: dict[str, Node] = {}
    for key, value in node.entries.items():
        name, at, _ = key.partition("@")
        if name not in shape.keys and shape.open:
            known[key] = value
        elif name not in shape.keys:
            message = f'{shape.name} has no key "{name}"'
            problems.append(Problem(node.keys[key], "unknown-key", message, did_you_mean(name, shape.keys)))
        elif at and not shape.keys[name].qualified:
            message = f"{name} of {shape.name} is the same for all products and takes no @"
            problems.append(Problem(node.keys[key], "unknown-key", message))
        else:
            known[key] = value
    return for_product(known, product)


def word(node: Node) -> str:
    """What a node is, in words."""
    return WORDS.get(node.tag, "text")


def _wrong(name: str, node: Node, wanted: str, problems: list[Problem]) -> None:
    problems.append(Problem(node.span, "wrong-type", f"{name} must be {wanted}, not {word(node)}"))


def _text(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> Node | None:  # noqa: ARG001
    if node.tag not in SCALARS:
        _wrong(name, node, "text", problems)
        return None
    text = node.text.lower() if node.tag == "bool" else node.text
    if key.choices and text not in key.choices:
        message = f"{name} cannot be {node.text}; it is one of {', '.join(key.choices)}"
        problems.append(Problem(node.span, "bad-value", message, did_you_mean(node.text, key.choices)))
        return None
    if key.pattern and not re.fullmatch(key.pattern, node.text):
        problems.append(Problem(node.span, "bad-value", f"{name} cannot be {node.text or 'empty'}", key.help))
        return None
    return node


def _tagged(tag: str, wanted: str) -> Callable[[str, Node, Key, str, list[Problem]], Node | None]:
    def checked(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> Node | None:  # noqa: ARG001
        if node.tag != tag:
            _wrong(name, node, wanted, problems)
            return None
        return node

    return checked


def _texts(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> tuple[Node, ...]:
    if node.tag != "list":
        _wrong(name, node, "a list", problems)
        return ()
    found = (_text(f"an entry of {name}", item, key, product, problems) for item in node.items)
    return tuple(item for item in found if item is not None)


def _words(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> tuple[Node, ...]:
    if node.tag == "list":
        return _texts(name, node, key, product, problems)
    checked = _text(name, node, key, product, problems)
    return (checked,) if checked is not None else ()


def _pairs(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> Mapping[str, Node]:
    if node.tag != "map":
        _wrong(name, node, "a mapping", problems)
        return {}
    found = for_product(node.entries, product)
    checked = {inner: _text(f"{name}.{inner}", value, key, product, problems) for inner, value in found.items()}
    return {inner: value for inner, value in checked.items() if value is not None}


def _one(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> Fields:  # noqa: ARG001
    assert key.shape is not None
    return check(node, key.shape, product, problems)


def _many(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> tuple[Fields, ...]:
    if node.tag != "list":
        _wrong(name, node, "a list", problems)
        return ()
    return tuple(_one(name, item, key, product, problems) for item in node.items)


def _any(name: str, node: Node, key: Key, product: str, problems: list[Problem]) -> Node:  # noqa: ARG001
    return node


KINDS: Mapping[str, Callable[[str, Node, Key, str, list[Problem]], Any]] = {
    "text": _text,
    "flag": _tagged("bool", "true or false"),
    "number": _tagged("int", "a number"),
    "texts": _texts,
    "words": _words,
    "pairs": _pairs,
    "one": _one,
    "many": _many,
    "any": _any,
}
