"""Folders of a dump, walked as OpenSCAP walks them: names sorted, links followed where asked, circles cut."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scapkit.dumps.links import Resolved, resolve
from scapkit.dumps.protocol import Dump
from scapkit.model.dump import Entry, Missing

MAX_VISITED = 2_000_000


class Rule(NamedTuple):
    """How far to go: `depth` levels below the start (-1 for all), through folders, through links to folders."""

    depth: int = -1
    folders: bool = True
    links: bool = True


class Found(NamedTuple):
    """A folder, the files in it, links to folders left out, and what may be either but cannot be known, by path."""

    path: str
    files: tuple[Entry, ...] = ()
    doubtful: tuple[tuple[str, Missing], ...] = ()


class _Inside(NamedTuple):
    """What is under a name; `where` says where it leads if that is a folder."""

    path: str
    found: Entry | Missing
    where: Resolved | None = None


def joined(folder: str, name: str) -> str:
    """The path of a name in a folder."""
    return f"{folder.rstrip('/')}/{name}"


def target(path: str, dump: Dump) -> Resolved:
    """Where a path leads with all links followed, through a dump's entries."""
    return resolve(path, dump.entry, follow_last=True)


def is_folder(where: Resolved) -> bool:
    """Whether a path led to a folder."""
    return isinstance(where.found, Entry) and where.found.kind == "directory" and not where.looped


def walk(start: str, dump: Dump, rule: Rule, enter: Callable[[str], bool]) -> Iterator[Found | Missing]:
    """Every folder from `start` on with the files in it; `enter` says whether a folder below is worth going into.

    What could not be listed is Missing, and so is the rest of a walk over 2 million names.
    """
    visited = 0
    pending: list[tuple[str, int, tuple[str, ...]]] = [(start, 0, (target(start, dump).path,))]
    while pending:
        folder, level, chain = pending.pop()
        names = dump.names(folder)
        if isinstance(names, Missing):
            yield names
            names = None
        visited += len(names or ())
        if visited > MAX_VISITED:
            yield Missing(f"the walk through {start} stopped after {MAX_VISITED} names")
            return
        inside = [each for name in names or () if (each := _look(joined(folder, name), joined(chain[-1], name), dump))]
        yield _found(folder, inside)
        if rule.depth == -1 or level < rule.depth:
            below = [each for each in inside if _is_way(each, rule) and enter(each.path)]
            yield from (each.found for each in below if isinstance(each.found, Missing))
            pending += [
                (each.path, level + 1, (*chain, each.where.path))
                for each in reversed(below)
                if each.where and each.where.path not in chain
            ]


def _found(folder: str, inside: list[_Inside]) -> Found:
    return Found(
        folder,
        tuple(each.found for each in inside if isinstance(each.found, Entry) and each.where is None),
        tuple((each.path, each.found) for each in inside if isinstance(each.found, Missing)),
    )


def _is_way(each: _Inside, rule: Rule) -> bool:
    """Whether the walk goes on through it, if it leads on at all; what is not known might."""
    if isinstance(each.found, Missing):
        return rule.links
    if each.where is None:
        return False
    return rule.links if each.found.kind == "symbolic link" else rule.folders


def _look(path: str, real: str, dump: Dump) -> _Inside | None:
    """What is at a path; `real` is where that path really is, were it no link."""
    entry = dump.entry(path)
    if entry is None:
        return None
    if isinstance(entry, Missing) or entry.kind not in ("symbolic link", "directory"):
        return _Inside(path, entry)
    if entry.kind == "directory":
        return _Inside(path, entry, Resolved(real, entry))
    where = target(path, dump)
    if isinstance(where.found, Missing):
        return _Inside(path, where.found)
    return _Inside(path, entry, where if is_folder(where) else None)
