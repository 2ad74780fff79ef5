"""What was read of a content file before: its parts as models, so that the next evaluation need not parse it."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from scapkit.model.oval import Generator, OvalDefinitions
from scapkit.store import Store
from scapkit.xmlio.lazy import LazyParts

T = TypeVar("T")
SECTIONS = ("definitions", "tests", "objects", "states", "variables")
PARTS, PIECES = "parts/", "pieces/"


class Outline(NamedTuple):
    """What can be told of a content file without its parts; `remote` are hrefs that mean a component elsewhere."""

    kind: str
    datastream_id: str
    benchmark_href: str
    hrefs: tuple[str, ...]
    remote: Mapping[str, str] = {}


class KeptDocument(NamedTuple):
    """OVAL definitions: the ids of all their parts, and those parts that some evaluation has needed, by section."""

    generator: Generator
    ids: tuple[tuple[str, ...], ...]
    parts: tuple[Mapping[str, Any], ...]


class KeptParts:
    """The parts of one file; without a store nothing is kept. `save` keeps what this evaluation had to read."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._known: dict[str, Any] = store.load(PARTS) if store else {}
        self._fresh: dict[str, Any] = {}
        self._documents: dict[str, OvalDefinitions] = {}

    def thing(self, name: str, read: Callable[[], T]) -> T:
        """What was kept under a name, else what `read` gives, to be kept."""
        if self._store is None:
            return read()
        if name not in self._known:
            self._known[name] = self._fresh[PARTS + name] = read()
        found: T = self._known[name]
        return found

    def piece(self, name: str, read: Callable[[], bytes]) -> bytes:
        """The same for bytes, which are looked for only when they are asked for."""
        if self._store is None:
            return read()
        found: bytes | None = self._store.load(PIECES + name).get("")
        if found is None:
            found = self._fresh[PIECES + name] = read()
        return found

    def oval(self, href: str, read: Callable[[], OvalDefinitions | None]) -> OvalDefinitions | None:
        """The definitions behind an href, those parts ready that were needed before."""
        kept: KeptDocument | None = self._known.get(f"oval/{href}")
        document = read() if kept is None else _revived(kept, href, read)
        if self._store is not None and document is not None:
            self._documents[href] = document
        return document

    def save(self) -> bool:
        """Keep what was read and is not kept yet; tells whether there was something."""
        for href, document in self._documents.items():
            kept: KeptDocument | None = self._known.get(f"oval/{href}")
            made = _to_keep(document)
            if kept is None or any(len(new) > len(old) for new, old in zip(made.parts, kept.parts, strict=True)):
                self._fresh[f"{PARTS}oval/{href}"] = made
        if self._store is None or not self._fresh:
            return False
        self._store.save(self._fresh)
        self._fresh.clear()
        return True


NOTHING_KEPT = KeptParts()


def _to_keep(document: OvalDefinitions) -> KeptDocument:
    sections: list[LazyParts[Any]] = [getattr(document, name) for name in SECTIONS]
    return KeptDocument(document.generator, tuple(map(tuple, sections)), tuple(each.kept for each in sections))


def _revived(kept: KeptDocument, href: str, read: Callable[[], OvalDefinitions | None]) -> OvalDefinitions:
    """The document; it is read anew where a part is wanted that was not needed before."""
    whole = cache(read)

    def section(name: str) -> LazyParts[Any]:
        index = SECTIONS.index(name)
        return LazyParts(dict.fromkeys(kept.ids[index]), lambda key: getattr(whole(), name)[key], kept.parts[index])

    definitions, tests, objects, states, variables = map(section, SECTIONS)
    return OvalDefinitions(kept.generator, definitions, tests, objects, states, variables, href)
