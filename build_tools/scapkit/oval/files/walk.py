"""Folders of a dump, walked as OpenSCAP walks them: names sorted, links followed where asked, circles cut.

A folder is listed once for all walks, and no file in it is looked at before somebody asks for its metadata.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.dumps.links import Resolved, resolve
from scapkit.dumps.listing import UNKNOWN, Listing
from scapkit.dumps.protocol import Dump
from scapkit.model.dump import Entry, Missing

MAX_VISITED = 2_000_000
MAX_LINKED = 10_000
"""Links to folders that one walk goes through: a dozen folders with links to one another make millions of paths."""
_LEADING = frozenset("dl?")
NOTHING: Mapping[int, Missing | None] = MappingProxyType({})


class Rule(NamedTuple):
    """How far to go: `depth` levels below the start (-1 for all), through folders, through links to folders."""

    depth: int = -1
    folders: bool = True
    links: bool = True


class Found(NamedTuple):
    """A folder and what is in it; no listing where it was not looked for or cannot be had.

    `leads` tells of names by their number: None where a link leads to a folder, Missing where nobody knows. It is
    empty where links are not followed.
    """

    path: str
    listing: Listing | None = None
    leads: Mapping[int, Missing | None] = NOTHING

    def names(self) -> Iterator[tuple[int, str]]:
        """Number and name of all that is no folder."""
        if self.listing is not None:
            for number, (kind, name) in enumerate(zip(self.listing.kinds, self.listing.names(), strict=True)):
                if kind not in "d ":
                    yield number, name

    def kind(self, number: int) -> str:
        """The letter of a name's kind."""
        return self.listing.kinds[number] if self.listing is not None else UNKNOWN

    def entry(self, number: int, path: str) -> Entry | Missing | None:
        """What is known of a name; `path` is its path."""
        return self.listing.entry(number, path) if self.listing is not None else None


class _Way(NamedTuple):
    """A folder to go into, a real one by its number in the listing `above`, a link by its path.

    `chain` has where it and the folders on the way to it really are; `doubt` says why nobody knows what it is.
    """

    path: str
    level: int
    chain: tuple[str, ...]
    above: Listing | None = None
    number: int = 0
    doubt: Missing | None = None

    @property
    def linked(self) -> bool:
        """Whether a link led here."""
        return self.above is None and self.level > 0


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
    """Every folder from `start` on with what is in it; `enter` says whether a folder below is worth going into.

    What could not be listed is Missing, and so is the rest of a walk over 2 million names or 10,000 links to folders.
    """
    visited = linked = 0
    pending = [_Way(start, 0, (target(start, dump).path,))]
    while pending:
        way = pending.pop()
        listing = dump.listing(way.path) if way.above is None else way.above.inside(way.number)
        if listing is None or isinstance(listing, Missing):
            yield from () if listing is None else (listing,)
            yield Found(way.path)
            continue
        visited += len(listing.kinds)
        linked += way.linked
        if visited > MAX_VISITED or linked > MAX_LINKED:
            most = f"{MAX_VISITED} names" if visited > MAX_VISITED else f"{MAX_LINKED} links to folders"
            yield Missing(f"the walk through {start} stopped after {most}")
            return
        ways = tuple(_ways(way, listing, dump, rule))
        yield Found(way.path, listing, {each.number: each.doubt for each in ways if each.above is None})
        if rule.depth == -1 or way.level < rule.depth:
            below = [each for each in ways if enter(each.path)]
            yield from (each.doubt for each in below if each.doubt)
            pending += [each for each in reversed(below) if not each.doubt and each.chain[-1] not in each.chain[:-1]]


def _ways(way: _Way, listing: Listing, dump: Dump, rule: Rule) -> Iterator[_Way]:
    """The ways on from a folder by the rule, those among them of which nobody knows whether they are one."""
    kinds = listing.kinds
    numbers = [number for number, kind in enumerate(kinds) if kind in "dl?"] if set(kinds) & _LEADING else []
    names = listing.names() if numbers else ()
    level = way.level + 1
    for number in numbers:
        path = joined(way.path, names[number])
        if kinds[number] == "d":
            if rule.folders:
                yield _Way(path, level, (*way.chain, joined(way.chain[-1], names[number])), listing, number)
        elif rule.links:
            where = Resolved(path, listing.entry(number, path)) if kinds[number] == "?" else target(path, dump)
            if isinstance(where.found, Missing):
                yield _Way(path, level, way.chain, None, number, where.found)
            elif is_folder(where):
                yield _Way(path, level, (*way.chain, where.path), None, number)
