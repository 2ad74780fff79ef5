"""What was mounted where, from the kernel's table as a dump has it (proc(5), /proc/pid/mounts; getmntent(3))."""

import re
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

TABLES = ("/proc/mounts", "/proc/self/mounts", "/proc/1/mounts")
MAX_BYTES = 64 * 1024 * 1024
_ESCAPE = re.compile(r"\\([0-7]{3})")


class Mount(NamedTuple):
    """A line of the table."""

    device: str
    point: str
    kind: str
    options: tuple[str, ...]


def read_mounts(evidence: Evidence) -> tuple[Mount, ...] | Missing | None:
    """The table without the kernel's `rootfs`, read once; None where the dump is known to have none."""
    return evidence.once("mounts", lambda: _read(evidence))


def _read(evidence: Evidence) -> tuple[Mount, ...] | Missing | None:
    first: Missing | None = None
    for path in TABLES:
        data = evidence.dump.read(path, MAX_BYTES)
        if isinstance(data, bytes):
            lines = (_mount(line) for line in data.decode(errors="replace").split("\n"))
            return tuple(each for each in lines if each and each.kind != "rootfs")
        first = first or data
    return first


def _mount(line: str) -> Mount | None:
    words = [_plain(each) for each in line.replace("\t", " ").split(" ") if each]
    if not words or words[0].startswith("#"):
        return None
    words += [""] * 3
    return Mount(words[0], words[1], words[2], tuple(each for each in words[3].split(",") if each))


def _plain(word: str) -> str:
    r"""Spaces and the like are written as `\040`."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 8) & 255), word) if "\\" in word else word
