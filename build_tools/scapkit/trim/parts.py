"""OVAL and OCIL documents cut down to some of their parts and what these need."""

from collections.abc import Iterable, Iterator

from scapkit.xmlio.parse import Element


def keep_parts(document: Element, names: Iterable[str]) -> bool:
    """Remove every part (an element with an id, in a section) but those named and all that they refer to.

    Sections that become empty go too. Returns whether anything is left.
    """
    parts = {each.get("id", ""): each for section in document for each in section if each.get("id")}
    kept: set[str] = set()
    waiting = [name for name in names if name in parts]
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting += [each for each in _words(parts[name]) if each in parts]
    for section in list(document):
        if any(each.get("id") in parts for each in section):
            _keep(section, kept)
    return bool(kept)


def _keep(section: Element, kept: set[str]) -> None:
    for each in list(section):
        if each.get("id") not in kept:
            section.remove(each)
    if not len(section):
        drop(section)


def drop(element: Element) -> None:
    """Remove an element from its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _words(part: Element) -> Iterator[str]:
    """Everything in a part that could be the id of another."""
    for element in part.iter():
        yield from map(str, element.attrib.values())
        if element.text:
            yield element.text.strip()
