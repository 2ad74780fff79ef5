"""Who people are: whether two signatures may be of one person."""

import re
import unicodedata
from typing import NamedTuple

ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")
NO_NAME = str.maketrans(dict.fromkeys("<>()[]\"'", " "))
INVISIBLE = "Cf"
"""The Unicode category of what is not seen, such as a space without width."""


class _Person(NamedTuple):
    name: str
    addresses: frozenset[str]


def is_one_person(first: str, second: str) -> bool:
    """Whether two signatures (a name, an address, or both) have the same name or the same address.

    Case, white space, and characters that look alike by compatibility or are not seen make no difference. A name that
    is the same is one person's whatever the addresses say: anybody can have two of them.
    """
    one, other = _person(first), _person(second)
    return bool((one.name and one.name == other.name) or one.addresses & other.addresses)


def _person(who: str) -> _Person:
    seen = "".join(each for each in unicodedata.normalize("NFKC", who) if unicodedata.category(each) != INVISIBLE)
    text = unicodedata.normalize("NFKC", seen.casefold())
    name = ADDRESS.sub(" ", text).translate(NO_NAME)
    return _Person(" ".join(name.split()), frozenset(ADDRESS.findall(text)))
