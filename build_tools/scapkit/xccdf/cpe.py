"""CPE names: both bindings to one form, and whether one name takes in another (NIST IR 7695 and 7696)."""

import re
from urllib.parse import unquote_to_bytes

# A name's attributes: part, vendor, product, version, update, edition, language and the four that 2.3 added. Each is
# "*" (any), "-" (does not apply), or a lower-case value in which * and ? are wildcards and a backslash makes the
# character after it literal. What is no CPE name has one attribute, itself.
CpeName = tuple[str, ...]

ANY, NA = "*", "-"
_ATTRIBUTES = 11
_PACKED = 5  # edition, sw_edition, target_sw, target_hw and other stand in a URI's edition as ~1~2~3~4~5
_COMPONENT = re.compile(r"(?:\\.|[^:\\])*")
_UNQUOTED = re.compile(r"\\.|[^\w*?\\]|\\$", re.ASCII)
_PIECE = re.compile(r"\\.|\*+|\?+|.")
_MAX_WILDCARDS = 2  # one at each end (NIST IR 7695, 5.3.2): more would make matching slow


def parse_cpe(name: str) -> CpeName:
    """A URI (`cpe:/o:x:y`, NIST IR 7695, 6.1) or a formatted string (`cpe:2.3:o:x:y:...`, 6.2) as attributes."""
    lowered = name.strip().lower()
    if lowered.startswith("cpe:2.3:"):
        found = _formatted(lowered.removeprefix("cpe:2.3:"))
    elif lowered.startswith("cpe:/"):
        found = _uri(lowered.removeprefix("cpe:/"))
    else:
        found = ()
    return found if len(found) == _ATTRIBUTES else (name,)


def _formatted(rest: str) -> CpeName:
    parts: list[str] = []
    position = 0
    while position <= len(rest) and len(parts) <= _ATTRIBUTES:
        found = _COMPONENT.match(rest, position)
        if found is None or (found.end() < len(rest) and rest[found.end()] != ":"):
            return ()
        parts.append(_quoted(found[0]))
        position = found.end() + 1
    return tuple(parts)


def _quoted(part: str) -> str:
    """One attribute of a formatted string: all but letters, digits, _ and wildcards made literal."""
    if part in (ANY, NA, ""):
        return part or ANY
    return _UNQUOTED.sub(lambda found: found[0] if len(found[0]) == 2 else "\\" + found[0], part)


def _uri(rest: str) -> CpeName:
    parts = rest.split(":")
    if len(parts) > 7:
        return ()
    parts += [""] * (7 - len(parts))
    packed = ["", "", "", "", ""]
    if parts[5].startswith("~"):
        packed = (parts[5].split("~")[1:] + packed)[:_PACKED]
    else:
        packed[0] = parts[5]
    return tuple(_decoded(part) for part in (*parts[:5], packed[0], parts[6], *packed[1:]))


def _decoded(part: str) -> str:
    """One component of a URI: empty is any; %01 and %02 are the wildcards ? and *, everything else is literal."""
    if part in (NA, ""):
        return part or ANY
    text = unquote_to_bytes(part).decode("utf-8", "replace")
    return "".join(_WILDCARDS.get(char) or _literal(char) for char in text)


_WILDCARDS = {"\x01": "?", "\x02": "*"}


def _literal(char: str) -> str:
    return char if char == "_" or (char.isascii() and char.isalnum()) else "\\" + char


def takes_in(source: CpeName, target: CpeName) -> bool:
    """Whether the source name is equal to the target or a superset of it (NIST IR 7696, 7.3)."""
    if len(source) != len(target):
        return False
    return all(_covers(own, other) for own, other in zip(source, target, strict=True))


def _covers(own: str, other: str) -> bool:
    if own in (ANY, other):
        return True
    if NA in (own, other):
        return False
    pieces = _PIECE.findall(own)
    wildcards = sum(piece[0] in "*?" for piece in pieces)
    if not 0 < wildcards <= _MAX_WILDCARDS or any(piece[0] in "*?" for piece in _PIECE.findall(other)):
        return False
    return re.fullmatch("".join(_pattern(piece) for piece in pieces), other) is not None


def _pattern(piece: str) -> str:
    """`*` is any run of characters, each `?` at most one; a quoted character counts once."""
    if piece[0] == "*":
        return r"(?:\\.|[^\\])*"
    return rf"(?:\\.|[^\\]){{0,{len(piece)}}}" if piece[0] == "?" else re.escape(piece)
