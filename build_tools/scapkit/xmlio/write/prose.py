"""What benchmarks, profiles and items have in common when they are written: prose, references, platforms."""

from collections.abc import Iterable

from scapkit.model.xccdf import Group, Reference, Rule, Status, Text, Value, Warning
from scapkit.names import DC, XCCDF, XML
from scapkit.xmlio.emit import add, add_markup
from scapkit.xmlio.serialise import Element

LANG = f"{{{XML}}}lang"


def boolean(value: bool) -> str:
    """true or false."""
    return "true" if value else "false"


def add_statuses(parent: Element, statuses: Iterable[Status]) -> None:
    """Statuses with their dates."""
    for status in statuses:
        add(parent, XCCDF, "status", status.value, date=status.date or None)


def add_texts(parent: Element, name: str, texts: Iterable[Text]) -> None:
    """Prose under a name, one element a language."""
    for text in texts:
        mark(add_markup(parent, XCCDF, name, text.markup), text)


def mark(element: Element, text: Text) -> None:
    """Language and override of an element."""
    if text.lang:
        element.set(LANG, text.lang)
    if text.override:
        element.set("override", "true")


def add_references(parent: Element, references: Iterable[Reference]) -> None:
    """Pointers to documents."""
    for reference in references:
        add(parent, XCCDF, "reference", reference.text, href=reference.href or None)


def add_platforms(parent: Element, platforms: Iterable[str]) -> None:
    """Platforms by their idrefs."""
    for idref in platforms:
        add(parent, XCCDF, "platform", idref=idref)


def add_metadata(parent: Element, metadata: Iterable[tuple[str, str]]) -> None:
    """Dublin Core metadata."""
    pairs = tuple(metadata)
    if pairs:
        element = add(parent, XCCDF, "metadata")
        for name, text in pairs:
            add(element, DC, name, text)


def add_warnings(parent: Element, warnings: Iterable[Warning]) -> None:
    """Cautions with their categories."""
    for warning in warnings:
        element = add_markup(parent, XCCDF, "warning", warning.text.markup, category=warning.category)
        mark(element, warning.text)


def add_attributes(element: Element, item: Group | Rule | Value) -> None:
    """What groups, rules and Values have in common among their attributes."""
    for name, value in (("extends", item.extends), ("cluster-id", item.cluster_id)):
        if value:
            element.set(name, value)
    for name, given in (("hidden", item.hidden), ("prohibitChanges", item.prohibit_changes)):
        if given:
            element.set(name, "true")
