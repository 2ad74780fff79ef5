"""What the readers of OCIL's parts share."""

from scapkit.names import OCIL
from scapkit.xmlio.parse import Element, text_of

O = f"{{{OCIL}}}"  # noqa: E741


def child(element: Element, name: str) -> Element:
    """The first child of a name; an element without children of OCIL where there is none."""
    found = element.find(f"{O}{name}")
    return found if found is not None else element.makeelement(f"{O}{name}")


def texts_of(element: Element, name: str) -> tuple[str, ...]:
    """The texts of all children of a name."""
    return tuple(text_of(each) for each in element.iterfind(f"{O}{name}"))


def notes_of(element: Element) -> tuple[str, ...]:
    """An item's notes (ItemBaseType)."""
    return texts_of(element, "notes")
