"""What changed between two contents, in some format."""

from typing import NamedTuple

from scapkit.api.files.naming import named
from scapkit.compare.change import ChangesFormat, Comparison
from scapkit.compare.compare import compare
from scapkit.xmlio.content import open_content

FORMATS = "scapkit.compare.formats"


class Compared(NamedTuple):
    """A comparison and its document."""

    comparison: Comparison
    data: bytes


def diff_content(old: str, new: str, name: str = "text") -> Compared:
    """The changes from one datastream or benchmark to another; raises Invalid: unknown-format."""
    changes_format: ChangesFormat = named(FORMATS, "CHANGES_FORMAT", name, "format")
    comparison = compare(open_content(old), open_content(new))
    return Compared(comparison, changes_format.render(comparison))
