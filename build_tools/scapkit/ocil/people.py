"""Who people are: whether two signatures may be of one person."""

import re
import unicodedata
from typing import NamedTuple

ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")
NO_NAME = str.maketrans(dict.fromkeys("<>()[]\"'", " "))
INVISIBLE = ("Cc", "Cf")
"""The Unicode categories of what is not seen, such as a space without width."""
IGNORABLE = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""What is not seen either, whatever its category (Unicode, DerivedCoreProperties, Default_Ignorable_Code_Point)."""


class _Person(NamedTuple):
    name: str
    addresses: frozenset[str]


def is_one_person(first: str, second: str) -> bool:
    """Whether two signatures (a name, an address, or both) have the same name or the same address.

    Case, white space, and characters that look alike by compatibility or are not seen make no difference. A name that
    is the same is one person's whatever the addresses say: anybody can have two of them. So is what is written the
    same, even where it names nobody.
    """
    if first == second:
        return True
    one, other = _person(first), _person(second)
    return bool((one.name and one.name == other.name) or one.addresses & other.addresses)


def names_somebody(who: str) -> bool:
    """Whether a signature has a name or an address, and not only brackets, quotes and what is not seen."""
    return _person(who) != _Person("", frozenset())


def _person(who: str) -> _Person:
    seen = "".join(each for each in unicodedata.normalize("NFKC", who) if _is_seen(each))
    text = unicodedata.normalize("NFKC", seen.casefold())
    name = ADDRESS.sub(" ", text).translate(NO_NAME)
    return _Person(" ".join(name.split()), frozenset(ADDRESS.findall(text)))


def _is_seen(letter: str) -> bool:
    """White space counts as seen: it parts words."""
    if letter.isspace():
        return True
    ignorable = any(first <= ord(letter) <= last for first, last in IGNORABLE)
    return not ignorable and unicodedata.category(letter) not in INVISIBLE
