"""The one way out: elements to be written, and deterministic XML of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from scapkit.names import PREFIXES, XCCDF, XHTML
from scapkit.xmlio.serialise import Element, Many, Piece, serialised, xml_text

if TYPE_CHECKING:
    from lxml import etree

T = TypeVar("T")
# A document in parts that need not be joined to be written.
Chunks = Sequence[bytes | memoryview]
DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n"


def root(
    namespace: str,
    name: str,
    prefixes: Sequence[str] | Mapping[str, str],
    attributes: Mapping[str, str] | None = None,
) -> Element:
    """An element that declares prefixes: given with their namespaces, or names in `names.PREFIXES`."""
    element = Element(namespace, name)
    element.prefixes = prefixes if isinstance(prefixes, Mapping) else {prefix: PREFIXES[prefix] for prefix in prefixes}
    element.attrib.update(attributes or {})
    return element


def add(parent: Element, namespace: str, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A child element. Attributes that are None are left out; `_` in a name stands for `-`, a final `_` is dropped."""
    child = Element(namespace, name, parent.level + 1)
    child.text = text
    for key, value in attributes.items():
        if value is not None:
            child.attrib[key.rstrip("_").replace("_", "-")] = value
    parent.children.append(child)
    return child


def add_markup(parent: Element, namespace: str, name: str, markup: str, /, **attributes: str | None) -> Element:
    """A child whose content is markup in the form of `model.xccdf.Text`."""
    child = add(parent, namespace, name, None, **attributes)
    if "<" not in markup and "&" not in markup:
        child.text = markup
        return child
    from lxml import etree

    source = etree.fromstring(f'<x xmlns="{XHTML}" xmlns:xccdf="{XCCDF}">{xml_text(markup)}</x>')
    _take_in(child, source)
    return child


def _take_in(target: Element, source: "etree._Element") -> None:
    """The content of an element that was parsed."""
    target.text = source.text
    for child in source:
        namespace, _, name = str(child.tag)[1:].rpartition("}")
        made = Element(namespace, name, target.level + 1)
        made.attrib.update({str(key): str(value) for key, value in child.attrib.items()})
        _take_in(made, child)
        target.children.append(made)
        if child.tail:
            target.children.append(child.tail)


def add_many(parent: Element, things: Iterable[T], write: Callable[[Element, T], object]) -> None:
    """Elements for things of which there may be very many: each is made when the document is written."""
    parent.children.append(Many(things, write, parent.level))


def add_piece(parent: Element, index: int) -> None:
    """A place that `stitched` fills with an already serialised element."""
    parent.children.append(Piece(index))


def to_bytes(element: Element) -> bytes:
    """The document as UTF-8 with declaration and indentation, the same for the same tree."""
    (document,) = stitched(element, ())
    return bytes(document)


def stitched(element: Element, pieces: Chunks) -> list[bytes | memoryview]:
    """The document in chunks, each place of `add_piece` filled with the piece of its number, byte for byte."""
    parts = serialised(element)
    wanted = [part.number for part in parts if isinstance(part, Piece)]
    if wanted != list(range(len(pieces))):
        raise ValueError(f"the document has places for the pieces {wanted}, and there are {len(pieces)}")
    chunks: list[bytes | memoryview] = []
    text = [DECLARATION]
    for part in (*parts, "\n"):
        if isinstance(part, Piece):
            chunks += ("".join(text).encode(), pieces[part.number])
            text.clear()
        else:
            text.append(part)
    return [*chunks, "".join(text).encode()]


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
