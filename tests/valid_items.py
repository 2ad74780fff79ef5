"""Whether items that a probe made are what the official schema of system characteristics allows."""

from collections.abc import Sequence
from pathlib import Path

from scapkit.model.dump import Asset
from scapkit.model.oval import Generator
from scapkit.model.syschar import Collected, Flag, Item
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.validate import schema_problems
from scapkit.xmlio.write.syschar import number_items, write_syschar


def assert_valid(items: Sequence[Item], schemas: Path) -> None:
    """There are items, and the schema has nothing to say against them."""
    assert items
    collected = [Collected("oval:x:obj:1", Flag.COMPLETE, tuple(items))]
    generator = Generator(schema_version="5.11.3", timestamp="2026-01-01T00:00:00")
    written = write_syschar(collected, number_items(collected), Asset("a"), generator)
    assert schema_problems(parse(to_bytes(written), "items.xml"), "items.xml", schemas) == []
