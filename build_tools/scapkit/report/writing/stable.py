"""What stays the same from run to run: identifiers made of names, and times in one form."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from scapkit.names import HOME

_OURS = uuid5(NAMESPACE_URL, HOME)


def stable_uuid(*names: str) -> str:
    """The UUID of a thing by its names, from the outermost (RFC 9562, 5.5: version 5)."""
    text = "".join(f"{len(each)}:{each}" for each in names)
    return str(uuid5(_OURS, text.encode(errors="backslashreplace").decode()))


def utc(time: str) -> str:
    """A time of XML Schema as RFC 3339 in UTC; one without an offset is taken for UTC, what is no time is empty."""
    try:
        parsed = datetime.fromisoformat(time.strip())
        aware = parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed
        return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def first_time(*times: str) -> str:
    """The first of the times that is one, as `utc` has it; where none is, the beginning of 1970."""
    return next(filter(None, map(utc, times)), "1970-01-01T00:00:00Z")
