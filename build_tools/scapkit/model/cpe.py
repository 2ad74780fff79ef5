"""A CPE 2.x dictionary: names and the checks that tell whether a system has them (NIST IR 7697)."""

from typing import NamedTuple


class CpeItem(NamedTuple):
    """A name, its title and the check behind it."""

    name: str
    title: str
    check_system: str = ""
    check_href: str = ""
    check_id: str = ""


class CpeList(NamedTuple):
    """A dictionary; `source` is its component or file name."""

    items: tuple[CpeItem, ...]
    source: str = ""
    timestamp: str = ""
