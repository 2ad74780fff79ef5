"""Patterns of nothing but text, `.*` and anchors, as most are: held against a text without an engine for patterns."""

import re
from functools import lru_cache
from typing import NamedTuple

# One token: an anchor at its end of the pattern, anything, an escaped sign, or text that means itself.
_PLAIN = re.compile(r"\^?(?:\.\*(?![?+])|\\[^\w\s]|[^\\^$.|?*+()\[\]{}]++(?![?*+{]))*+\$?", re.ASCII)
_PIECE = re.compile(r"\.\*|\\(.)|[^\\.]+", re.DOTALL)


class Plain(NamedTuple):
    """Texts that follow one another with anything between; whether the first and the last are at the ends."""

    texts: tuple[str, ...]
    starts: bool
    ends: bool

    def is_in(self, text: str) -> bool:
        """Whether it is found in a text that has no line breaks."""
        first, last = self.texts[0], self.texts[-1]
        if len(self.texts) == 1 and self.starts and self.ends:
            return text == first
        if (self.starts and not text.startswith(first)) or (self.ends and not text.endswith(last)):
            return False
        start, end = len(first) * self.starts, len(text) - len(last) * self.ends
        for each in self.texts[self.starts : len(self.texts) - self.ends]:
            found = text.find(each, start, end)
            if found < 0:
                return False
            start = found + len(each)
        return start <= end


@lru_cache(maxsize=4096)
def plain(pattern: str) -> Plain | None:
    """The pattern taken apart; None where it takes more to understand it."""
    if _PLAIN.fullmatch(pattern) is None:
        return None
    body = pattern.removeprefix("^")
    ends = body.endswith("$") and not body.endswith("\\$")
    body = body[:-1] if ends else body
    texts = [""]
    for piece in _PIECE.finditer(body):
        if piece[0] == ".*":
            texts.append("")
        else:
            texts[-1] += piece[1] or piece[0]
    return Plain(tuple(texts), pattern.startswith("^"), ends)
