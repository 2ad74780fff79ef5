"""Text that must not be longer than some place allows: what matters most goes in first, what is left out is counted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

NOTE = 200
"""As many bytes are kept for saying what a section, or the whole, leaves out."""


class Item(NamedTuple):
    """Something told in a line, and what more there is to say of it."""

    line: str
    details: str = ""


class Section(NamedTuple):
    """Items under a heading, the weightiest first; their lines may take up to `share` of all the room there is."""

    heading: str
    items: tuple[Item, ...]
    noun: str
    share: float


def fitted(head: str, sections: Sequence[Section], most: int) -> str:
    """Head and sections in at most so many bytes of UTF-8; the head is never cut.

    The first lines of all sections come first, then details of these as they fit, then further lines.
    """
    told = [each for each in sections if each.items]
    room = _Room(most - _size(head) - NOTE - sum(_size(each.heading) + NOTE for each in told))
    shown = [room.lines(each.items, int(most * each.share)) for each in told]
    shown = [[item if room.take(item.details) else Item(item.line) for item in items] for items in shown]
    for section, items in zip(told, shown, strict=True):
        items.extend(map(_line, room.lines(section.items[len(items) :], most)))
    written = "".join(part for section, items in zip(told, shown, strict=True) for part in _written(section, items))
    silent = sum(_silent(section, items) for section, items in zip(told, shown, strict=True))
    note = f"\nOf {silent} of these the details are left out, as there is no room for them here.\n" if silent else ""
    return f"{head}{written}{note}"


class _Room:
    """What is left of the bytes that may be written."""

    def __init__(self, left: int) -> None:
        self._left = left

    def take(self, text: str) -> bool:
        """Whether the text fits, which then has its place."""
        fits = _size(text) <= self._left
        self._left -= _size(text) * fits
        return fits

    def lines(self, items: Sequence[Item], share: int) -> list[Item]:
        """The first items whose lines fit, and take no more than a share."""
        own, found = _Room(share), []
        for item in items:
            if not (own.take(item.line) and self.take(item.line)):
                break
            found.append(item)
        return found


def _line(item: Item) -> Item:
    return Item(item.line)


def _silent(section: Section, items: Sequence[Item]) -> int:
    """How many of the items that are told lack their details."""
    return sum(bool(whole.details) and not told.details for whole, told in zip(section.items, items, strict=False))


def _written(section: Section, items: Sequence[Item]) -> Iterator[str]:
    yield section.heading
    yield from (f"{item.line}{item.details}" for item in items)
    if more := len(section.items) - len(items):
        yield f"\n{more} more {section.noun}{'s' * (more != 1)} {'are' if more != 1 else 'is'} left out here.\n"


def _size(text: str) -> int:
    return len(text.encode())
