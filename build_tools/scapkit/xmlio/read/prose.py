"""What benchmarks, profiles and items have in common when they are read: prose, references, platforms."""

from scapkit.model.xccdf import Reference, Status, Text
from scapkit.names import XCCDF, XML
from scapkit.xmlio.parse import Element, boolean, markup, text_of

X = f"{{{XCCDF}}}"
LANG = f"{{{XML}}}lang"


def text(element: Element) -> Text:
    """An element's prose with its language."""
    return Text(markup(element), element.get(LANG, ""), boolean(element.get("override")))


def texts(parent: Element, name: str) -> tuple[Text, ...]:
    """The prose of all children of a name."""
    return tuple(text(each) for each in parent.iterfind(X + name))


def statuses(parent: Element) -> tuple[Status, ...]:
    """The status children."""
    return tuple(Status(text_of(each), each.get("date", "")) for each in parent.iterfind(f"{X}status"))


def references(parent: Element) -> tuple[Reference, ...]:
    """The reference children, their text plain."""
    return tuple(Reference(each.get("href", ""), text_of(each)) for each in parent.iterfind(f"{X}reference"))


def platforms(parent: Element) -> tuple[str, ...]:
    """The idrefs of the platform children."""
    return tuple(each.get("idref", "") for each in parent.iterfind(f"{X}platform"))


def given(element: Element) -> frozenset[str]:
    """The fields of an item with `extends` that its attributes set; of others nobody asks."""
    if element.get("extends") is None:
        return frozenset()
    return frozenset("prohibit_changes" if name == "prohibitChanges" else str(name) for name in element.attrib)
