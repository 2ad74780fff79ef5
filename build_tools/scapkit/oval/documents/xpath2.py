"""XPath 2.0, for expressions that are not XPath 1.0. It is to be worked out apart: nothing bounds what one takes."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elementpath import XPath2Parser
    from lxml.etree import _Element

Value = bool | int | float | str
_OUTSIDE = ("doc", "doc-available", "collection")
"""Functions that would read other files."""


def prepare() -> None:
    """Load what it takes, before there are many processes that would do so each."""
    import elementpath  # noqa: F401


def found_apart(root: "_Element", xpath: str) -> list[Value] | None:
    """The texts, numbers and truth values that an expression gives, None where there is nothing at all.

    From then on this process can open no file. Raises ValueError for an expression that is not XPath 2.0 either.
    """
    from elementpath import ElementPathError, select

    try:
        parser = _parser()
        select(root, "matches('a', '[a-z]')", parser=parser)
        _open_nothing()
        found = select(root.getroottree(), xpath, parser=parser)
    except (ElementPathError, TypeError, ArithmeticError, AttributeError, KeyError, OSError) as error:
        raise ValueError(str(error).partition("\n")[0]) from None
    results = found if isinstance(found, list) else [found]
    return [value for each in results for value in _values(each)] if results else None


def _parser() -> "type[XPath2Parser]":
    """XPath 2.0 without a way out of the document."""
    from elementpath import XPath2Parser

    known = XPath2Parser.symbol_table
    inside = {name: token for name, token in known.items() if name.rpartition("}")[2] not in _OUTSIDE}
    return type("Inside", (XPath2Parser,), {"symbol_table": inside})


def _open_nothing() -> None:
    from resource import RLIMIT_NOFILE, setrlimit

    setrlimit(RLIMIT_NOFILE, (0, 0))


def _values(found: object) -> list[Value]:
    """The value of what is no node, or no text; elements and documents only show that they are there."""
    from decimal import Decimal

    if isinstance(found, bool):
        return [found]
    if isinstance(found, int):
        return [int(found)]
    if isinstance(found, (float, Decimal)):
        return [float(found)]
    return [] if hasattr(found, "tag") or hasattr(found, "getroot") else [str(found)]
