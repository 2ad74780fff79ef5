"""What the tests of the Linux probes share: dumps with a manifest, and what a collection and the schema say."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.model.oval import Generator
from scapkit.model.syschar import Collected, Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.syschar import number_items, write_syschar


def dump(
    folder: Path, files: Mapping[str, bytes], *requirements: Requirement, described: Sequence[Entry] = ()
) -> Evidence:
    """A dump of files by system path, and of facts by their path in the dump, all of them collected."""
    asked = [_asked(path) for path in files]
    kept = {f"files{path}" if path.startswith("/") else path: data for path, data in files.items()}
    write_dump(folder / "dump", Manifest(Asset("a"), (*asked, *requirements)), kept, described)
    return Evidence(open_dump(str(folder / "dump")))


def _asked(path: str) -> Requirement:
    if path.startswith("/"):
        return Requirement("file", path, "collected", f"files{path}")
    kind = path.removeprefix("facts/").removesuffix(".jsonl").replace("_", ":", 1)
    return Requirement("fact", kind, "collected", path)


def reasons(found: Collection) -> list[str]:
    """Why evidence is missing."""
    return [each.reason for each in found.missing]


def column(found: Collection, name: str) -> list[list[str]]:
    """What each item has under a name: its values, in brackets where the status is not exists."""
    return [
        [each.value if each.status == "exists" else f"({each.status})" for each in item.fields if each.name == name]
        for item in found.items
    ]


def schema_faults(found: Collection, schemas: Path) -> list[str]:
    """What the official schema has against the items."""
    collected = (Collected("oval:x:obj:1", Flag.COMPLETE, tuple(found.items)),)
    generator = Generator(timestamp="2026-01-01T00:00:00")
    root = write_syschar(collected, number_items(collected), Asset("a", addresses=("10.0.0.1",)), generator)
    schema = etree.XMLSchema(file=str(schemas / "oval/5.11.3/linux-system-characteristics-schema.xsd"))
    schema.validate(etree.fromstring(to_bytes(root)))
    return [error.message for error in schema.error_log]
