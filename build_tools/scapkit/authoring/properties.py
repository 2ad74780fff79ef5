"""Product properties: what product.yml and files of properties make known to Jinja."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scapkit.authoring.kinds import PROPERTIES
from scapkit.authoring.reading import Reading
from scapkit.authoring.sources import files
from scapkit.authoring.yaml.marked import NOTHING, Node
from scapkit.authoring.yaml.shape import Fields
from scapkit.problem import Problem
from scapkit.span import Span

DECIMAL = re.compile("0|-?[1-9][0-9]{0,17}")
FOLDER = "product_properties"
# Package managers by the database that they keep.
SYSTEMS = {
    "apt": "dpkg",
    "apt_get": "dpkg",
    "dpkg": "dpkg",
    "dnf": "rpm",
    "rpm": "rpm",
    "yum": "rpm",
    "zypper": "rpm",
}


def plain(value: Any) -> Any:
    """An authored value as Jinja gets it: whole numbers, true, false, lists, mappings; all else is text as written."""
    if isinstance(value, Fields):
        return plain(value.given)
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, tuple) and not isinstance(value, Node):
        return [plain(each) for each in value]
    return _of_node(value)


def _of_node(node: Node) -> Any:
    if node.tag == "map":
        return plain(node.entries)
    if node.tag == "list":
        return plain(node.items)
    if node.tag == "null":
        return None
    if node.tag == "bool":
        return node.text.lower() in ("true", "yes", "on")
    return int(node.text) if node.tag == "int" and DECIMAL.fullmatch(node.text) else node.text


def read_properties(reading: Reading, product: Fields | None) -> dict[str, Any]:
    """The properties of the product: its own keys, what files say besides, and what follows from both.

    Each is known to the files read after; of two files that set one, the second is a problem.
    """
    own = plain(product.given) if product else {}
    reading.environment.define({"product": reading.product, "full_name": "", "families": [], **own})
    places: dict[str, Span] = {}
    content = reading.root / "content" / reading.product
    for path in (*files(reading.root / FOLDER, ".yml"), *files(content / FOLDER, ".yml")):
        found = _of_file(reading, path, places)
        own = {**found, **own}
        reading.environment.define(own)
    own = {**_implied(own), **own}
    reading.environment.define(own)
    return own


def _implied(own: Mapping[str, Any]) -> dict[str, Any]:
    manager = str(own.get("pkg_manager", own.get("package_manager", "")))
    system = SYSTEMS.get(manager)
    return {"families": [], **({"pkg_system": system, "pkg_manager": manager} if system else {})}


def _of_file(reading: Reading, path: Path, places: dict[str, Span]) -> dict[str, Any]:
    fields = reading.fields(path, PROPERTIES, {})
    if fields is None:
        return {}
    default, overrides = (_mapping(reading, fields, key) for key in ("default", "overrides"))
    chosen = {**dict(_named(default)), **dict(_overriding(reading, overrides, default.entries))}
    for name, (span, _) in chosen.items():
        first = places.setdefault(name, span)
        if first is not span:
            message = f"the property {name} is already set in {first}"
            reading.problems.append(Problem(span, "duplicate-property", message))
    return {name: plain(node) for name, (_, node) in chosen.items()}


def _mapping(reading: Reading, fields: Fields, key: str) -> Node:
    node = fields.node(key)
    if node is not None and node.tag != "map":
        reading.problems.append(Problem(node.span, "wrong-type", f"{key} must be a mapping"))
        node = None
    return node or Node(fields.span, "map", entries=NOTHING)


Named = Iterator[tuple[str, tuple[Span, Node]]]


def _named(node: Node) -> Named:
    for name, value in node.entries.items():
        yield name, (node.keys[name], value)


def _overriding(reading: Reading, node: Node, default: Mapping[str, Node]) -> Named:
    """What holds for the product: properties, and those below the product's id."""
    products = {each.parent.name for each in reading.root.glob("content/*/product.yml")}
    for name, (span, value) in _named(node):
        if name in default or name not in products or value.tag != "map":
            yield name, (span, value)
        elif name == reading.product:
            yield from _named(value)
