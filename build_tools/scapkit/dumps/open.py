"""Open a dump: a folder or a tar archive, with a manifest or as a plain tree."""

from pathlib import Path
from typing import IO

from scapkit.dumps.collected import CollectedDump
from scapkit.dumps.described import NAME as DESCRIBED
from scapkit.dumps.described import read_described
from scapkit.dumps.manifest import NAME as MANIFEST
from scapkit.dumps.manifest import read_manifest
from scapkit.dumps.protocol import Dump
from scapkit.dumps.store import FolderStore, Store
from scapkit.dumps.tree import NO_ENTRIES, PlainTree, Tree
from scapkit.model.dump import Missing
from scapkit.problem import invalid

FILES = "files"


def open_dump(path: str) -> Dump:
    """The dump at a path: a folder, or a .tar, .tar.gz or .tar.zst of one.

    With a manifest.json it is a collected dump; without one it is a plain tree, which is the truth about the system.
    Raises Invalid where there is nothing, where it is neither, and where the manifest or files.jsonl is malformed.
    """
    store = _store(path)
    try:
        manifest = _own_file(store, path, MANIFEST)
        if manifest is None:
            return PlainTree(store, _name(path))
        _check_root(store, path)
        lines = _own_file(store, path, DESCRIBED)
        described = NO_ENTRIES if lines is None else read_described(lines, f"{path}/{DESCRIBED}")
        return CollectedDump(Tree(store, FILES, described), read_manifest(manifest, f"{path}/{MANIFEST}"))
    except BaseException:
        store.close()
        raise


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
    if isinstance(top, tuple) and len(top) == 1 and store.entry(f"{top[0]}/{MANIFEST}") is not None:
        store.enter(top[0])
    return store


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
