"""Dates and times as people write them."""

import re
from datetime import UTC, datetime, timedelta

DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def moment(text: str, end: bool = False) -> datetime:
    """A date (its start, or its end), in UTC, or an RFC 3339 time; raises ValueError for anything else."""
    if DATE.fullmatch(text):
        start = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return start + timedelta(days=1) if end and text < "9999-12-31" else start
    if not TIME.fullmatch(text):
        raise ValueError("is no date (2026-01-31) and no time (2026-01-31T12:00:00Z)")
    return datetime.fromisoformat(text)


def stamp(text: str) -> str:
    """A date or time as an xsd:dateTime."""
    return f"{text}T00:00:00Z" if DATE.fullmatch(text) else text
