"""xmlfilecontent_object: what XPath 1.0 or 2.0 expressions find in XML files (OVAL 5.11 independent schema).

As in OpenSCAP names are taken without their namespaces, texts and attributes give values, elements only show that they
are there, and a malformed file is an error. External entities are never read, internal ones not expanded.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.documents.xpath import Found, find_values
from scapkit.oval.documents.xpath2 import Value
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import place
from scapkit.oval.files.readable import content, find_readable
from scapkit.oval.protocols import Collection, Probe, Query

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
    document = evidence.once(("xml", path), lambda: _document(path, evidence))
    if isinstance(document, Missing):
        raise _Unread(document)
    if isinstance(document, str):
        raise ValueError(document)
    for xpath in query.entities["xpath"].values:
        values = _fields(find_values(document.root, xpath, document.tags))
        if values is not None:
            yield Item("independent:xmlfilecontent", (*place(path), Field("xpath", xpath), *values))


class _Document(NamedTuple):
    """A root element, and how many tags there are about."""

    root: "_Element"
    tags: int


def _document(path: str, evidence: Evidence) -> "_Document | Missing | str":
    """The document, or why there is none, so that either is kept."""
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
    return _Document(root, data.count(b"<"))


def _drop_namespaces(root: "_Element") -> None:
    for element in root.iter("{*}*"):
        element.tag = str(element.tag).rpartition("}")[2]
        for name in [str(each) for each in element.attrib if str(each).startswith("{")]:
            value = str(element.attrib.pop(name))
            if name.rpartition("}")[2] not in element.attrib:
                element.set(name.rpartition("}")[2], value)


def _fields(found: Found) -> tuple[Field, ...] | None:
    """None where the expression selects nothing."""
    if found is None:
        return None
    return tuple(_field(each) for each in found) if isinstance(found, list) else (_field(found),)


def _field(value: Value) -> Field:
    if isinstance(value, bool):
        return Field("value_of", "true" if value else "false", "boolean")
    if isinstance(value, str):
        return Field("value_of", value)
    if isinstance(value, int) or value.is_integer():
        return Field("value_of", str(int(value)), "int")
    text = {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(repr(value), repr(value))
    return Field("value_of", text, "float")


PROBE = Probe("independent:xmlfilecontent", collect)
