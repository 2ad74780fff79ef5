"""Whether a dump holds what its manifest says: every file with its size and digest, and no others."""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from scapkit.dumps.described import NAME as DESCRIBED
from scapkit.dumps.journal import NAME as JOURNAL
from scapkit.dumps.journal import PARTIAL
from scapkit.dumps.manifest import NAME as MANIFEST
from scapkit.dumps.open import FILES, Kept
from scapkit.dumps.requirements import Asked
from scapkit.dumps.store import Store
from scapkit.model.dump import Entry, Missing, Requirement
from scapkit.problem import Problem
from scapkit.span import Span

OWN = (MANIFEST, DESCRIBED, JOURNAL)
"""A dump's own files, which are no evidence."""


class Verified(NamedTuple):
    """How many files are as the manifest says, of how many it gives no digest, and all that does not hold."""

    intact: int
    unhashed: int
    problems: tuple[Problem, ...]


def verify(kept: Kept, file: str) -> Verified:
    """Read everything once and compare. The problems are missing-file, changed-file and unlisted-file."""
    requirements = kept.manifest.requirements if kept.manifest else ()
    intact, unhashed = 0, 0
    problems: list[Problem] = []
    for each in requirements:
        wrong = _wrong(each, kept.store)
        if wrong:
            problems.append(Problem(Span(f"{file}/{each.path}"), *wrong))
        elif each.sha256:
            intact += 1
    listed = {each.path for each in requirements if each.path}
    asked = Asked(requirements)
    for path in stored_files(kept.store):
        if kept.growing and path.startswith(f"{PARTIAL}/"):
            continue
        if path not in listed and _is_covered(path, asked):
            unhashed += 1
        elif path not in listed:
            problems.append(Problem(Span(f"{file}/{path}"), "unlisted-file", "the manifest does not speak of it"))
    return Verified(intact, unhashed, tuple(problems))


def _wrong(requirement: Requirement, store: Store) -> tuple[str, str] | None:
    """Code and message of what is wrong with a requirement's evidence."""
    if not requirement.path:
        return None
    found = store.entry(requirement.path)
    if not isinstance(found, Entry):
        return "missing-file", f"{requirement.kind} {requirement.key} was {requirement.status} and is not here"
    if found.kind == "directory":
        return None
    if requirement.size not in (-1, found.size):
        return "changed-file", f"has {found.size} bytes, the manifest says {requirement.size}"
    objection = _objection(store.read(requirement.path), requirement.sha256)
    return ("changed-file", objection) if objection else None


def _objection(data: bytes | Missing | None, digest: str) -> str:
    if not isinstance(data, bytes):
        return data.reason if data else "cannot be read"
    return "its SHA-256 is not the manifest's" if digest and sha256(data).hexdigest() != digest else ""


def _is_covered(path: str, asked: Asked) -> bool:
    """Whether a file came with a folder or pattern, or an answer with a folder's requirement."""
    system = f"/{path.removeprefix(f'{FILES}/')}" if path.startswith(f"{FILES}/") else f"/{path}"
    requirement = asked.exact(system) or asked.cover(system)
    return requirement is not None and requirement.status == "collected"


def stored_files(store: Store) -> Iterator[str]:
    """The paths of all files that are evidence, or are taken for it, in a fixed order."""
    return (entry.path for entry in stored(store) if entry.kind != "directory" and entry.path not in OWN)


def stored(store: Store) -> Iterator[Entry]:
    """Everything that a store holds, by its path there, folders before what is in them."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        names = store.names(folder)
        for name in () if names is None or isinstance(names, Missing) else reversed(names):
            found = store.entry(f"{folder}/{name}" if folder else name)
            if isinstance(found, Entry):
                yield found
                if found.kind == "directory":
                    waiting.append(found.path)
