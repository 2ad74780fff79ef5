"""XCCDF Values from the model (NIST IR 7275r4, 6.4.5), elements in the schema's order."""

from scapkit.model.xccdf import Content, Value
from scapkit.names import XCCDF
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.prose import add_attributes, add_texts, add_warnings, boolean


def write_value(parent: Element, value: Value) -> None:
    """A Value under a Benchmark or Group."""
    element = add(parent, XCCDF, "Value", id=value.id, type=value.type, operator=value.operator)
    for name, given in (("interactive", value.interactive), ("abstract", value.abstract)):
        if given:
            element.set(name, "true")
    add_attributes(element, value)
    add_texts(element, "title", value.titles)
    add_texts(element, "description", value.descriptions)
    add_warnings(element, value.warnings)
    pairs = (
        ("value", value.values),
        ("default", value.defaults),
        ("match", value.matches),
        ("lower-bound", value.lower_bounds),
        ("upper-bound", value.upper_bounds),
    )
    for name, contents in pairs:
        for selector, content in contents:
            add_content(element, name, content, selector=selector or None)
    for selector, choices, must_match in value.choices:
        child = add(element, XCCDF, "choices", selector=selector or None, mustMatch=boolean(must_match))
        for choice in choices:
            add_content(child, "choice", choice)


def add_content(parent: Element, name: str, content: Content, prefix: str = "", **attributes: str | None) -> None:
    """A text in an element of that name, or a list in its complex counterpart (6.4.5.2)."""
    if isinstance(content, str):
        add(parent, XCCDF, prefix + name, content, **attributes)
        return
    element = add(parent, XCCDF, f"{prefix}complex-{name}", **attributes)
    for item in content:
        add(element, XCCDF, "item", item)
