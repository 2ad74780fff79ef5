"""debian_evr_string: EPOCH:UPSTREAM_VERSION-DEBIAN_REVISION (OVAL 5.11 common schema; Debian Policy, 5.6.12)."""

import re
from itertools import zip_longest

from scapkit.oval.ordering import ordered, sign
from scapkit.oval.protocols import Datatype

_EVR = re.compile(r"(?:([0-9]*|\(none\)):)?([A-Za-z0-9.+:~-]+?)(?:-([A-Za-z0-9+.~]*))?")
_PART = re.compile(r"([^0-9]*)([0-9]*)")


def parse(text: str) -> tuple[int, str, str]:
    """Epoch, upstream version and revision; an epoch that is missing or `(none)` is 0. Raises ValueError."""
    found = _EVR.fullmatch(text.strip())
    if not found or (":" in found[2] and found[1] is None):
        raise ValueError(f"not a Debian version: {text!r}")
    epoch = found[1] or "0"
    return (0 if epoch == "(none)" else int(epoch)), found[2], found[3] or ""


def compare(actual: str, expected: str) -> int:
    """-1, 0 or 1; the first of epoch, version and revision that differs decides."""
    (epoch, *rest), (other_epoch, *other_rest) = parse(actual), parse(expected)
    order = sign(epoch, other_epoch)
    for part, other in zip(rest, other_rest, strict=True):
        order = order or _parts(part, other)
    return order


def _parts(actual: str, expected: str) -> int:
    pairs = zip_longest(_PART.findall(actual), _PART.findall(expected), fillvalue=("", ""))
    for (text, number), (other_text, other_number) in pairs:
        order = _text(text, other_text) or sign(int(number or 0), int(other_number or 0))
        if order:
            return order
    return 0


def _text(actual: str, expected: str) -> int:
    return sign([*map(_weight, actual), 0], [*map(_weight, expected), 0])


def _weight(character: str) -> int:
    """A tilde comes before the end (0), letters come before everything else."""
    if character == "~":
        return -1
    return ord(character) if character.isalpha() else ord(character) + 256


DATATYPE = Datatype("debian_evr_string", ordered(compare))
