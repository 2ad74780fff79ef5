"""Combining collected objects: set operators and their flag tables (OVAL 5.11, SetOperatorEnumeration)."""

from collections.abc import Sequence

from scapkit.model.syschar import Flag, Item

_ORDER = (
    Flag.ERROR,
    Flag.COMPLETE,
    Flag.INCOMPLETE,
    Flag.DOES_NOT_EXIST,
    Flag.NOT_COLLECTED,
    Flag.NOT_APPLICABLE,
)
_E, _C, _I, _D, _N, _A = _ORDER
# Rows: the second object's flag; columns: the first one's; both in the order of _ORDER.
_TABLES = {
    "UNION": (
        (_E, _E, _E, _E, _E, _E),
        (_E, _C, _I, _C, _I, _C),
        (_E, _I, _I, _I, _I, _I),
        (_E, _C, _I, _D, _I, _D),
        (_E, _I, _I, _I, _N, _N),
        (_E, _C, _I, _D, _N, _A),
    ),
    "INTERSECTION": (
        (_E, _E, _E, _D, _E, _E),
        (_E, _C, _I, _D, _N, _C),
        (_E, _I, _I, _D, _N, _I),
        (_D, _D, _D, _D, _D, _D),
        (_E, _N, _N, _D, _N, _N),
        (_E, _C, _I, _D, _N, _A),
    ),
    "COMPLEMENT": (
        (_E, _E, _E, _D, _E, _E),
        (_E, _C, _I, _D, _N, _E),
        (_E, _E, _E, _D, _N, _E),
        (_E, _C, _I, _D, _N, _E),
        (_E, _N, _N, _D, _N, _E),
        (_E, _E, _E, _E, _E, _E),
    ),
}
OPERATORS = tuple(_TABLES)


def combine_flags(operator: str, first: Flag, second: Flag) -> Flag:
    """The flag of two objects combined."""
    return _TABLES[operator][_ORDER.index(second)][_ORDER.index(first)]


def combine_items(operator: str, first: Sequence[Item], second: Sequence[Item]) -> tuple[Item, ...]:
    """The items of two objects combined, each once, in the order found."""
    others = set(second)
    if operator == "UNION":
        return tuple(dict.fromkeys((*first, *second)))
    if operator == "INTERSECTION":
        return tuple(dict.fromkeys(item for item in first if item in others))
    return tuple(dict.fromkeys(item for item in first if item not in others))


def settled(flag: Flag, items: Sequence[Item]) -> Flag:
    """A combined flag that agrees with what is left: complete without an item is does not exist."""
    return Flag.DOES_NOT_EXIST if flag is Flag.COMPLETE and not items else flag
