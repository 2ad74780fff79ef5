"""A collection: a folder of dumps, each of one asset, with a record of those of which there is no dump."""

import os
from pathlib import Path
from typing import NamedTuple

from scapkit.dumps.journal import NAME as JOURNAL
from scapkit.dumps.jsons import Shape, read_json
from scapkit.dumps.manifest import NAME as MANIFEST
from scapkit.dumps.open import COLLECTION
from scapkit.problem import invalid

NAME = COLLECTION
VERSION = 1
ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.zst")
MAX_DEPTH = 3
MAX_RECORD = 64 * 1024**2


class LeftOut(NamedTuple):
    """An asset of which there is no dump, because there is nothing about it to judge."""

    name: str
    kind: str
    reason: str


class Record(NamedTuple):
    """The whole of collection.json; times are RFC 3339. `missing` says what more there may be that nobody knows of.

    One without a time of its end was not finished.
    """

    name: str = ""
    collector: str = ""
    started: str = ""
    finished: str = ""
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()
    version: int = VERSION


class Collection(NamedTuple):
    """The paths of the dumps, sorted, and what the collector has recorded; nothing without a collector."""

    path: str
    dumps: tuple[str, ...]
    record: Record = Record()


def dumps_at(path: str) -> Collection | None:
    """The collection in a folder; None for anything else: a dump, an archive, a plain tree.

    A folder is one where it has a collection.json, or where there is nothing in it but dumps and folders of dumps.
    Raises Invalid: unsafe-path for a link in it, what reading the record may raise, and empty-collection.
    """
    top = Path(path)
    if not top.is_dir() or is_dump(top):
        return None
    marked = (top / NAME).exists()
    found = _dumps(top, marked, MAX_DEPTH)
    if not marked:
        return Collection(path, found) if found else None
    if not found:
        raise invalid(path, "empty-collection", "there is no dump in it", hint="collect again, with --resume")
    record = read_record(_record(top / NAME), str(top / NAME))
    if not record.finished:
        record = record._replace(missing=(*record.missing, f"{path} was not collected to its end"))
    return Collection(path, found, record)


def is_dump(folder: Path) -> bool:
    """Whether a folder is a dump, finished or not."""
    return (folder / MANIFEST).exists() or (folder / JOURNAL).exists()


def _dumps(folder: Path, marked: bool, depth: int) -> tuple[str, ...]:
    """The dumps in a folder; none where it is not marked as a collection and something else is in it."""
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError as error:
        if marked:
            raise invalid(str(folder), "unreadable-file", error.strerror or str(error)) from None
        return ()
    found: list[str] = []
    for entry in entries:
        if entry.name.startswith(".") or (depth == MAX_DEPTH and entry.name == NAME):
            continue
        inner = _at(entry, marked, depth)
        if not inner and not marked:
            return ()
        found += inner
    return tuple(found)


def _at(entry: "os.DirEntry[str]", marked: bool, depth: int) -> tuple[str, ...]:
    if entry.is_symlink():
        if marked:
            raise invalid(entry.path, "unsafe-path", "is a link, and could lead out of the collection")
        return ()
    if not entry.is_dir():
        return (entry.path,) if entry.name.endswith(ARCHIVES) and entry.is_file() else ()
    if is_dump(Path(entry.path)):
        return (entry.path,)
    return _dumps(Path(entry.path), marked, depth - 1) if depth > 1 else ()


def _record(path: Path) -> bytes:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_RECORD:
        raise invalid(str(path), "unreadable-file", "must be a file, and no link, of no more than 64 MiB")
    return path.read_bytes()


def read_record(data: bytes, file: str) -> Record:
    """The record; members that this version does not know are left out. Raises Invalid with the file's name."""
    whole = Shape(read_json(data, file), file, "the collection")
    version = whole.integer("version", 0)
    if version != VERSION:
        raise invalid(file, "unknown-manifest-version", f"version {version} of a collection is not known")
    left_out = tuple(
        LeftOut(each.text("name", None), each.text("kind"), each.text("reason")) for each in whole.shapes("left_out")
    )
    return Record(
        whole.text("name"),
        whole.text("collector"),
        whole.text("started"),
        whole.text("finished"),
        left_out,
        whole.texts("missing"),
    )


def write_record(record: Record) -> bytes:
    """The record as UTF-8 JSON, one member a line."""
    import json

    members = {**record._asdict(), "left_out": [each._asdict() for each in record.left_out]}
    return (json.dumps(members, indent=2) + "\n").encode()
