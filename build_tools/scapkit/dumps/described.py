"""files.jsonl: what each file was on the system, one JSON object a line."""

from collections.abc import Iterable
from typing import Any

from scapkit.dumps.jsons import Shape, read_json
from scapkit.dumps.links import MAX_PATH, components
from scapkit.dumps.store import KINDS
from scapkit.model.dump import Entry
from scapkit.problem import did_you_mean, invalid

NAME = "files.jsonl"
_KINDS = tuple(KINDS.values())
UNKNOWN = -1
_TIMES = ("mtime", "atime", "ctime")


def read_described(data: bytes, file: str) -> dict[str, Entry]:
    """Entries by system path; a path's last line counts. Raises Invalid at the line that is wrong."""
    described: dict[str, Entry] = {}
    for number, line in enumerate(data.splitlines()):
        if line.strip():
            entry = read_entry(Shape(read_json(line, file, number), file, "the line", number + 1), file, number + 1)
            described[entry.path] = entry
    return described


def read_entry(shape: Shape, file: str, line: int) -> Entry:
    """One line's object; raises Invalid."""
    path = shape.text("path", None)
    names = components(path)
    if not path.startswith("/") or ".." in names or len(path) > MAX_PATH:
        raise invalid(file, "unsafe-path", f"{path[:80]!r} is no absolute path of a system", line=line)
    kind = shape.text("kind", "regular")
    if kind not in _KINDS:
        hint = did_you_mean(kind, _KINDS) or f"one of {', '.join(_KINDS)}"
        raise invalid(file, "unknown-file-kind", f"kind {kind!r} is not known", line=line, hint=hint)
    mtime, atime, ctime = (_seconds(shape, name, file, line) for name in _TIMES)
    return Entry(
        "/" + "/".join(names),
        kind,
        _mode(shape, file, line),
        shape.integer("uid", UNKNOWN),
        shape.integer("gid", UNKNOWN),
        shape.integer("size", UNKNOWN),
        mtime,
        atime,
        ctime,
        shape.text("target"),
        None if shape.get("has_acl") is None else shape.get("has_acl") is True,
    )


def _mode(shape: Shape, file: str, line: int) -> int:
    """An octal string as `0644`, or a number; unknown where it is not there."""
    if shape.get("mode") is None:
        return UNKNOWN
    if isinstance(shape.get("mode"), int):
        return shape.integer("mode", 0)
    try:
        return int(shape.text("mode", None), 8)
    except ValueError:
        raise invalid(file, "wrong-type", "mode must be octal digits, as in 0644", line=line) from None


def _seconds(shape: Shape, name: str, file: str, line: int) -> float:
    """An RFC 3339 time, or a number of seconds since 1970; unknown where it is not there."""
    value = shape.get(name)
    if value is None:
        return float(UNKNOWN)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    from datetime import UTC, datetime

    try:
        time = datetime.fromisoformat(shape.text(name))
    except ValueError:
        raise invalid(file, "malformed-time", f"{name} must be a time as in RFC 3339", line=line) from None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def moment(time: str) -> float:
    """Seconds since 1970 of an RFC 3339 time; 0 for what is none."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(time).timestamp()
    except ValueError:
        return 0.0


def write_described(entries: Iterable[Entry]) -> bytes:
    """The entries as lines, sorted by path; times as seconds since 1970."""
    import json

    return "".join(f"{json.dumps(entry_members(entry))}\n" for entry in sorted(entries)).encode()


def entry_members(entry: Entry) -> dict[str, Any]:
    """A line's members; a mode that is not known is left out."""
    members = entry._asdict()
    if entry.mode >= 0:
        return members | {"mode": f"{entry.mode:04o}"}
    del members["mode"]
    return members
