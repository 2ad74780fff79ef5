"""A dump written anew from others: changed in what it says, or put together."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from scapkit.collect.keeping import Keeper, writing
from scapkit.collect.keeping import Kept as Written
from scapkit.dumps.described import NAME as DESCRIBED
from scapkit.dumps.described import write_described
from scapkit.dumps.journal import PARTIAL
from scapkit.dumps.manifest import NAME as MANIFEST
from scapkit.dumps.manifest import write_manifest
from scapkit.dumps.open import FILES, Kept
from scapkit.dumps.store import Store
from scapkit.dumps.verify import OWN, stored
from scapkit.model.dump import Entry, Manifest, Missing, Requirement
from scapkit.problem import invalid


class Piece(NamedTuple):
    """A file of a store and where it goes."""

    store: Store
    path: str
    target: str


def pieces_of(kept: Kept) -> Iterator[Piece]:
    """The regular files of a dump that are evidence, each to its own path."""
    for entry in stored(kept.store):
        if entry.kind == "regular" and entry.path not in OWN:
            yield Piece(kept.store, entry.path, entry.path)


def entries_of(kept: Kept) -> dict[str, Entry]:
    """What files.jsonl describes, and what it does not of links and folders, which a copy could not tell otherwise."""
    found = {}
    for entry in stored(kept.store):
        system = entry.path.removeprefix(FILES)
        if entry.kind != "regular" and entry.path.startswith(f"{FILES}/"):
            found[system] = Entry(system, entry.kind, -1, -1, -1, -1, -1.0, -1.0, -1.0, entry.target, None)
    return {**found, **kept.described}


Change = Callable[[bytes], bytes]


def unchanged(data: bytes) -> bytes:
    """The data as it is."""
    return data


def write_copy(
    folder: str, manifest: Manifest, described: Iterable[Entry], pieces: Iterable[Piece], change: Change = unchanged
) -> None:
    """Write a dump of these pieces; the requirements' paths are the pieces' targets, and get digests and sizes anew."""
    root = Path(folder)
    with writing(root):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise invalid(folder, "dump-exists", "is there already", hint="name another")
        (root / PARTIAL).mkdir(mode=0o700, parents=True, exist_ok=True)
    keeper = Keeper(root)
    kept = {piece.target: keeper.keep(piece.target, change(_data(piece))) for piece in pieces}
    requirements = tuple(sorted(_with_digest(each, kept) for each in manifest.requirements))
    lines = write_described(described)
    if lines:
        keeper.keep(DESCRIBED, lines)
    keeper.keep(MANIFEST, write_manifest(manifest._replace(requirements=requirements)))
    with writing(root):
        (root / PARTIAL).rmdir()


def _data(piece: Piece) -> bytes:
    data = piece.store.read(piece.path)
    if data is None or isinstance(data, Missing):
        raise invalid(piece.path, "unreadable-file", data.reason if data else "is not there")
    return data


def _with_digest(requirement: Requirement, kept: dict[str, Written]) -> Requirement:
    found = kept.get(requirement.path)
    if found is None:
        return requirement
    return requirement._replace(path=found.path, sha256=found.sha256, size=found.size)
