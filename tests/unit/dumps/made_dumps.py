"""Dumps with a manifest, made for a test."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from scapkit.dumps.open import open_dump
from scapkit.dumps.protocol import Dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement

API = "kubernetes-api-resources"


def dump_of(
    folder: Path,
    requirements: Iterable[Requirement],
    files: Mapping[str, bytes] | None = None,
    described: Iterable[Entry] = (),
) -> Dump:
    write_dump(folder / "dump", Manifest(Asset("a"), tuple(requirements)), files or {}, described)
    return open_dump(str(folder / "dump"))


def reason(found: object) -> str:
    assert isinstance(found, Missing)
    return found.reason


def entry(dump: Dump, path: str) -> Entry:
    found = dump.entry(path)
    assert isinstance(found, Entry)
    return found
