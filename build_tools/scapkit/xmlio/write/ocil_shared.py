"""What the writers of OCIL's parts share."""

from collections.abc import Iterable
from typing import Protocol

from scapkit.names import OCIL
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element


class Item(Protocol):
    """What has notes and a revision (ocil-2.0.xsd, ItemBaseType)."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What somebody noted."""

    @property
    def revision(self) -> str:
        """The number of the revision, 0 for the first."""


def add_item(parent: Element, name: str, item: Item, **attributes: str) -> Element:
    """The element of an item, with its notes."""
    child = add(parent, OCIL, name, None, **attributes)
    if item.revision != "0":
        child.set("revision", item.revision)
    add_texts(child, "notes", item.notes)
    return child


def add_texts(parent: Element, name: str, texts: Iterable[str]) -> None:
    """A child of a name for each text."""
    for text in texts:
        add(parent, OCIL, name, text)
