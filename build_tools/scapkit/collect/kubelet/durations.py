"""Durations as Go writes them (package time, ParseDuration and Duration.String), in which kubelets are configured."""

import re
from decimal import Decimal

_UNITS = {"ns": 1, "us": 10**3, "µs": 10**3, "μs": 10**3, "ms": 10**6, "s": 10**9, "m": 60 * 10**9, "h": 3600 * 10**9}
_PART = re.compile(r"(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)")
_SECOND = 10**9
MOST = 2**63 - 1


def nanoseconds(text: str) -> int | None:
    """The length of a duration as in `1h30m`; None for what is none."""
    sign, rest = (-1, text[1:]) if text.startswith("-") else (1, text.removeprefix("+"))
    if rest == "0":
        return 0
    parts = list(_PART.finditer(rest)) if len(rest) < 100 else []
    if not rest or "".join(each[0] for each in parts) != rest:
        return None
    total = sum(int(Decimal(each[1]) * _UNITS[each[2]]) for each in parts)
    return sign * total if total <= MOST else None


def written(length: int) -> str:
    """As a kubelet reports it: `4h0m0s`, `1m30s`, `100ms`, `0s`."""
    if length < 0:
        return f"-{written(-length)}"
    if length < _SECOND:
        unit = next((name for name in ("ms", "µs", "ns") if length >= _UNITS[name]), "s")
        return f"{_trimmed(length, _UNITS.get(unit, 1))}{unit}" if length else "0s"
    hours, rest = divmod(length, _UNITS["h"])
    minutes, rest = divmod(rest, _UNITS["m"])
    seconds = f"{_trimmed(rest, _SECOND)}s"
    if hours:
        return f"{hours}h{minutes}m{seconds}"
    return f"{minutes}m{seconds}" if minutes else seconds


def _trimmed(length: int, unit: int) -> str:
    whole, rest = divmod(length, unit)
    digits = str(rest).rjust(len(str(unit)) - 1, "0").rstrip("0") if rest else ""
    return f"{whole}.{digits}" if digits else str(whole)
