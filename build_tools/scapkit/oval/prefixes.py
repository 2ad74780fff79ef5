"""Comparing network prefixes: pairs of address and length (OVAL 5.11 common schema, ipv4_address and ipv6_address)."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from scapkit.oval.ordering import Operation, ordered, sign


class Prefix(NamedTuple):
    """An address as a number, bits beyond the length zeroed, and the length in bits."""

    address: int
    length: int
    width: int

    def within(self, other: "Prefix") -> bool:
        """Whether every address of this prefix is in the other one."""
        return self.length >= other.length and (self.address ^ other.address) >> (other.width - other.length) == 0


def prefix(address: int, length: int, width: int) -> Prefix:
    """A prefix of addresses `width` bits wide; raises ValueError for a length that does not fit."""
    if not 0 <= length <= width:
        raise ValueError(f"a prefix length is 0 to {width}, not {length}")
    return Prefix(address >> (width - length) << (width - length), length, width)


def prefix_operations(parse: Callable[[str], Prefix]) -> Mapping[str, Operation]:
    """The operations on prefixes; order between prefixes of different lengths is an error, as the standard demands."""

    def compare(actual: str, expected: str) -> int:
        first, second = parse(actual), parse(expected)
        if first.length != second.length:
            raise ValueError("prefixes of different lengths have no order")
        return sign(first.address, second.address)

    return {
        **ordered(compare),
        "equals": lambda actual, expected: parse(actual) == parse(expected),
        "not equal": lambda actual, expected: parse(actual) != parse(expected),
        "subset of": lambda actual, expected: parse(actual).within(parse(expected)),
        "superset of": lambda actual, expected: parse(expected).within(parse(actual)),
    }
