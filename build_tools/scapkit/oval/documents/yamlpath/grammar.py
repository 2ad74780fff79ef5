"""The grammar of YAML paths (OpenSCAP's yaml-filter, path format 1.0).

    path     = ["$"] segment* | "&" anchor segment* | key segment*
    segment  = "." key | "." "*" | "[" quoted ("," quoted)* "]" | "[*]" | "[:]" | "[" number ("," number)* "]"

A key without quotes runs to the next `.` or `[`; quotes are single or double and cannot be escaped.
"""

import re
from typing import NamedTuple


class Key(NamedTuple):
    """The value under a key of a mapping."""

    name: str


class Keys(NamedTuple):
    """A mapping of these keys only; None means all of them."""

    names: tuple[str, ...] | None


class Index(NamedTuple):
    """One member of a sequence, counted from 0."""

    number: int


class Indices(NamedTuple):
    """A sequence of these members only; None means all of them."""

    numbers: frozenset[int] | None


Segment = Key | Keys | Index | Indices


class Path(NamedTuple):
    """Segments from a document's root, or from the node with an anchor."""

    segments: tuple[Segment, ...]
    anchor: str = ""


MAX_LENGTH = 16 * 1024

_PLAIN = re.compile(r"[^.\[]+")
_BRACKET = re.compile(
    r"\[(?:(?P<all>:)|(?P<any>\*)|(?P<numbers>\d{1,9}(?:,\d{1,9})*)"
    r"""|(?P<keys>(?:'[^']+'|"[^"]+")(?:,(?:'[^']+'|"[^"]+"))*))\]"""
)
_QUOTED = re.compile(r"""'([^']+)'|"([^"]+)\"""")


def parse_path(text: str) -> Path:
    """The path; raises ValueError naming the position (from 1) at which it is wrong."""
    if not text or len(text) > MAX_LENGTH:
        raise ValueError("a YAML path must not be empty" if not text else "the YAML path is too long")
    position, anchor = 0, ""
    segments: list[Segment] = []
    if text.startswith("&"):
        anchor, position = _plain(text, 1, "an anchor")
    elif text.startswith("$"):
        position = 1
    elif not text.startswith((".", "[")):
        name, position = _plain(text, 0, "a key")
        segments.append(Key(name))
    while position < len(text):
        segment, position = _segment(text, position)
        segments.append(segment)
    return Path(tuple(segments), anchor)


def _plain(text: str, position: int, what: str) -> tuple[str, int]:
    found = _PLAIN.match(text, position)
    if found is None:
        raise ValueError(f"YAML path {text!r}: {what} is missing at {position + 1}")
    return found[0], found.end()


def _segment(text: str, position: int) -> tuple[Segment, int]:
    if text[position] == ".":
        name, position = _plain(text, position + 1, "a key")
        return (Keys(None) if name == "*" else Key(name)), position
    found = _BRACKET.match(text, position)
    if found is None:
        raise ValueError(f"YAML path {text!r}: what starts at {position + 1} is no segment")
    return _bracket(found), found.end()


def _bracket(found: "re.Match[str]") -> Segment:
    if found["all"]:
        return Indices(None)
    if found["any"]:
        return Keys(None)
    if found["numbers"]:
        numbers = [int(number) for number in found["numbers"].split(",")]
        return Index(numbers[0]) if len(numbers) == 1 else Indices(frozenset(numbers))
    names = tuple(single or double for single, double in _QUOTED.findall(found["keys"]))
    return Key(names[0]) if len(names) == 1 else Keys(names)
