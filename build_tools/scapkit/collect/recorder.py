"""A dump that holds nothing and remembers what it was asked for: so a probe tells what it needs."""

from collections.abc import Iterator

from scapkit.collect.need import Need
from scapkit.dumps.listing import Listing
from scapkit.dumps.protocol import MAX_READ
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement

FACTS = "/@facts/"
_ABSENT = Missing("not collected yet")


class Recorder:
    """Answers that everything is missing, or where it is `empty`, that there is nothing."""

    def __init__(self, empty: bool) -> None:
        self._answer = None if empty else _ABSENT
        self._asked: dict[tuple[str, str], None] = {}
        self._facts_first: set[str] = set()
        self.manifest = Manifest(Asset("planned"), ())
        self.asset = self.manifest.asset

    def taken(self, kind: str) -> Iterator[Need]:
        """What was asked for since the last time, on behalf of an object of some type.

        Where facts come first, files only stand in for them, and are not needed. Facts are asked for once.
        """
        asked, self._asked = self._asked, {}
        facts = [number for number, (_, path) in enumerate(asked) if path.startswith(FACTS)]
        if facts[:1] == [0]:
            self._facts_first.add(kind)
        if facts:
            yield Need("fact", kind)
        if kind not in self._facts_first:
            yield from (Need(what, path) for what, path in asked if not path.startswith(FACTS))

    def _note(self, what: str, path: str) -> Missing | None:
        self._asked[what, path] = None
        return self._answer

    def entry(self, path: str) -> Entry | Missing | None:
        """Remember a file."""
        return self._note("file", path)

    def has_acl(self, path: str) -> bool | None:
        """Remember a file."""
        self._note("file", path)
        return None

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing | None:
        """Remember a file."""
        return self._note("file", path)

    def listing(self, folder: str) -> Listing | Missing | None:
        """Remember a folder."""
        return self._note("folder", folder)

    def names(self, folder: str) -> tuple[str, ...] | Missing | None:
        """Remember a folder."""
        return self._note("folder", folder)

    def read(self, path: str, _limit: int = MAX_READ) -> bytes | Missing | None:
        """Remember a file."""
        return self._note("file", path)

    def answers(self, _call: str = "") -> tuple[str, ...]:
        """Nothing is known of what was asked."""
        return ()

    def provenance(self, _path: str) -> Requirement | None:
        """Nothing brought anything."""
        return None

    def close(self) -> None:
        """Nothing is open."""
