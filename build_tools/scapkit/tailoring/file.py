"""The description of a tailoring in YAML: profiles, and what each changes (docs/tailoring.md)."""

from collections.abc import Iterator
from typing import Any

from scapkit.model.tailoring import REFINE, SELECT, SET, UNSELECT, VALUE, Ask, ProfileWish, TailoringWish
from scapkit.problem import invalid
from scapkit.span import Span
from scapkit.xmlio.parse import read_bytes
from scapkit.yamlio.tables import Reading, Table, read_root

KEYS = ("id", "version", "namespace", "profiles")
PROFILE = ("id", "extends", "title", "description", "select", "unselect", "set", "value", "refine")


def read_description(path: str) -> TailoringWish:
    """What a file describes; raises Invalid for all that is wrong in it."""
    return description_of(read_bytes(path), path)


def description_of(data: bytes, path: str) -> TailoringWish:
    """What a file's bytes describe."""
    root = read_root(data, path)
    if root is None:
        raise invalid(path, "missing-key", "the description needs profiles")
    reading = Reading(path)
    table = Table(root, "the description", KEYS, reading)
    profiles = tuple(_profile(each, path) for each in table.tables("profiles", "a profile", PROFILE))
    if not profiles and not reading.problems:
        table.wrong("missing-key", "the description needs profiles", table.at("profiles"))
    reading.refuse()
    return TailoringWish(profiles, table.text("id"), table.text("version"), table.text("namespace"))


def _profile(table: Table, path: str) -> ProfileWish:
    if not table.text("id"):
        table.wrong("missing-key", "a profile needs id", table.at("id"))
    asks = (*_named(table, SELECT, path), *_named(table, UNSELECT, path), *_given(table, SET, path))
    return ProfileWish(
        id=table.text("id"),
        extends=table.text("extends"),
        span=Span(path, table.line),
        title=table.text("title"),
        description=table.text("description"),
        asks=(*asks, *_given(table, VALUE, path), *_refined(table, path)),
    )


def _named(table: Table, kind: str, path: str) -> Iterator[Ask]:
    """Names of a list, each with its place."""
    for name, node in table.scalars(kind):
        yield Ask(kind, name, _span(node, path))


def _given(table: Table, kind: str, path: str) -> Iterator[Ask]:
    """Values by their names: a text, or a list of texts."""
    for name, node in table.entries(kind):
        if node.id == "scalar":
            yield Ask(kind, name, _span(node, path), str(node.value))
        elif node.id == "sequence" and all(each.id == "scalar" for each in node.value):
            yield Ask(kind, name, _span(node, path), tuple(str(each.value) for each in node.value))
        else:
            table.wrong("wrong-type", f"{table.name}: {kind}: {name} must be a text or a list of texts", node)


def _refined(table: Table, path: str) -> Iterator[Ask]:
    for name, node in table.entries(REFINE):
        if node.id == "mapping" and all(key.id == value.id == "scalar" for key, value in node.value):
            given = tuple((str(key.value), str(value.value).strip()) for key, value in node.value)
            yield Ask(REFINE, name, _span(node, path), properties=given)
        else:
            table.wrong("wrong-type", f"{table.name}: refine: {name} must be a mapping of texts", node)


def _span(node: Any, path: str) -> Span:
    return Span(path, node.start_mark.line + 1, node.start_mark.column + 1)
