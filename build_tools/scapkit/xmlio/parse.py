"""The one way in: hardened XML parsing, with errors that name file and line."""

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from scapkit.names import XCCDF, XHTML
from scapkit.problem import Invalid, Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.faults import in_words

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element
else:
    # lxml is loaded when something is parsed, and annotations need only a name
    Element = object


MAX_BYTES = 512 * 1024 * 1024
MAX_TAGS = 16 * 1024 * 1024
"""Starts and ends of elements, and attributes: in memory they take many times the bytes that they take in a file."""
BZIP2_MAGIC = b"BZh"
GZIP_MAGIC = b"\x1f\x8b"


def read_bytes(path: str) -> bytes:
    """A file's bytes, bzip2 undone, at most 512 MiB; `-` is standard input. Raises Invalid where it cannot be read."""
    data = _standard_input() if path == "-" else _file(path)
    if data.startswith(BZIP2_MAGIC):
        data = _decompress(data, path)
    if data.startswith(GZIP_MAGIC):
        raise invalid(path, "compressed-file", "is gzip-compressed; unpack it")
    if len(data) > MAX_BYTES:
        raise invalid(path, "file-too-large", f"larger than {MAX_BYTES >> 20} MiB")
    return data


def _standard_input() -> bytes:
    import sys

    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _file(path: str) -> bytes:
    try:
        mode = Path(path).stat().st_mode
        if not stat.S_ISREG(mode):
            # a pipe or device could keep the program waiting for ever
            raise invalid(path, "unreadable-file", f"is a {_kind_of(mode)}, not a file")
        return Path(path).read_bytes()
    except OSError as error:
        raise invalid(path, "unreadable-file", error.strerror or str(error)) from None


def _kind_of(mode: int) -> str:
    return "folder" if stat.S_ISDIR(mode) else "pipe" if stat.S_ISFIFO(mode) else "device or socket"


def _decompress(data: bytes, path: str) -> bytes:
    import bz2

    # a file may be several streams in a row, as programs that compress in parallel write it
    text, rest = b"", data
    while rest.startswith(BZIP2_MAGIC) and len(text) <= MAX_BYTES:
        reader = bz2.BZ2Decompressor()
        try:
            text += reader.decompress(rest, MAX_BYTES + 1 - len(text))
        except OSError:
            break
        if not reader.eof:
            break
        rest = reader.unused_data
    else:
        return text
    if len(text) <= MAX_BYTES:
        raise invalid(path, "malformed-bzip2", "the compressed data is damaged or cut short")
    return text


def is_too_rich(data: bytes, limit: int) -> bool:
    """Whether there are more tags and attributes than memory is to be spent on; what is short is not counted."""
    return len(data) > limit and data.count(b"<") + data.count(b"=") > limit


def hardened_parser(comments: bool = False, instructions: bool = False) -> "etree.XMLParser":
    """A parser that opens nothing, expands nothing, and has libxml2's limits.

    Comments and processing instructions are kept only on request.
    """
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=not comments,
        remove_pis=not instructions,
    )


def parse(data: bytes, file: str, *, comments: bool = False, instructions: bool = False) -> Element:
    """The root element. Comments and instructions are kept only on request; entities are never expanded.

    Raises Invalid for malformed XML and for any document type declaration.
    """
    from lxml import etree

    if is_too_rich(data, MAX_TAGS):
        raise invalid(file, "file-too-large", f"more than {MAX_TAGS} tags and attributes")
    try:
        root = etree.fromstring(data, hardened_parser(comments, instructions))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message, hint = in_words((error.msg or "malformed").split(", line ")[0])
        raise Invalid([Problem(Span(file, line or 1, column), "malformed-xml", message, hint)]) from None
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise invalid(file, "document-type", "a document type declaration is not accepted", line=1)
    return root


def text_of(element: Element | None) -> str:
    """All text inside an element, stripped; the empty string for None."""
    if element is None:
        return ""
    if not len(element):  # most elements hold text alone, which is had much faster
        return (element.text or "").strip()
    return "".join(element.itertext()).strip()  # type: ignore[arg-type]


def boolean(value: str | None, default: bool = False) -> bool:
    """An xsd:boolean."""
    return default if value is None else value.strip() in ("true", "1")


def line_of(element: Element) -> int:
    """The line on which an element starts, 0 where it is not known."""
    line: int | None = element.sourceline  # type: ignore[assignment]
    return line or 0


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: Element) -> str:
    """An element's namespace, or the empty string."""
    return str(element.tag)[1:].partition("}")[0] if str(element.tag).startswith("{") else ""


def escape(text: str) -> str:
    """Text as it must stand in markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def markup(element: Element) -> str:
    """An element's inner XML in the form of `model.xccdf.Text`: XHTML unprefixed, XCCDF elements as `xccdf:`.

    Elements of other namespaces give their text only.
    """
    parts = [escape(element.text or "")]
    for child in element:
        parts.append(_outer(child))
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def _outer(element: Element) -> str:
    prefix = {XHTML: "", XCCDF: "xccdf:"}.get(namespace(element))
    inner = markup(element)
    if prefix is None:
        return inner
    name = prefix + local_name(element)
    attributes = "".join(
        f' {key!s}="{escape(str(value)).replace(chr(34), "&quot;")}"'
        for key, value in element.attrib.items()
        if not str(key).startswith("{")
    )
    return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"
