"""Patterns as OVAL means them, Perl 5's as PCRE reads them, on the `regex` package and with limits (see searching.py).

OVAL 5.11 common schema, OperationEnumeration, "pattern match": without modifiers, found anywhere. What PCRE and
`regex` spell differently is translated; characters count as ASCII classes, as PCRE does without UCP.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from scapkit.oval.searching import Limited, shown

if TYPE_CHECKING:
    from regex import Match

MAX_MATCHES = 1_000_000
MAX_LENGTH = 64 * 1024

_CLASSES = frozenset("dDwWsShH")
_ESCAPES = frozenset("bBAGKRXXnrtfaxpPkg0123456789") | _CLASSES
_ESCAPES_IN_SET = frozenset("nrtfaxpPb0123456789") | _CLASSES
_OTHERS = {"Z": r"(?=\n?\Z)", "z": r"\Z", "e": r"\x1B", "v": r"[\n\x0B\f\r\x85\u2028\u2029]", "N": r"[^\n]"}
_OTHERS_IN_SET = {"e": r"\x1B", "v": r"\n\x0B\f\r\x85\u2028\u2029"}
# To PCRE nothing starts after the newline that ends the text.
_LINE_START = r"(?:^(?!\Z)|\A)"
_MULTILINE_WITHIN = re.compile(r"\(\?[a-z]*m")
_TOKEN = re.compile(
    r"\\Q(?P<quoted>.*?)(?:\\E|\Z)"
    r"|\\E"
    r"|\\x\{(?P<code>[0-9A-Fa-f]{1,6})\}"
    r"|\\[kg](?P<group><\w+>|\{\w+\}|'\w+'|\d)"
    r"|\\(?P<escaped>.)"
    r"|(?P<posix>\[:\^?[a-z]+:\])"
    r"|(?P<set>\[\^?\]?)"
    r"|(?P<brace>\{(?!\d+(?:,\d*)?\}))"
    r"|(?P<other>.)",
    re.DOTALL,
)


def translated(pattern: str, by_line: bool = False) -> str:
    """The pattern in the words of `regex`; `by_line` says that `^` may match at the start of lines."""
    parts: list[str] = []
    in_set = False
    for token in _TOKEN.finditer(pattern):
        kind, text = token.lastgroup, token[0]
        if kind == "set" and not in_set:
            # A bracket that comes first in a set is a member of it.
            parts.append(text[:-1] + r"\]" if text.endswith("]") else text)
            in_set = True
        elif kind == "posix" and not in_set:
            parts.append(text)
        else:
            parts.append(_LINE_START if by_line and text == "^" and not in_set else _translated(kind, token, in_set))
            in_set = in_set and not (kind in ("other", "set") and text.endswith("]"))
    return "".join(parts)


def _translated(kind: str | None, token: "re.Match[str]", in_set: bool) -> str:
    text = token[0]
    if kind == "escaped":
        text = _escaped(token["escaped"], in_set)
    elif kind == "quoted":
        text = re.escape(token["quoted"])
    elif kind == "code":
        text = re.escape(chr(min(int(token["code"], 16), 0x10FFFF)))
    elif kind == "group":
        text = rf"\g<{token['group'].strip('<>{}')}>".replace("'", "")
    elif kind is None:
        text = ""
    elif kind == "brace" or (in_set and (kind == "set" or text in "&|~")):
        # None of these is special in PCRE where it stands here.
        text = "\\" + text
    return text


def _escaped(character: str, in_set: bool) -> str:
    """PCRE takes the backslash off any letter that it knows no meaning for."""
    others = _OTHERS_IN_SET if in_set else _OTHERS
    if character in others:
        return others[character]
    known = _ESCAPES_IN_SET if in_set else _ESCAPES
    if character.isascii() and character.isalnum() and character not in known:
        return character
    return "\\" + character


@lru_cache(maxsize=1024)
def compiled(pattern: str, ignore_case: bool = False, multiline: bool = False, singleline: bool = False) -> Limited:
    """The pattern ready for use; raises ValueError where it is malformed or longer than 64 Ki characters."""
    import regex

    if len(pattern) > MAX_LENGTH:
        raise ValueError(f"the pattern has more than {MAX_LENGTH} characters")
    flags = regex.V0 | regex.ASCII
    flags |= regex.IGNORECASE if ignore_case else regex.V0
    flags |= regex.MULTILINE if multiline else regex.V0
    flags |= regex.DOTALL if singleline else regex.V0
    try:
        by_line = multiline or _MULTILINE_WITHIN.search(pattern) is not None
        return Limited(pattern, regex.compile(translated(pattern, by_line), flags))
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise ValueError(f"malformed pattern {shown(pattern)}: {error}") from None


def search(pattern: str, text: str) -> "Match[str] | None":
    """The first place where a pattern is found; raises ValueError and TimeoutError as `Limited` does."""
    return compiled(pattern).search(text)


def find_all(pattern: Limited, text: str) -> "Iterator[Match[str]]":
    """Every match from left to right, looped over as OpenSCAP does, so that instances have the same numbers.

    A search starts where the last match ended, one further where that is where it started; hence an empty match that
    lies ahead is found twice. Raises what `Limited` does, and ValueError over a million matches.
    """
    position = 0
    for _ in range(MAX_MATCHES):
        found = pattern.search(text, position)
        if found is None:
            return
        yield found
        position = found.end() + (found.end() == position)
        if position > len(text):
            return
    raise ValueError(f"more than {MAX_MATCHES} matches")
