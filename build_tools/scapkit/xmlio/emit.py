"""The one way out: deterministic XML, written to a temporary name and renamed."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from scapkit.names import PREFIXES, XCCDF, XHTML
from scapkit.xmlio.parse import Element

_XHTML_TAG = f"{{{XHTML}}}"
# What XML 1.0 allows is all but these (production 2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def root(namespace: str, name: str, prefixes: tuple[str, ...], attributes: Mapping[str, str] | None = None) -> Element:
    """A document's root with the namespace declarations of these prefixes of `names.PREFIXES`."""
    nsmap = {prefix: PREFIXES[prefix] for prefix in prefixes}
    element = etree.Element(f"{{{namespace}}}{name}", nsmap=nsmap)
    for key, value in (attributes or {}).items():
        element.set(key, value)
    return element


def add(parent: Element, namespace: str, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A child element. Attributes that are None are left out; `_` in a name stands for `-`, a final `_` is dropped."""
    child = etree.SubElement(parent, f"{{{namespace}}}{name}")
    for key, value in attributes.items():
        if value is not None:
            child.set(key.rstrip("_").replace("_", "-"), value)
    if text is not None:
        child.text = xml_text(text)
    return child


def add_markup(parent: Element, namespace: str, name: str, markup: str, /, **attributes: str | None) -> Element:
    """A child whose content is markup in the form of `model.xccdf.Text`."""
    child = add(parent, namespace, name, None, **attributes)
    if "<" not in markup and "&" not in markup:
        child.text = markup
        return child
    source = etree.fromstring(f'<x xmlns="{XHTML}" xmlns:xccdf="{XCCDF}">{markup}</x>')
    child.text = source.text
    child.extend(list(source))
    return child


def xml_text(text: str) -> str:
    """Text with what XML 1.0 forbids replaced by U+FFFD (XML 1.0, production 2)."""
    return _FORBIDDEN.sub("\ufffd", text)


def to_bytes(element: Element) -> bytes:
    """The document as UTF-8 with declaration and indentation, the same for the same tree."""
    indent(element, 0)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8") + b"\n"


def indent(element: Element, level: int) -> None:
    """Put children on lines of their own; whatever holds text or XHTML is prose and stays as it is."""
    if not len(element) or element.text or any(_is_prose(child) for child in element):
        return
    inner = "\n" + "  " * (level + 1)
    element.text = inner
    for child in element:
        indent(child, level + 1)
        child.tail = inner
    element[-1].tail = inner[:-2]


def _is_prose(child: Element) -> bool:
    return bool(child.tail) or str(child.tag).startswith(_XHTML_TAG)


# A document in parts that need not be joined to be written.
Chunks = Sequence[bytes | memoryview]

PIECE = "urn:scapkit:piece"
_PLACE = re.compile(rb'<piece xmlns="%s" n="([0-9]+)"/>' % PIECE.encode())


def add_piece(parent: Element, index: int) -> None:
    """A place that `stitched` fills with an already serialised element."""
    etree.SubElement(parent, f"{{{PIECE}}}piece", {"n": str(index)}, nsmap={None: PIECE})  # type: ignore[dict-item]


def stitched(element: Element, pieces: Chunks) -> list[bytes | memoryview]:
    """The document in chunks, each place of `add_piece` filled with the piece of its number, byte for byte."""
    chunks: list[bytes | memoryview] = [*_PLACE.split(to_bytes(element))]
    places = [int(number) for number in chunks[1::2]]
    if places != list(range(len(pieces))):
        raise ValueError(f"the document has places for the pieces {places}, and there are {len(pieces)}")
    chunks[1::2] = pieces
    return chunks


def trimmed(data: bytes, start: int = 0) -> memoryview:
    """What is between the white space from `start` on and at the end, without a copy."""
    end = len(data)
    while start < end and data[start] in b" \t\r\n":
        start += 1
    while start < end and data[end - 1] in b" \t\r\n":
        end -= 1
    return memoryview(data)[start:end]


def body(document: bytes) -> bytes:
    """A serialised document's root element, as a piece of another document."""
    return document.partition(b"?>")[2].strip() if document.startswith(b"<?xml") else document.strip()


def write_file(path: Path | str, data: bytes | Chunks) -> None:
    """Write all of a file or nothing: to a temporary name beside it, then renamed; a device or pipe is written to.

    What a symbolic link leads to is written, and the link stays, as do the permissions of a file that is there.
    """
    chunks = [data] if isinstance(data, bytes) else data
    if Path(path).exists() and not Path(path).is_file():
        with Path(path).open("wb") as stream:
            stream.writelines(chunks)
        return
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        # a name that can be guessed: where somebody else has put a link there, it is not followed
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as stream:
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            stream.writelines(chunks)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
