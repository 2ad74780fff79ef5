"""The settings in a unit file (systemd.syntax(7))."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Setting(NamedTuple):
    """A line `key=value` below the head of its section."""

    section: str
    key: str
    value: str


def read_settings(text: str) -> Iterator[Setting]:
    """The settings in order; what is no setting is passed over, as systemd does."""
    section = ""
    for line in _whole_lines(text):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif section and "=" in line:
            key, _, value = line.partition("=")
            yield Setting(section, key.strip(), value.strip())


def _whole_lines(text: str) -> Iterator[str]:
    """Lines with those that a backslash joins put together; remarks may stand between these."""
    begun = ""
    for raw in text.split("\n"):
        line = raw.strip()
        if line.startswith(("#", ";")) or (not line and not begun):
            continue
        if line.endswith("\\"):
            begun += line[:-1].rstrip() + " "
            continue
        yield begun + line
        begun = ""


def values(settings: Iterable[Setting], section: str, key: str) -> list[str]:
    """What a key is set to, each time that it is."""
    return [each.value for each in settings if each.section == section and each.key == key]
