"""What the describers share: lines with a heading, counts in words, and text of elements."""

from collections import Counter
from collections.abc import Iterable, Iterator

from scapkit.xmlio.parse import Element, text_of

Line = tuple[str, str]
MAX_LISTED = 500


def under(heading: str, values: Iterable[str]) -> Iterator[Line]:
    """A line for each value, at most 500; the heading stands before the first, and lines without one go on."""
    for number, value in enumerate(values):
        if number == MAX_LISTED:
            yield "", "and more"
            return
        yield heading if number == 0 else "", value


def given(heading: str, value: str) -> Iterator[Line]:
    """A line for a value that is not empty."""
    if value.strip():
        yield heading, " ".join(value.split())


def counted(words: Iterable[str]) -> str:
    """How often each word is there, in the order of first mention: `3 pass, 1 fail`."""
    return ", ".join(f"{number} {word}" for word, number in Counter(words).items())


def child(element: Element, name: str) -> str:
    """The text of the first child of a name, of any namespace, on one line."""
    return " ".join(text_of(element.find(f"{{*}}{name}")).split())


def number_of(element: Element, name: str) -> int:
    """How many elements of a name, of any namespace, are inside."""
    return sum(1 for _ in element.iter(f"{{*}}{name}"))
