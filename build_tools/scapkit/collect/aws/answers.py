"""Answers as JSON: the same for the same answer."""

import json
from base64 import b64encode
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any


def plain(answer: Mapping[str, Any], without: Collection[str] = ()) -> dict[str, Any]:
    """An answer without what is about the transport alone, and without some members."""
    left_out = {"ResponseMetadata", *without}
    return {name: _plain(value, left_out) for name, value in answer.items() if name not in left_out}


def _plain(value: Any, left_out: Collection[str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each, left_out) for name, each in value.items() if name not in left_out}
    if isinstance(value, list | tuple):
        return [_plain(each, left_out) for each in value]
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes | bytearray) else value


def _moment(value: datetime) -> str:
    """RFC 3339 in UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")


def encoded(answer: Mapping[str, Any]) -> bytes:
    """As kept in a dump: members sorted, one a line."""
    return (json.dumps(answer, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
