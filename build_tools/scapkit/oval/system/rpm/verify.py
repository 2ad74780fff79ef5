"""A packaged file held against the file in the dump, as `rpm --verify` does (rpm 4.18, lib/verify.c)."""

from collections.abc import Mapping
from typing import NamedTuple

from scapkit.model.dump import Entry, Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.walk import target
from scapkit.oval.system.accounts import group_names, user_names
from scapkit.oval.system.rpm.files import ALL, Attribute, File, Kind

_FORMATS = {
    "regular": 0o100000,
    "directory": 0o040000,
    "symbolic link": 0o120000,
    "block special": 0o060000,
    "character special": 0o020000,
    "fifo": 0o010000,
    "socket": 0o140000,
}
_ALGORITHMS = {1: "md5", 2: "sha1", 8: "sha256", 9: "sha384", 10: "sha512", 11: "sha224"}
_CONTENT = Attribute.DIGEST | Attribute.SIZE | Attribute.MTIME


class Verified(NamedTuple):
    """What differs, and what could not be looked at; everything else is as it was packed, or does not matter."""

    differs: int
    untold: int


def verify(file: File, omitted: int, algorithm: int, evidence: Evidence) -> Verified | Missing:
    """How a file compares in all that is not omitted; a file that is gone cannot be looked at at all."""
    if file.state != 0:
        return Verified(0, omitted)
    entry = _entry(file, evidence)
    if isinstance(entry, Missing):
        return entry
    if entry is None:
        return Verified(0, ALL)
    if entry.mode < 0:
        return Missing(f"not collected: owner and permissions of {file.path}")
    looked = _verifiable(file, entry) & ~omitted
    content: bool | Missing = False
    if looked & Attribute.DIGEST:
        content = _is_other(file, algorithm, evidence)
        if isinstance(content, Missing):
            return content
    differs = looked & (_metadata(file, entry) | (Attribute.DIGEST if content else 0))
    owner, untold = _owner(file, entry, evidence)
    return Verified(differs | (looked & owner), omitted | looked & (untold | _unknown(file, entry)))


def _entry(file: File, evidence: Evidence) -> Entry | Missing | None:
    """What is at the path; where a folder was packed, a link to one will do."""
    entry = evidence.dump.entry(file.path)
    if file.mode & 0o170000 != 0o040000 or not isinstance(entry, Entry) or entry.kind != "symbolic link":
        return entry
    where = target(file.path, evidence.dump)
    if not isinstance(where.found, Entry) or where.looped or where.found.kind != "directory":
        return entry
    return where.found if entry.uid in (0, where.found.uid) else entry


def _verifiable(file: File, entry: Entry) -> int:
    """What the file is meant to be verified by, less what its type does not have and what a ghost is not held to."""
    looked = file.verify & ALL & ~(Attribute.MODE if entry.kind == "symbolic link" else Attribute.LINK)
    if entry.kind != "regular":
        looked &= ~(_CONTENT | Attribute.CAPABILITIES)
    if file.kind & Kind.GHOST:
        looked &= ~(_CONTENT | Attribute.LINK)
    return looked


def _metadata(file: File, entry: Entry) -> int:
    """What differs of size, time, mode, type and target."""
    mask = 0o7777 if file.kind & Kind.GHOST else 0o177777
    mode = _FORMATS.get(entry.kind, 0) | entry.mode & 0o7777
    devices = (0o020000, 0o060000)
    checks = {
        Attribute.SIZE: file.size != entry.size,
        Attribute.MTIME: file.mtime != int(entry.mtime),
        Attribute.MODE: file.mode & mask != mode & mask,
        Attribute.LINK: file.link != entry.target,
        Attribute.DEVICE: any((file.mode & 0o170000 == each) != (mode & 0o170000 == each) for each in devices),
    }
    return _joined(checks)


def _joined(checks: Mapping[Attribute, bool]) -> int:
    return sum(attribute for attribute, differs in checks.items() if differs)


def _owner(file: File, entry: Entry, evidence: Evidence) -> tuple[int, int]:
    """What differs of user and group, and what of them cannot be told as the names are not known."""
    differs, untold = 0, 0
    for attribute, names, number, name in (
        (Attribute.USER, user_names(evidence), entry.uid, file.user),
        (Attribute.GROUP, group_names(evidence), entry.gid, file.group),
    ):
        if not isinstance(names, Missing):
            differs |= attribute if names.get(number) != name else 0
        elif number != 0:
            untold |= attribute
        elif name != "root":
            differs |= attribute
    return differs, untold


def _unknown(file: File, entry: Entry) -> int:
    """Dumps have no capabilities and no device numbers."""
    is_device = entry.kind in ("block special", "character special")
    numbered = Attribute.DEVICE if is_device and not _metadata(file, entry) & Attribute.DEVICE else 0
    return Attribute.CAPABILITIES | numbered


def _is_other(file: File, algorithm: int, evidence: Evidence) -> bool | Missing:
    name = _ALGORITHMS.get(algorithm)
    if name is None:
        return Missing(f"{file.path}: digest algorithm {algorithm} is not known")
    digest = evidence.once(("digest", name, file.path), lambda: _digest(file.path, name, evidence))
    return digest if isinstance(digest, Missing) else digest != file.digest


def _digest(path: str, name: str, evidence: Evidence) -> str | Missing:
    import hashlib

    data = evidence.dump.read(path)
    if not isinstance(data, bytes):
        return data or Missing(f"{path} has no content")
    return hashlib.new(name, data, usedforsecurity=False).hexdigest()
