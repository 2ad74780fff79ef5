"""xmlfilecontent_object: what XPath 1.0 expressions find in XML files (OVAL 5.11 independent schema).

As in OpenSCAP names are taken without their namespaces, texts and attributes give values, elements only show that they
are there, and a malformed file is an error. External entities are never read, internal ones not expanded.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.contents import place
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.readable import content, find_readable

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 64 * 1024 * 1024
MAX_TAGS = 4 * 1024 * 1024


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file and expression that finds something."""
    items: list[Item] = []
    missing: list[Missing] = []
    messages: list[Message] = []
    try:
        for found in find_readable(query, evidence):
            if isinstance(found, Missing):
                missing.append(found)
                continue
            try:
                items += _found_in(found[0], found[1], query, evidence)
            except _Unread as error:
                missing.append(error.missing)
            except ValueError as error:
                messages.append(Message(f"{found[0]}: {error}", "error"))
    except (ValueError, TimeoutError) as error:
        messages.append(Message(str(error), "error"))
    return Collection(items, missing, messages, Flag.ERROR if messages else None)


class _Unread(Exception):
    """A file could not be had."""

    def __init__(self, missing: Missing) -> None:
        self.missing = missing


def _found_in(path: str, readable: bool, query: Query, evidence: Evidence) -> Iterator[Item]:
    if not readable:
        raise ValueError("a link that leads to no file")
    root = evidence.once(("xml", path), lambda: _root(path, evidence))
    if isinstance(root, Missing):
        raise _Unread(root)
    if isinstance(root, str):
        raise ValueError(root)
    for xpath in query.entities["xpath"].values:
        values = _values(root, xpath)
        if values is not None:
            yield Item("independent:xmlfilecontent", (*place(path), Field("xpath", xpath), *values))


def _root(path: str, evidence: Evidence) -> "_Element | Missing | str":
    """The root element, or why there is none, so that either is kept."""
    from lxml import etree

    from scapkit.xmlio.parse import hardened_parser, is_too_rich

    data = content(path, evidence, MAX_BYTES)
    if isinstance(data, Missing):
        return data
    if is_too_rich(data, MAX_TAGS):
        return f"more than {MAX_TAGS} tags and attributes"
    try:
        root = etree.fromstring(data, hardened_parser())
    except etree.XMLSyntaxError as error:
        return f"malformed XML: {error.msg}"
    _drop_namespaces(root)
    return root


def _drop_namespaces(root: "_Element") -> None:
    for element in root.iter("{*}*"):
        element.tag = str(element.tag).rpartition("}")[2]
        for name in [str(each) for each in element.attrib if str(each).startswith("{")]:
            value = str(element.attrib.pop(name))
            if name.rpartition("}")[2] not in element.attrib:
                element.set(name.rpartition("}")[2], value)


def _values(root: "_Element", xpath: str) -> tuple[Field, ...] | None:
    """None where the expression selects nothing."""
    found = _evaluated(root, xpath)
    if isinstance(found, bool):
        return (Field("value_of", "true" if found else "false", "boolean"),)
    if isinstance(found, float):
        return (_number(found),)
    if isinstance(found, str):
        return (Field("value_of", found),)
    values = found if isinstance(found, list) else []
    # A list has no place for the document itself, which counts as found.
    exists = bool(values) or _evaluated(root, f"boolean({xpath})") is True
    return tuple(Field("value_of", each) for each in values if isinstance(each, str)) if exists else None


def _number(value: float) -> Field:
    if value.is_integer():
        return Field("value_of", str(int(value)), "int")
    text = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(repr(value), repr(value))
    return Field("value_of", text, "float")


def _evaluated(root: "_Element", xpath: str) -> object:
    """A truth value, number, text or list; raises ValueError for an expression that is not XPath 1.0."""
    from lxml import etree

    try:
        found: object = etree.XPath(xpath, regexp=False, smart_strings=False)(root.getroottree())
    except etree.XPathError as error:
        raise ValueError(f"the XPath {xpath!r} cannot be evaluated: {error}") from None
    return found


PROBE = Probe("independent:xmlfilecontent", collect)
