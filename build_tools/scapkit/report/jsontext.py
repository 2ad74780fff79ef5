"""JSON as formats write it: any text comes out inert, in UTF-8 that every parser takes, and lists come in pieces."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from scapkit.report.page import REORDERING, inert

# A pair of backslashes stands for one; else these are escapes of control characters, or such characters themselves.
_UNSAFE = re.compile(
    r"\\\\|\\u00[01][0-9a-f]|\\[bf]|[\x7f-\x9f\ud800-\udfff\ufffe\uffff]|" + REORDERING.pattern, re.IGNORECASE
)
_PAIR = "\\\\"


def dumped(value: Any) -> str:
    """A value as compact JSON, in which control characters are U+FFFD and marks that reorder text are spelt out.

    Half of a surrogate pair, which RFC 8259 (8.2) calls unpredictable, is U+FFFD too.
    """
    return _UNSAFE.sub(_safe, json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _safe(found: re.Match[str]) -> str:
    text = found[0]
    return text if text == _PAIR else inert(text) if len(text) == 1 else "\ufffd"


def streamed(head: str, values: Iterable[Any], tail: str) -> Iterator[bytes]:
    """`head`, the values as the entries of a list, a line each, and `tail`: pieces of one document."""
    yield head.encode()
    mark = "\n"
    for each in values:
        yield f"{mark}{dumped(each)}".encode()
        mark = ",\n"
    yield f"\n{tail}\n".encode()
