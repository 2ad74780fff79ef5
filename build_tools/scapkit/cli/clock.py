"""The time that a command stamps its output with: SOURCE_DATE_EPOCH, or now."""

import os
import time

from scapkit.problem import invalid


def is_given() -> bool:
    """Whether the user says what time it is."""
    return "SOURCE_DATE_EPOCH" in os.environ


def now() -> str:
    """RFC 3339 in UTC, whole seconds. A SOURCE_DATE_EPOCH that is no number raises Invalid."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return _written(time.time())
    if not given.isdigit():
        raise invalid("SOURCE_DATE_EPOCH", "bad-time", f"{given!r} is not a number of seconds since 1970")
    return _written(int(given))


def _written(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
