"""Elements to be written, and their text: indented, prefixes declared where they are first needed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from scapkit.names import PREFIXES, XHTML, XML

_NOTHING: Mapping[str, str] = {}
_KNOWN = {namespace: prefix for prefix, namespace in PREFIXES.items()}
# What XML 1.0 forbids (production 2). Ranges beyond ASCII stand apart: together they would take long to compile.
_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f"
_FORBIDDEN = re.compile(f"[{_CONTROLS}]")
_FORBIDDEN_WIDE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_IN_TEXT = re.compile(f"[&<>\r{_CONTROLS}]")
_IN_ATTRIBUTE = re.compile(f'[&<>"\t\n\r{_CONTROLS}]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


class Piece(NamedTuple):
    """A place for the piece of this number, which is serialised already."""

    number: int


class Comment(NamedTuple):
    """A comment."""

    text: str


class Many(NamedTuple):
    """Elements that are made when they are written, and forgotten then: `write` puts that of a thing under a parent."""

    things: Iterable[Any]
    write: Callable[["Element", Any], object]
    level: int

    def elements(self) -> Iterator["Element | Piece | Comment | Many | str"]:
        """Each element in turn."""
        for thing in self.things:
            parent = Element("", "", self.level)
            self.write(parent, thing)
            yield from parent.children


class Element:
    """An element: its namespace, name, attributes (of a namespace as `{namespace}name`), text and what follows it.

    `prefixes` are declared here (the empty one for elements without any), `level` says how deep it was made.
    """

    __slots__ = ("attrib", "children", "level", "name", "namespace", "prefixes", "text")

    def __init__(self, namespace: str, name: str, level: int = 0) -> None:
        self.namespace = namespace
        self.name = name
        self.level = level
        self.text: str | None = None
        self.attrib: dict[str, str] = {}
        self.children: list[Element | Piece | Comment | Many | str] = []
        self.prefixes = _NOTHING

    def set(self, name: str, value: str) -> None:
        """Give an attribute its value."""
        self.attrib[name] = value

    def append(self, child: "Element") -> None:
        """Put an element at the end."""
        self.children.append(child)


Child = Element | Piece | Comment | Many | str
MAX_PARTS = 10_000


def xml_text(text: str) -> str:
    """Text with what XML 1.0 forbids replaced by U+FFFD (XML 1.0, production 2)."""
    return _escape(_FORBIDDEN, text)


def _escape(pattern: re.Pattern[str], text: str) -> str:
    made = pattern.sub(_escaped, text)
    return made if made.isascii() else _FORBIDDEN_WIDE.sub("\ufffd", made)


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0], "\ufffd")


def serialised(element: Element, scope: Mapping[str, str] = _NOTHING, level: int = 0) -> list[str | Piece]:
    """The text in parts, indented as at a level; `scope` has the prefixes of the namespaces declared around it."""
    parts: list[str | Piece] = []
    _write(element, scope, level, parts)
    return parts


def _write(element: Element, scope: Mapping[str, str], level: int | None, parts: list[str | Piece]) -> None:
    """`level` is None inside of prose, which is left as it is."""
    opening, scope = _opening(element, scope)
    if element.text is None and not element.children:
        parts.append(f"<{opening}/>")
        return
    text = _escape(_IN_TEXT, element.text) if element.text else ""
    parts.append(f"<{opening}>{text}")
    inner = None if level is None or _is_prose(element) else level + 1
    between = "" if inner is None else "\n" + "  " * inner
    for child in _each(element.children, parts):
        if between:
            parts.append(between)
        if isinstance(child, Element):
            _write(child, scope, inner, parts)
        else:
            parts.append(_leaf(child))
    after = between[:-2] if element.children else ""
    parts.append(f"{after}</{opening.partition(' ')[0]}>")


def _each(children: Iterable[Child], parts: list[str | Piece]) -> Iterator[Child]:
    """The children, those of `Many` one by one; their parts are joined now and then, as many take much memory."""
    for child in children:
        if not isinstance(child, Many):
            yield child
            continue
        start = len(parts)
        for each in child.elements():
            yield each
            if len(parts) - start > MAX_PARTS:
                parts[start:] = _joined(parts[start:])
                start = len(parts)


def _joined(parts: list[str | Piece]) -> list[str | Piece]:
    return parts if any(isinstance(part, Piece) for part in parts) else ["".join(map(str, parts))]


def _leaf(child: Child) -> str | Piece:
    if isinstance(child, Piece):
        return child
    return f"<!--{child.text}-->" if isinstance(child, Comment) else _escape(_IN_TEXT, str(child))


def _is_prose(element: Element) -> bool:
    """Whatever holds text or XHTML is prose."""
    return bool(element.text) or any(
        isinstance(child, str) or (isinstance(child, Element) and child.namespace == XHTML)
        for child in element.children
    )


def _opening(element: Element, scope: Mapping[str, str]) -> tuple[str, Mapping[str, str]]:
    """What stands in the start tag, and the namespaces that have a prefix inside."""
    declared = _declared(element, scope)
    if declared:
        kept = {namespace: prefix for namespace, prefix in scope.items() if prefix not in declared}
        scope = kept | {namespace: prefix for prefix, namespace in declared.items()}
    made = _prefixed(f"{{{element.namespace}}}{element.name}", scope) if element.namespace else element.name
    for prefix, namespace in declared.items():
        made += f' {f"xmlns:{prefix}" if prefix else "xmlns"}="{_escape(_IN_ATTRIBUTE, namespace)}"'
    for key, value in element.attrib.items():
        made += f' {_prefixed(key, scope)}="{_escape(_IN_ATTRIBUTE, value)}"'
    return made, scope


def _prefixed(name: str, scope: Mapping[str, str]) -> str:
    if not name.startswith("{"):
        return name
    namespace, _, local = name[1:].partition("}")
    prefix = "xml" if namespace == XML else scope[namespace]
    return f"{prefix}:{local}" if prefix else local


def _declared(element: Element, scope: Mapping[str, str]) -> Mapping[str, str]:
    """Prefix to namespace of what must be declared at an element."""
    declared = {prefix: namespace for prefix, namespace in element.prefixes.items() if namespace not in scope}
    for namespace in (element.namespace, *(key[1:].partition("}")[0] for key in element.attrib if key[0] == "{")):
        if namespace and namespace != XML and namespace not in scope and namespace not in declared.values():
            declared[_KNOWN.get(namespace) or f"ns{len(scope) + len(declared)}"] = namespace
    return declared
