"""A table of text: what every table of content or project is before it is written in some format."""

from typing import NamedTuple


class Sheet(NamedTuple):
    """A table. The first cell of a row names it; a cell of several entries has one a line. `notes` stand below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def several(entries: object) -> str:
    """Entries as one cell, each once."""
    return "\n".join(dict.fromkeys(str(each) for each in entries))  # type: ignore[attr-defined]
