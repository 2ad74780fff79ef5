"""Open a dump: a folder or a tar archive, with a manifest or as a plain tree."""

from collections.abc import Mapping
from pathlib import Path
from typing import IO, NamedTuple

from scapkit.dumps.collected import CollectedDump
from scapkit.dumps.described import NAME as DESCRIBED
from scapkit.dumps.described import read_described
from scapkit.dumps.journal import NAME as JOURNAL
from scapkit.dumps.journal import read_journal
from scapkit.dumps.manifest import NAME as MANIFEST
from scapkit.dumps.manifest import read_manifest
from scapkit.dumps.protocol import Dump
from scapkit.dumps.requirements import moved
from scapkit.dumps.store import FolderStore, Store
from scapkit.dumps.tree import NO_ENTRIES, PlainTree, Tree
from scapkit.model.dump import Entry, Manifest, Missing
from scapkit.problem import invalid

FILES = "files"
COLLECTION = "collection.json"
"""What makes a folder a collection (see dumps/collection.py), of which nothing can be judged as if it were one dump."""


class Kept(NamedTuple):
    """A dump's files, and what it says of itself: no manifest for a plain tree, and `growing` for an unfinished one."""

    store: Store
    manifest: Manifest | None
    described: Mapping[str, Entry] = NO_ENTRIES
    growing: bool = False


def open_dump(path: str) -> Dump:
    """The dump at a path: a folder, or a .tar, .tar.gz or .tar.zst of one.

    With a manifest.json it is a collected dump, with a journal.jsonl one that is still growing; without them it is a
    plain tree, which is the truth about the system.
    Raises Invalid where there is nothing, where it is neither, and where the manifest or files.jsonl is malformed.
    """
    kept = open_kept(path)
    if kept.manifest is None:
        return PlainTree(kept.store, _name(path))
    return CollectedDump(Tree(kept.store, FILES, kept.described, moved(kept.manifest.requirements)), kept.manifest)


def open_kept(path: str) -> Kept:
    """The same, before anything is made of it."""
    store = _store(path)
    try:
        return _kept(store, path)
    except BaseException:
        store.close()
        raise


def _kept(store: Store, path: str) -> Kept:
    journal = _own_file(store, path, JOURNAL)
    manifest = _own_file(store, path, MANIFEST) if journal is None else None
    if journal is None and manifest is None:
        if store.entry(COLLECTION) is not None:
            raise invalid(
                path,
                "is-collection",
                "is a collection of dumps, and not one",
                hint="name a dump in it; scapkit dump info tells of all",
            )
        if store.entry(DESCRIBED) is not None:
            message = (
                "has files.jsonl and no manifest.json, so that nobody knows what was refused when it was collected"
            )
            raise invalid(path, "lost-manifest", message, hint="collect again; without files.jsonl it is a plain tree")
        return Kept(store, None)
    _check_root(store, path)
    if journal is not None:
        grown = read_journal(journal, f"{path}/{JOURNAL}")
        return Kept(store, grown.manifest, grown.described, growing=True)
    lines = _own_file(store, path, DESCRIBED)
    described = NO_ENTRIES if lines is None else read_described(lines, f"{path}/{DESCRIBED}")
    return Kept(store, read_manifest(manifest or b"", f"{path}/{MANIFEST}"), described)


def _name(path: str) -> str:
    name = Path(path).resolve().name
    for suffix in (".gz", ".zst", ".tgz", ".tar"):
        name = name.removesuffix(suffix)
    return name or path


def _store(path: str) -> Store:
    target = Path(path)
    if not target.exists():
        raise invalid(path, "no-such-dump", "there is no such file or folder")
    if target.is_dir():
        return FolderStore(path)
    if not target.is_file():
        raise invalid(path, "not-a-dump", "neither a folder nor a file")
    return _tar_store(target, path)


def _tar_store(target: Path, path: str) -> Store:
    from scapkit.dumps.tar import TarStore
    from scapkit.dumps.unpack import unpacked

    try:
        file: IO[bytes] = target.open("rb")
    except OSError as error:
        raise invalid(path, "unreadable-file", error.strerror or str(error)) from None
    try:
        file = unpacked(file, path)
        store = TarStore(file, path)
    except BaseException:
        file.close()
        raise
    # `tar czf dump.tar.gz dump` puts everything into one folder.
    top = store.names("") or ()
    if isinstance(top, tuple) and len(top) == 1 and _is_dump(store, top[0]):
        store.enter(top[0])
    return store


def _is_dump(store: Store, folder: str) -> bool:
    return any(store.entry(f"{folder}/{name}") is not None for name in (MANIFEST, JOURNAL))


def _own_file(store: Store, path: str, name: str) -> bytes | None:
    data = store.read(name)
    if isinstance(data, Missing):
        raise invalid(f"{path}/{name}", "unreadable-file", data.reason)
    return data


def _check_root(store: Store, path: str) -> None:
    """A link in place of the folder of files would lead out of the dump."""
    found = store.entry(FILES)
    if found is not None and (isinstance(found, Missing) or found.kind != "directory"):
        raise invalid(f"{path}/{FILES}", "unsafe-path", "must be a folder, not a link or a file")
