"""time_difference: seconds between two times, or from one until now (OVAL 5.11.2, TimeDifferenceFunctionType)."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from scapkit.oval.operands import combinations, required
from scapkit.oval.protocols import Function

_CLOCK = r"(?: (?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d))?"
_YMD = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:T(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d))?", re.ASCII),
    re.compile(r"(?P<y>\d{4})([/-])(?P<m>\d\d?)\2(?P<d>\d\d?)" + _CLOCK, re.ASCII),
)
_MDY = (
    re.compile(r"(?P<m>\d\d?)([/-])(?P<d>\d\d?)\2(?P<y>\d{4})" + _CLOCK, re.ASCII),
    re.compile(r"(?P<name>[A-Za-z]+), (?P<d>\d\d?) (?P<y>\d{4})" + _CLOCK, re.ASCII),
)
_DMY = (re.compile(r"(?P<d>\d\d?)([/-])(?P<m>\d\d?)\2(?P<y>\d{4})" + _CLOCK, re.ASCII),)
_CIM = (
    re.compile(
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?P<H>\d\d)(?P<M>\d\d)(?P<S>\d\d)\.\d{6}(?P<offset>[+-]\d{3})", re.ASCII
    ),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d) (?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d):\d{3}", re.ASCII),
)
_DATES = {"year_month_day": _YMD, "month_day_year": _MDY, "day_month_year": _DMY, "cim_datetime": _CIM}
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBERS = {
    "seconds_since_epoch": re.compile(r"[+-]?[0-9]+"),
    "win_filetime": re.compile(r"[0-9]+|0[xX][0-9a-fA-F]+"),
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# A Windows file time counts tenths of a microsecond from 1601.
_FILETIME_SECOND = 10_000_000
_FILETIME_EPOCH = 11_644_473_600


def time_difference(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """Whole seconds, the second component taken from the first; one component is taken from the attribute `now`.

    `now` is RFC 3339. Raises ValueError for a time that is not in its format.
    """
    first = attributes.get("format_1", "year_month_day")
    second = attributes.get("format_2", "year_month_day")
    if len(arguments) == 1:
        now = _moment(required(attributes, "now"))
        return [str(now - _seconds(value, second)) for value in arguments[0]]
    if len(arguments) != 2:
        raise ValueError(f"one or two components are needed, not {len(arguments)}")
    return [str(_seconds(one, first) - _seconds(two, second)) for one, two in combinations(arguments)]


def _moment(text: str) -> int:
    moment = datetime.fromisoformat(text)
    return _since_epoch(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _since_epoch(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(seconds=1)


def _seconds(text: str, form: str) -> int:
    """Seconds since 1970, times without a zone being UTC."""
    text = text.strip()
    if form in _NUMBERS and _NUMBERS[form].fullmatch(text):
        if form == "seconds_since_epoch":
            return int(text)
        ticks = int(text, 16) if text[:2] in ("0x", "0X") else int(text)
        return ticks // _FILETIME_SECOND - _FILETIME_EPOCH
    for pattern in _DATES.get(form, ()):
        found = pattern.fullmatch(text)
        if found:
            return _since_epoch(_date(found.groupdict()))
    raise ValueError(f"{text!r} is not a time in the format {form}")


def _date(parts: Mapping[str, str | None]) -> datetime:
    month = _month(parts["name"] or "") if "name" in parts else int(parts["m"] or 0)
    hour, minute, second = (int(parts[part] or 0) for part in "HMS")
    moment = datetime(int(parts["y"] or 0), month, int(parts["d"] or 0), hour, minute, second, tzinfo=UTC)
    return moment - timedelta(minutes=int(parts.get("offset") or 0))


def _month(name: str) -> int:
    """A month's number by its name or the first three letters of it; raises ValueError."""
    for number, month in enumerate(_MONTHS, 1):
        if name.lower() in (month, month[:3]):
            return number
    raise ValueError(f"{name!r} is not a month")


FUNCTION = Function("time_difference", time_difference)
