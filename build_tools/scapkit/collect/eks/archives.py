"""What `collect node` streamed on nodes, by the node that it is of."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from scapkit.collect.copying import entries_of, pieces_of
from scapkit.collect.keeping import BESIDE
from scapkit.collect.node.collect import KINDS
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.collection import ARCHIVES, dumps_at, is_dump
from scapkit.dumps.open import FILES, Kept, open_kept
from scapkit.model.dump import Asset, Manifest, Missing, Requirement
from scapkit.problem import WARNING, Invalid, Problem, invalid

EVIDENCE = (f"{FILES}/", "facts/", f"{BESIDE}/")
"""Where a node's dump has what it was taken for; its other files are its own."""


class Archive(NamedTuple):
    """Where a node's dump is, and the names that it can be found by: its asset's first."""

    path: str
    names: tuple[str, ...]


def archives_at(paths: Iterable[str], warn: Callable[[Problem], None]) -> tuple[Archive, ...]:
    """The archives and dumps that are named, and those in folders that are; of what is none there is a warning.

    Raises Invalid: no-such-dump, ambiguous-archive for two of one node, and where nothing that was given is of a node
    what is wrong with it, as no-manifest for a plain tree.
    """
    found: dict[str, Archive] = {}
    wrong: list[Problem] = []
    for path in (each for given in paths for each in _inside(given)):
        try:
            archive = _archive(path)
        except Invalid as error:
            wrong += error.problems
            continue
        known = found.setdefault(archive.names[0], archive)
        if known is not archive:
            message = f"is of the node {archive.names[0]}, and so is {known.path}"
            raise invalid(path, "ambiguous-archive", message, hint="give the one that counts")
    if wrong and not found:
        raise Invalid(wrong)
    for each in wrong:
        warn(each._replace(message=f"{each.message}, and is left out", level=WARNING))
    return tuple(found.values())


def _inside(path: str) -> tuple[str, ...]:
    """The dumps at a path; of a folder where some are, and something else, all that is in it."""
    if not Path(path).exists():
        raise invalid(path, "no-such-dump", "there is no such file or folder")
    if found := _dumps(path):
        return found
    top = Path(path)
    inner = sorted(str(each) for each in top.iterdir() if each.name[:1] != ".") if top.is_dir() else []
    dumps = {each: _dumps(each) for each in inner}
    return tuple(one for each in inner for one in dumps[each] or (each,)) if any(dumps.values()) else (path,)


def _dumps(path: str) -> tuple[str, ...]:
    collection = dumps_at(path)
    if collection and not collection.more:
        return collection.dumps
    return (path,) if path.endswith(ARCHIVES) or is_dump(Path(path)) else ()


def _archive(path: str) -> Archive:
    kept = open_kept(path)
    kept.store.close()
    if kept.manifest is None:
        hint = "scapkit collect node makes what can be put together with the API's answers"
        raise invalid(path, "no-manifest", "is a plain tree, or something else, and no dump of a node", hint=hint)
    name = Path(path).name
    stem = next((name.removesuffix(end) for end in ARCHIVES if name.endswith(end)), name)
    return Archive(path, (kept.manifest.asset.name, stem))


def match(archives: Iterable[Archive], names: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, Archive]:
    """The archive of each node, by the node's name; `names` has with it all names by which the node is known.

    What an archive says of itself counts before the name of its file.
    """
    owner = {other: name for name, others in names for other in others if other}
    owner.update({name: name for name in tuple(owner.values())})
    found: dict[str, Archive] = {}
    for archive in archives:
        node = next((owner[each] for each in archive.names if each in owner), "")
        if node:
            found.setdefault(node, archive)
    return found


def copy_into(writer: DumpWriter, archive: Archive, without: frozenset[tuple[str, str]]) -> Manifest:
    """Take over what an archive has of its node, without some requirements; returns its manifest.

    What it should say of APIs is not taken: these were asked.
    """
    kept = open_kept(archive.path)
    try:
        manifest = kept.manifest or Manifest(Asset(""), ())
        for entry in entries_of(kept).values():
            writer.described(entry)
        for requirement in (*manifest.requirements, *_unnamed(kept, manifest)):
            if requirement.kind in KINDS and (requirement.kind, requirement.key) not in without:
                _copy(writer, kept, requirement)
        return manifest
    finally:
        kept.store.close()


def _unnamed(kept: Kept, manifest: Manifest) -> Iterator[Requirement]:
    """Files that came with a folder or a pattern, as requirements of their own."""
    named = {each.path for each in manifest.requirements}
    named |= {f"{FILES}{each.key}" for each in manifest.requirements if each.kind == "file"}
    for piece in pieces_of(kept):
        if piece.path not in named and piece.path.startswith(f"{FILES}/"):
            yield Requirement("file", piece.path.removeprefix(FILES), "collected", piece.path)


def _copy(writer: DumpWriter, kept: Kept, requirement: Requirement) -> None:
    place = requirement.path or _place(requirement)
    data = kept.store.read(place) if place.startswith(EVIDENCE) else None
    if isinstance(data, bytes):
        writer.copied(requirement._replace(path=place), data)
    elif requirement.path:
        reason = data.reason if isinstance(data, Missing) else f"damaged: {requirement.path} was not in the archive"
        lost = requirement._replace(status="error", path="", sha256="", size=-1, message=reason)
        writer.copied(lost)
    else:
        writer.copied(requirement)


def _place(requirement: Requirement) -> str:
    """Where evidence lies of which the manifest does not say it."""
    return f"{FILES}{requirement.key}" if requirement.kind == "file" and requirement.status == "collected" else ""
