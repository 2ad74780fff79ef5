"""Several dumps of one asset put together into one."""

from collections.abc import Sequence

from scapkit.collect.copying import Piece, entries_of, pieces_of, write_copy
from scapkit.dumps.open import Kept
from scapkit.dumps.requirements import Asked, system_path
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.problem import invalid

_EVIDENCE = ("collected", "not-found")


def merge(dumps: Sequence[tuple[str, Kept, Manifest]], folder: str) -> None:
    """Write them into a folder; each is its name, its files and its manifest.

    Of two answers to one question the later one counts, and one that is no evidence never stands against one that is.
    Raises Invalid: other-asset; conflicting-evidence where one knows of a folder that what the other has is not there.
    """
    _check(dumps)
    chosen: dict[tuple[str, str], tuple[Requirement, int]] = {}
    for number, (_, _, manifest) in enumerate(dumps):
        for each in manifest.requirements:
            known = chosen.get((each.kind, each.key))
            if known is None or _is_better(each, known[0]):
                chosen[each.kind, each.key] = each, number
    pieces, described = _files(dumps, chosen)
    write_copy(
        folder, _manifest(dumps, tuple(each for each, _ in chosen.values())), described.values(), pieces.values()
    )


def _is_better(new: Requirement, old: Requirement) -> bool:
    evidence = new.status in _EVIDENCE, old.status in _EVIDENCE
    return new.time >= old.time if evidence[0] == evidence[1] else evidence[0]


def _files(
    dumps: Sequence[tuple[str, Kept, Manifest]], chosen: dict[tuple[str, str], tuple[Requirement, int]]
) -> tuple[dict[str, Piece], dict[str, Entry]]:
    """Each file and entry from the dump whose answer counts; what came with a folder from the last that has it."""
    owners = {each.path: number for each, number in chosen.values() if each.path}
    entry_owners = {system_path(each): number for each, number in chosen.values() if each.kind == "file"}
    pieces: dict[str, Piece] = {}
    described: dict[str, Entry] = {}
    for number, (_, kept, manifest) in enumerate(dumps):
        own = {each.path for each in manifest.requirements if each.path}
        for piece in pieces_of(kept):
            if owners.get(piece.path, -1 if piece.path in own else number) == number:
                pieces[piece.path] = piece
        for system, entry in entries_of(kept).items():
            if entry_owners.get(system, number) == number:
                described[system] = entry
    return pieces, described


def _manifest(dumps: Sequence[tuple[str, Kept, Manifest]], requirements: tuple[Requirement, ...]) -> Manifest:
    manifests = [manifest for _, _, manifest in dumps]
    assets = [each.asset for each in manifests]
    facts = {name: value for asset in assets for name, value in asset.facts}
    asset = Asset(
        assets[0].name,
        assets[0].kind,
        tuple(dict.fromkeys(address for asset in assets for address in asset.addresses)),
        tuple(sorted(facts.items())),
        tuple(dict.fromkeys(each for asset in assets for each in asset.interfaces)),
    )
    collectors = dict.fromkeys(each.collector for each in manifests if each.collector)
    started = min((each.started for each in manifests if each.started), default="")
    values = {name: value for each in manifests for name, value in each.values}
    finished = max(each.finished for each in manifests)
    return Manifest(asset, requirements, ", ".join(collectors), started, finished, values=tuple(sorted(values.items())))


def _check(dumps: Sequence[tuple[str, Kept, Manifest]]) -> None:
    first, _, manifest = dumps[0]
    for name, _, other in dumps[1:]:
        if (other.asset.name, other.asset.kind) != (manifest.asset.name, manifest.asset.kind):
            raise invalid(name, "other-asset", f"is of {other.asset.name}, and {first} of {manifest.asset.name}")
        for value, told in sorted(set(other.values) - set(manifest.values)):
            if value in dict(manifest.values):
                message = f"answers were filtered with {value} = {told!r}, and those of {first} with another"
                raise invalid(name, "conflicting-evidence", message, hint="collect one of them again")
    for name, kept, _ in dumps:
        for other_name, other_kept, other_manifest in dumps:
            if name != other_name:
                _check_folders(name, set(_places(kept)), set(_places(other_kept)), other_name, other_manifest)


def _places(kept: Kept) -> set[str]:
    """The node's files of which a dump says that they are there."""
    requirements = kept.manifest.requirements if kept.manifest else ()
    found = {each.key for each in requirements if each.kind == "file" and each.status == "collected"}
    return found | {path for path, _ in kept.described.items()}


def _check_folders(name: str, own: set[str], others: set[str], other_name: str, other: Manifest) -> None:
    """What another dump's folders and patterns take in must be in that dump too."""
    whole = tuple(each for each in other.requirements if each.kind in ("folder", "glob") and each.status == "collected")
    if not whole:
        return
    asked = Asked(whole)
    for path in sorted(own - others):
        cover = asked.cover(path)
        if cover is not None:
            message = f"{path} is here, and for {other_name}, which has all of {cover.key}, it is not there"
            raise invalid(name, "conflicting-evidence", message, hint="they were taken at different times; keep one")
