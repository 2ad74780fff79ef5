"""Files of accounts: lines of fields between colons, as the C library takes them (passwd(5), shadow(5))."""

import re
from collections.abc import Iterator

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

MAX_BYTES = 64 * 1024 * 1024
_NUMBER = re.compile(r"[ \t]*\+?([0-9]{1,10})")


def read_colons(path: str, evidence: Evidence) -> list[list[str]] | Missing:
    """The fields of each line but comments; none where there is no such file."""
    return evidence.once(("colons", path), lambda: _read(path, evidence))


def _read(path: str, evidence: Evidence) -> list[list[str]] | Missing:
    data = evidence.dump.read(path, MAX_BYTES)
    if isinstance(data, Missing):
        return data
    return list(_lines(data or b""))


def _lines(data: bytes) -> Iterator[list[str]]:
    """A line that is not UTF-8 is taken for Latin-1, as in OpenSCAP."""
    for raw in data.split(b"\n"):
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            line = raw.decode("latin-1")
        line = line.lstrip(" \t\r\v\f")
        if line and not line.startswith("#"):
            yield line.split(":")


def number(text: str) -> int | None:
    """A number of 32 bits; None for anything else."""
    found = _NUMBER.fullmatch(text)
    value = int(found[1]) if found else -1
    return value if 0 <= value <= 0xFFFFFFFF else None
