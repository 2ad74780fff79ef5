"""The time that a command stamps its output with: SOURCE_DATE_EPOCH, or now."""

import os
import re
import time

from scapkit.problem import invalid

# The last second of the year 9999: readers of years with five digits are rare.
LAST = 253402300799


def is_given() -> bool:
    """Whether the user says what time it is."""
    return "SOURCE_DATE_EPOCH" in os.environ


def now() -> str:
    """RFC 3339 in UTC, whole seconds. A SOURCE_DATE_EPOCH that is no such number raises Invalid."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return _written(time.time())
    if not re.fullmatch("[0-9]{1,12}", given) or int(given) > LAST:
        raise invalid("SOURCE_DATE_EPOCH", "bad-time", f"{given!r} is not a number of seconds since 1970")
    return _written(int(given))


def _written(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
