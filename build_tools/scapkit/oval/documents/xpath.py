"""XPath over a document, 1.0 and failing that 2.0, with limits where an expression could take much time or memory."""

from math import log10
from typing import TYPE_CHECKING

from scapkit.oval.documents.apart import apart
from scapkit.oval.documents.xpath2 import Value, found_apart, prepare
from scapkit.oval.matching.searching import shown, spending

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_LENGTH = 16 * 1024
QUICK = 7.0
"""An expression is worked out in this process if it cannot look at more than ten to this many nodes."""
_MANY = ("//", "::", "[", "|", "(")

_NOT_1_0 = ("Invalid expression", "Unregistered function", "Invalid predicate", "Undefined namespace prefix")
"""What the library says of what it does not know."""

Found = list[str] | list[Value] | Value | None


def find_values(root: "_Element", xpath: str, tags: int) -> Found:
    """A truth value, number or text, or the texts and attributes among the nodes, None where there are no nodes.

    XPath 2.0 gives a list of all these. `tags` is how large the document is. Raises ValueError for an expression that
    is neither, and TimeoutError.
    """
    if len(xpath) > MAX_LENGTH:
        raise ValueError(f"the XPath has more than {MAX_LENGTH} characters")
    try:
        return _by_1_0(root, xpath, tags)
    except ValueError as error:
        if not any(text in str(error) for text in _NOT_1_0):
            raise
        return _by_2_0(root, xpath, error)


def _by_1_0(root: "_Element", xpath: str, tags: int) -> Found:
    steps = sum(map(xpath.count, _MANY))
    if max(steps, 1) * log10(max(tags, 2)) <= QUICK:
        return _found(root, xpath)
    found: Found = spending(xpath, lambda seconds: apart(lambda: _found(root, xpath), seconds))
    return found


def _by_2_0(root: "_Element", xpath: str, error: ValueError) -> Found:
    """What an expression gives that is not XPath 1.0; where it is no XPath 2.0 either the first error stands."""
    prepare()
    try:
        found: Found = spending(xpath, lambda seconds: apart(lambda: found_apart(root, xpath), seconds))
    except ValueError as second:
        raise ValueError(f"{error}; by XPath 2.0: {second}") from None
    return found


def _found(root: "_Element", xpath: str) -> Found:
    found = _evaluated(root, xpath)
    if isinstance(found, (bool, float, str)):
        return found
    values = found if isinstance(found, list) else []
    # A list has no place for the document itself, which counts as found.
    exists = bool(values) or _evaluated(root, f"boolean({xpath})") is True
    return [str(each) for each in values if isinstance(each, str)] if exists else None


def _evaluated(root: "_Element", xpath: str) -> object:
    from lxml import etree

    try:
        found: object = etree.XPath(xpath, regexp=False, smart_strings=False)(root.getroottree())
    except (etree.XPathError, ValueError) as error:
        raise ValueError(f"the XPath {shown(xpath)} cannot be evaluated: {error}") from None
    return found
