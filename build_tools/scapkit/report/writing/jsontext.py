"""JSON as formats write it: any text comes out inert, in UTF-8 that every parser takes, and lists come in pieces."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from scapkit.report.html.page import inert

# A pair of backslashes stands for one; the others are escapes of control characters.
_ESCAPES = re.compile(r"\\\\|\\u00[01][0-9a-f]|\\b|\\f")
_SIGNS = ("\\u00", "\\b", "\\f")
_PAIR = "\\\\"

Json = dict[str, Any]


def dumped(value: Any) -> str:
    """A value as compact JSON; control characters are U+FFFD, marks that reorder text are spelt out.

    Half of a surrogate pair, which RFC 8259 (8.2) calls unpredictable, is U+FFFD too.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if any(each in text for each in _SIGNS):
        text = _ESCAPES.sub(lambda found: _PAIR if found[0] == _PAIR else "\ufffd", text)
    return inert(text)


def streamed(head: str, values: Iterable[Any], tail: str) -> Iterator[bytes]:
    """`head`, the values as the entries of a list, a line each, and `tail`: pieces of one document."""
    yield head.encode()
    mark = "\n"
    for each in values:
        yield f"{mark}{dumped(each)}".encode()
        mark = ",\n"
    yield f"\n{tail}\n".encode()


def around(document: Json, key: str, values: Iterable[Any]) -> Iterator[bytes]:
    """A document in which the one member `key` that is None is the list of the values, a line each."""
    head, null, tail = dumped(document).partition(f'"{key}":null')
    return streamed(f"{head}{null.removesuffix('null')}[", values, f"]{tail}")


def kept(**members: Any) -> Json:
    """The members that are not empty: most formats allow no empty texts and lists."""
    return {name: value for name, value in members.items() if value not in ("", None, [], {}, ())}
