"""Content that stands inside a check, as an href that holds it: a data URI (RFC 2397)."""

from base64 import b64decode, b64encode

from lxml import etree

from scapkit.xmlio.parse import Element, parse

PREFIX = "data:application/xml;base64,"


def inline_href(element: Element) -> str:
    """An href behind which the element is found again."""
    return PREFIX + b64encode(etree.tostring(element, encoding="UTF-8", with_tail=False)).decode()


def inline_element(href: str) -> Element | None:
    """The element in such an href; None for every other href. Raises Invalid for what is not XML."""
    if not href.startswith(PREFIX):
        return None
    return parse(b64decode(href.removeprefix(PREFIX)), "inline content")
