"""Waiting for a change: the files that a build reads, looked at again and again."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from scapkit.authoring.sources import shipped_source
from scapkit.build.cache.inputs import read_stamps

INTERVAL = 0.3
Stamps = Mapping[str, tuple[int, int]]


def changes(source: Path, product: str, interval: float = INTERVAL) -> Iterator[tuple[str, ...]]:
    """The files that were changed, added or removed, each time there are any; counted from
    this call. Looks every `interval` seconds.

    Files that are still being written are waited for: what is told has been the same for one interval.
    """
    return _changes(read_stamps(source, product, shipped_source()), source, product, interval)


def _changes(known: Stamps, source: Path, product: str, interval: float) -> Iterator[tuple[str, ...]]:
    before = known
    while True:
        time.sleep(interval)
        found = read_stamps(source, product, shipped_source())
        if found != known and found == before:
            yield tuple(_different(known, found))
            known = found
        before = found


def _different(old: Stamps, new: Stamps) -> list[str]:
    return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
