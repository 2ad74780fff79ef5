"""XCCDF Values to the model (NIST IR 7275r4, 6.4.5)."""

from collections.abc import Iterator

from scapkit.model.xccdf import Content, Value
from scapkit.names import XCCDF
from scapkit.xmlio.parse import Element, boolean, local_name
from scapkit.xmlio.read.prose import given, texts

X = f"{{{XCCDF}}}"


def read_value(element: Element) -> Value:
    """One Value element, without its prose but the titles."""
    return Value(
        id=element.get("id", ""),
        titles=texts(element, "title"),
        type=element.get("type", "string"),
        operator=element.get("operator", "equals"),
        values=tuple(_by_selector(element, "value")),
        defaults=tuple(_by_selector(element, "default")),
        interactive=boolean(element.get("interactive")),
        hidden=boolean(element.get("hidden")),
        prohibit_changes=boolean(element.get("prohibitChanges")),
        abstract=boolean(element.get("abstract")),
        extends=element.get("extends", ""),
        cluster_id=element.get("cluster-id", ""),
        choices=tuple(_choices(each) for each in element.iterfind(f"{X}choices")),
        matches=_simple(element, "match"),
        lower_bounds=_simple(element, "lower-bound"),
        upper_bounds=_simple(element, "upper-bound"),
        given=given(element),
    )


def content_of(element: Element) -> Content:
    """The text of a simple element, or the items of a complex one (6.4.5.2)."""
    if local_name(element).partition("complex-")[1]:
        return tuple(each.text or "" for each in element.iterfind(f"{X}item"))
    return element.text or ""


def _by_selector(parent: Element, name: str) -> Iterator[tuple[str, Content]]:
    """The simple and complex elements of a name in their order, as which of them is first may matter."""
    wanted = (X + name, f"{X}complex-{name}")
    return ((each.get("selector", ""), content_of(each)) for each in parent if each.tag in wanted)


def _simple(parent: Element, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((each.get("selector", ""), each.text or "") for each in parent.iterfind(X + name))


def _choices(element: Element) -> tuple[str, tuple[Content, ...], bool]:
    return element.get("selector", ""), tuple(map(content_of, element)), boolean(element.get("mustMatch"))
