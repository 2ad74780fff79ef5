"""arithmetic: sums and products of every combination of values (OVAL 5.11.2, ArithmeticFunctionType)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, isinf, isnan, prod

from scapkit.oval.operands import combinations, required
from scapkit.oval.protocols import Function

_INTEGER = re.compile(r"[+-]?[0-9]+")
MAX_BITS = 16 * 1024
_FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def arithmetic(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """The results, integers where all values are, else floats; raises ValueError for what is no number."""
    operation = required(attributes, "arithmetic_operation")
    if operation not in ("add", "multiply"):
        raise ValueError(f"{operation!r} is neither add nor multiply")
    return [_combined(operation, [_number(value) for value in values]) for values in combinations(arguments)]


def _number(text: str) -> int | float:
    text = text.strip()
    if _INTEGER.fullmatch(text):
        return int(text)
    if not _FLOAT.fullmatch(text):
        raise ValueError(f"not a number: {text!r}")
    return float(text)


def _combined(operation: str, numbers: Sequence[int | float]) -> str:
    whole = [number for number in numbers if isinstance(number, int)]
    if len(whole) == len(numbers):
        return str(sum(whole) if operation == "add" else _product(whole))
    result = fsum(numbers) if operation == "add" else prod(map(float, numbers))
    if isinf(result) or isnan(result):
        raise ValueError("the result is too large")
    # Fifteen digits are what a double keeps of a decimal: 0.1 and 0.2 make 0.3.
    return repr(float(f"{result:.15g}"))


def _product(numbers: Iterable[int]) -> int:
    """Given up where nobody could write it down any more, long before it takes hours."""
    product = 1
    for number in numbers:
        product *= number
        if product.bit_length() > MAX_BITS:
            raise ValueError("the result is too large")
    return product


FUNCTION = Function("arithmetic", arithmetic)
