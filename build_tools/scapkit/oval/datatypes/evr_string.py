"""evr_string: EPOCH:VERSION-RELEASE of an RPM package (OVAL 5.11 common schema; librpm's rpmvercmp)."""

import re
from itertools import zip_longest

from scapkit.oval.ordering import ordered, sign
from scapkit.oval.protocols import Datatype

_EVR = re.compile(r"(?:([0-9]*|\(none\)):)?(.+?)(?:-([^-]*))?", re.DOTALL)
_PART = re.compile(r"[0-9]+|[a-zA-Z]+|~|\^")
# What the end of a version is worse and better than: 1.0~rc < 1.0 < 1.0^git < 1.0.1.
_TILDE, _END, _CARET, _LETTERS, _DIGITS = range(5)


def parse(text: str) -> tuple[int, str, str]:
    """Epoch, version and release; an epoch that is missing or `(none)` is 0. Raises ValueError without a version."""
    found = _EVR.fullmatch(text.strip())
    if not found or not found[2].strip():
        raise ValueError(f"not an EPOCH:VERSION-RELEASE: {text!r}")
    epoch = found[1] or "0"
    if ":" in found[2] and found[1] is None:
        raise ValueError(f"not an epoch: {text!r}")
    return (0 if epoch == "(none)" else int(epoch)), found[2], found[3] or ""


def compare(actual: str, expected: str) -> int:
    """-1, 0 or 1; the first of epoch, version and release that differs decides."""
    (epoch, *rest), (other_epoch, *other_rest) = parse(actual), parse(expected)
    order = sign(epoch, other_epoch)
    for part, other in zip(rest, other_rest, strict=True):
        order = order or _segments(part, other)
    return order


def _segments(actual: str, expected: str) -> int:
    for first, second in zip_longest(_PART.findall(actual), _PART.findall(expected), fillvalue=""):
        if first != second and (order := sign(_rank(first), _rank(second))):
            return order
    return 0


def _rank(part: str) -> tuple[int, int, str]:
    if part.isdigit():
        return _DIGITS, int(part), ""
    return {"~": _TILDE, "": _END, "^": _CARET}.get(part, _LETTERS), 0, part


DATATYPE = Datatype("evr_string", ordered(compare))
