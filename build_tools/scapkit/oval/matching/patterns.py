"""Patterns as OVAL means them, Perl 5's as PCRE reads them, on the `regex` package and with limits (see searching.py).

OVAL 5.11 common schema, OperationEnumeration, "pattern match": without modifiers, found anywhere.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from scapkit.oval.matching.pcre.translate import translate
from scapkit.oval.matching.searching import Limited, shown

if TYPE_CHECKING:
    from regex import Match

MAX_MATCHES = 250_000
MAX_LENGTH = 64 * 1024


@lru_cache(maxsize=1024)
def compiled(pattern: str, ignore_case: bool = False, multiline: bool = False, singleline: bool = False) -> Limited:
    """The pattern ready for use; raises ValueError where it is malformed or longer than 64 Ki characters."""
    import regex

    if len(pattern) > MAX_LENGTH:
        raise ValueError(f"the pattern has more than {MAX_LENGTH} characters")
    try:
        words = translate(pattern, multiline, ignore_case)
        flags = regex.V0 | (regex.UNICODE if words.unicode else regex.ASCII)
        flags |= regex.IGNORECASE if ignore_case else regex.V0
        flags |= regex.MULTILINE if multiline else regex.V0
        flags |= regex.DOTALL if singleline else regex.V0
        return Limited(pattern, regex.compile(words.text, flags))
    except (ValueError, regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise ValueError(f"malformed pattern {shown(pattern)}: {error}") from None


def search(pattern: str, text: str) -> "Match[str] | None":
    """The first place where a pattern is found; raises ValueError and TimeoutError as `Limited` does."""
    return compiled(pattern).search(text)


def find_all(pattern: Limited, text: str) -> "Iterator[Match[str]]":
    """Every match from left to right, looped over as OpenSCAP does, so that instances have the same numbers.

    A search starts where the last match ended, one further where that is where it started; hence an empty match that
    lies ahead is found twice. Raises what `Limited` does, and ValueError over MAX_MATCHES matches.
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
