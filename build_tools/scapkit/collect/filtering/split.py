"""A jq filter taken apart, so that it works on a list part by part: `[.items[] | F] | G` and `.items | map(F) | G`.

F sees one item and G the array of what F gave, whatever the list is; so the list need not be in memory at once.
"""

import re
from typing import NamedTuple

_START = re.compile(
    r"\s*(?:(\[)\s*\.items\s*\[\s*\](?:\.[A-Za-z_]\w*|\[\]|\?)*\s*(?=\]|\|(?!=))|\.items\s*\|\s*map\s*(\())"
)
_TOKEN = re.compile(r'#[^\n]*|"|[\[({]|[\])}]|[^#"\[\](){}]+')
_PIECE = re.compile(r'(?:[^"\\]|\\[^(])*(?:"|\\\()')
_DEEP = 20
_WHOLE = re.compile(r"\b(?:input|inputs|input_line_number|halt|halt_error)\b|\$\s*__loc__\b")


class Split(NamedTuple):
    """`each` is the array for any part of the list, `rest` what becomes of the whole array."""

    each: str
    rest: str


def split_filter(text: str) -> Split | None:
    """The two parts of a filter of this form, or None for every other."""
    start = _START.match(text)
    end = _closing(text, max(start.start(1), start.start(2))) if start and not _WHOLE.search(text) else -1
    if end < 0:
        return None
    rest = text[end + 1 :].strip()
    if (rest and not rest.startswith("|")) or rest.startswith("|="):
        return None
    return Split(text[: end + 1], rest[1:] or ".")


def _closing(text: str, start: int, depth: int = 0) -> int:
    """Where the bracket that opens at `start` is closed; -1 where it is not."""
    open_brackets, at = 0, start
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return -1
        at = token.end()
        if token[0] == '"':
            at = _string_end(text, at, depth)
            if at < 0:
                return -1
        elif token[0] in "[({":
            open_brackets += 1
        elif token[0] in "])}":
            open_brackets -= 1
            if open_brackets == 0:
                return at - 1
    return -1


def _string_end(text: str, at: int, depth: int) -> int:
    """Past a string's end; -1 for one without, and for strings in expressions in strings beyond all measure."""
    while depth < _DEEP and (piece := _PIECE.match(text, at)):
        if piece[0].endswith('"'):
            return piece.end()
        at = _closing(text, piece.end() - 1, depth + 1) + 1
        if at == 0:
            return -1
    return -1
