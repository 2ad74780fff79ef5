"""The one way out: deterministic XML, written to a temporary name and renamed."""

import os
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from scapkit.names import PREFIXES, XCCDF, XHTML
from scapkit.xmlio.parse import Element


def root(namespace: str, name: str, prefixes: tuple[str, ...], attributes: Mapping[str, str] | None = None) -> Element:
    """A document's root with the namespace declarations of these prefixes of `names.PREFIXES`."""
    nsmap = {prefix: PREFIXES[prefix] for prefix in prefixes}
    element = etree.Element(f"{{{namespace}}}{name}", nsmap=nsmap)
    for key, value in (attributes or {}).items():
        element.set(key, value)
    return element


def add(parent: Element, namespace: str, name: str, text: str | None = None, **attributes: str | None) -> Element:
    """A child element. Attributes that are None are left out; `_` in a name stands for `-`, a final `_` is dropped."""
    child = etree.SubElement(parent, f"{{{namespace}}}{name}")
    for key, value in attributes.items():
        if value is not None:
            child.set(key.rstrip("_").replace("_", "-"), value)
    if text is not None:
        child.text = xml_text(text)
    return child


def add_markup(parent: Element, namespace: str, name: str, markup: str, **attributes: str | None) -> Element:
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
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if _allowed(ord(c)) else "\ufffd" for c in text)


def _allowed(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def to_bytes(element: Element) -> bytes:
    """The document as UTF-8 with declaration and indentation, the same for the same tree."""
    etree.indent(element)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8") + b"\n"


def write_file(path: Path | str, data: bytes) -> None:
    """Write all of a file or nothing: to a temporary name beside it, then renamed."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
