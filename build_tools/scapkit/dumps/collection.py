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
PACKED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".zst", ".lz4", ".tbz2", ".txz")
"""What may hold a dump and cannot be read."""
OF_SYSTEMS = ("etc", "usr", "proc", "kubernetes-api-resources", "aws-api-resources", "files.jsonl")
"""What a tree of a system, or a dump, has, and a folder of dumps has not."""
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
    """The paths of the dumps, sorted, and what the collector has recorded; nothing without a collector.

    `lost` are the paths of what should be a dump and is none; `more` says that there is anything else.
    """

    path: str
    dumps: tuple[str, ...]
    record: Record = Record()
    lost: tuple[str, ...] = ()
    more: bool = False


class _Seen(NamedTuple):
    """What lies in a folder: dumps, what should be one and is none, and whether there is anything else."""

    dumps: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    more: bool = False


def dumps_at(path: str) -> Collection | None:
    """The collection in a folder; None for anything else: a dump, an archive, a plain tree.

    A folder is one where it has a collection.json, nothing but dumps, or, if it is no system's root, a dump that a
    collector wrote. `lost` are folders in it without a dump, links, and packed files of other kinds. Raises Invalid:
    unsafe-path for a link beside a collection.json, what reading that may raise, empty-collection.
    """
    top = Path(path)
    if not top.is_dir() or is_dump(top):
        return None
    marked = (top / NAME).exists()
    if not marked and any((top / each).exists() for each in OF_SYSTEMS):
        return None
    seen = _seen(top, marked, MAX_DEPTH)
    if not marked:
        only = bool(seen.dumps) and not seen.lost and not seen.more
        return (
            Collection(path, seen.dumps, lost=seen.lost, more=seen.more)
            if only or any(map(_is_ours, seen.dumps))
            else None
        )
    if not seen.dumps:
        raise invalid(path, "empty-collection", "there is no dump in it", hint="collect again, with --resume")
    record = read_record(_record(top / NAME), str(top / NAME))
    if not record.finished:
        record = record._replace(missing=(*record.missing, f"{path} was not collected to its end"))
    return Collection(path, seen.dumps, record, seen.lost)


def _is_ours(path: str) -> bool:
    """Whether a dump in a folder was written by a collector: the folder might hold some other manifest.json."""
    manifest = Path(path, MANIFEST)
    if not manifest.exists():
        return Path(path, JOURNAL).exists()
    if not manifest.is_file() or manifest.stat().st_size > MAX_RECORD:
        return False
    data = manifest.read_bytes()
    return b'"requirements"' in data and b'"asset"' in data


def is_dump(folder: Path) -> bool:
    """Whether a folder is a dump, finished or not."""
    return (folder / MANIFEST).exists() or (folder / JOURNAL).exists()


def _seen(folder: Path, marked: bool, depth: int) -> _Seen:
    """What is in a folder; where nothing says that it is a collection, little is looked at before it is told."""
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError as error:
        if marked:
            raise invalid(str(folder), "unreadable-file", error.strerror or str(error)) from None
        return _Seen()
    inner = [_at(each, marked, depth) for each in entries if not each.name.startswith(".")]
    dumps = tuple(path for each in inner for path in each.dumps)
    if not dumps and depth < MAX_DEPTH:
        return _Seen((), (str(folder),), more=True)
    return _Seen(dumps, tuple(path for each in inner for path in each.lost), any(each.more for each in inner))


def _at(entry: "os.DirEntry[str]", marked: bool, depth: int) -> _Seen:
    if entry.is_symlink():
        if marked:
            raise invalid(entry.path, "unsafe-path", "is a link, and could lead out of the collection")
        return _Seen((), (entry.path,), more=True)
    if not entry.is_dir():
        if entry.name.endswith(ARCHIVES) and entry.is_file():
            return _Seen((entry.path,))
        return _Seen((), (entry.path,) if entry.name.endswith(PACKED) else (), more=True)
    if is_dump(Path(entry.path)):
        return _Seen((entry.path,))
    return _seen(Path(entry.path), marked, depth - 1) if depth > 1 else _Seen((), (entry.path,), more=True)


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
