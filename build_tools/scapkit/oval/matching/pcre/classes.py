"""Classes of characters as PCRE has them, written as members of a set for the `regex` package (pcrepattern(3))."""

from functools import cache

MAX_CODE = 0x10FFFF
Ranges = tuple[tuple[int, int], ...]

_DIGIT: Ranges = ((0x30, 0x39),)
_UPPER: Ranges = ((0x41, 0x5A),)
_LOWER: Ranges = ((0x61, 0x7A),)
_SPACE: Ranges = ((0x09, 0x0D), (0x20, 0x20))
_WORD: Ranges = (*_DIGIT, *_UPPER, (0x5F, 0x5F), *_LOWER)
_WIDE_BLANKS: Ranges = ((0xA0, 0xA0), (0x1680, 0x1680), (0x180E, 0x180E), (0x2000, 0x200A), (0x202F, 0x202F))
_LETTERS: dict[str, Ranges] = {
    "d": _DIGIT,
    "w": _WORD,
    "s": _SPACE,
    "h": ((0x09, 0x09), (0x20, 0x20), *_WIDE_BLANKS, (0x205F, 0x205F), (0x3000, 0x3000)),
    "v": ((0x0A, 0x0D), (0x85, 0x85), (0x2028, 0x2029)),
}
_POSIX: dict[str, Ranges] = {
    "alnum": (*_DIGIT, *_UPPER, *_LOWER),
    "alpha": (*_UPPER, *_LOWER),
    "ascii": ((0x00, 0x7F),),
    "blank": ((0x09, 0x09), (0x20, 0x20)),
    "cntrl": ((0x00, 0x1F), (0x7F, 0x7F)),
    "digit": _DIGIT,
    "graph": ((0x21, 0x7E),),
    "lower": _LOWER,
    "print": ((0x20, 0x7E),),
    "punct": ((0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)),
    "space": _SPACE,
    "upper": _UPPER,
    "word": _WORD,
    "xdigit": (*_DIGIT, (0x41, 0x46), (0x61, 0x66)),
}
_PROPERTIES = {"Any": r"\s\S", "L&": r"\p{Lu}\p{Ll}\p{Lt}", "Xan": r"\p{L}\p{N}", "Xwd": r"\p{L}\p{N}_"}
_PROPERTIES.update(dict.fromkeys(("Xsp", "Xps"), r"\p{Z}\t-\r"))


@cache
def letter_class(letter: str) -> str:
    """The members of `\\d`, `\\H` and the like, ASCII alone for digits, words and space."""
    return _members(_LETTERS[letter.lower()], negated=letter.isupper())


@cache
def posix_class(name: str) -> str:
    """The members of `[:alpha:]` or `[:^alpha:]`, by the text between the colons; raises ValueError."""
    ranges = _POSIX.get(name.removeprefix("^"))
    if ranges is None:
        raise ValueError(f"there is no class [:{name}:]")
    return _members(ranges, negated=name.startswith("^"))


def unicode_property(name: str, negated: bool, in_set: bool) -> str:
    """`\\p{name}`, or `\\P{name}` where negated; a caret negates too."""
    negated = negated != name.startswith("^")
    name = name.removeprefix("^")
    if name not in _PROPERTIES:
        written = rf"\{'P' if negated else 'p'}{{{name}}}"
        # The case of letters that a property names is not ignored.
        return written if in_set else f"(?-i:{written})"
    if not in_set:
        return f"[{'^' if negated else ''}{_PROPERTIES[name]}]"
    if negated:
        raise ValueError(f"\\P{{{name}}} in a set is not supported")
    return _PROPERTIES[name]


def _members(ranges: Ranges, negated: bool) -> str:
    return "".join(f"\\U{low:08X}-\\U{high:08X}" for low, high in (_others(ranges) if negated else ranges))


def _others(ranges: Ranges) -> Ranges:
    """Everything that is in none of the ranges."""
    gaps, start = [], 0
    for low, high in sorted(ranges):
        if start < low:
            gaps.append((start, low - 1))
        start = high + 1
    return (*gaps, (start, MAX_CODE))
