"""The contents of the files that an object names, for the probes that look into files."""

from collections.abc import Iterator

from scapkit.model.dump import Entry, Missing
from scapkit.model.syschar import Field
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.paths import find_files
from scapkit.oval.files.walk import target
from scapkit.oval.protocols import Query

MAX_BYTES = 128 * 1024 * 1024
"""Bytes of a file in which something is looked for; as text it can take four times as many."""
SMALL = 64 * 1024
MAX_KEPT = 16 * 1024 * 1024
"""Bytes of a file that is worth keeping, and of all that are kept."""


def find_contents(query: Query, evidence: Evidence) -> Iterator[tuple[str, bytes] | Missing]:
    """Path and content of each regular file, links followed; what is of another kind, or leads nowhere, is left out.

    Raises ValueError and TimeoutError as `find_files` does.
    """
    for found in find_files(query, evidence):
        if isinstance(found, Missing):
            yield found
        elif _is_regular(found, evidence):
            data = _read(found.path, evidence)
            if isinstance(data, bytes):
                yield found.path, data
            elif data is not None:
                yield data


class _Kept:
    """Small files that were read, as long as they are not too many: most objects look into the same few."""

    __slots__ = ("files", "left")

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.left = MAX_KEPT


def _read(path: str, evidence: Evidence) -> bytes | Missing | None:
    kept = evidence.once("contents", _Kept)
    if path in kept.files:
        return kept.files[path]
    data = evidence.dump.read(path, MAX_BYTES)
    if isinstance(data, bytes) and len(data) <= min(SMALL, kept.left):
        kept.files[path] = data
        kept.left -= len(data)
    return data


def as_text(data: bytes) -> str:
    """Content as text; raises ValueError where it is not UTF-8. Before that a NUL ends it, as it does in OpenSCAP."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        end = data.find(b"\0", 0, error.start)
        if end < 0:
            raise ValueError(f"not UTF-8: 0x{data[error.start]:02x} at byte {error.start + 1}") from None
        return data[:end].decode()


def _is_regular(entry: Entry, evidence: Evidence) -> bool:
    """Whether there is something to read; what cannot be known is left to the attempt to read it."""
    if entry.kind != "symbolic link":
        return entry.kind == "regular"
    where = target(entry.path, evidence.dump)
    if where.looped or where.found is None:
        return False
    return isinstance(where.found, Missing) or where.found.kind == "regular"


def place(path: str) -> tuple[Field, Field, Field]:
    """The fields filepath, path and filename of an item."""
    folder, _, name = path.rpartition("/")
    return Field("filepath", path), Field("path", folder or "/"), Field("filename", name)


def names(path: str, query: Query) -> tuple[Field, ...]:
    """The same; where the object names folders they have a path only, as their nil filename says."""
    filename = query.entities.get("filename")
    if "path" in query.entities and (filename is None or filename.nil):
        return Field("path", path), Field("filename", "")
    return place(path)
