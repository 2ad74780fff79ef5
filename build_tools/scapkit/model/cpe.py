"""A CPE 2.x dictionary: names and the checks that tell whether a system has them (NIST IR 7697)."""

from typing import NamedTuple

from scapkit.model.platforms import Platform


class CpeItem(NamedTuple):
    """A name, its title and a check behind it; a name with several checks is as many items.

    `notes` are for people, and in our own content tell what the check reads (`collect/markers.py`).
    """

    name: str
    title: str
    check_system: str = ""
    check_href: str = ""
    check_id: str = ""
    notes: tuple[str, ...] = ()


class CpeList(NamedTuple):
    """A dictionary, or expressions that stand outside a benchmark; `source` is its component or file name."""

    items: tuple[CpeItem, ...]
    source: str = ""
    timestamp: str = ""
    platforms: tuple[Platform, ...] = ()
