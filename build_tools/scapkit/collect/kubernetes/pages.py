"""Pages of a list, joined into one List whose items are the server's own text."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

NOT_OF_THE_WHOLE = ("continue", "remainingItemCount")
_SPACE = " \t\r\n"


class Page(NamedTuple):
    """An answer's members by their text; `items` are the text of each item, None where it is no list."""

    members: tuple[tuple[str, str], ...]
    items: tuple[str, ...] | None
    token: str


def read_page(body: bytes) -> Page:
    """An answer, which must be a JSON object. Raises ValueError or RecursionError."""
    text = _Text(body.decode())
    members: list[tuple[str, str]] = []
    items: tuple[str, ...] | None = None
    token = ""
    for name in text.names():
        if name == "items" and text.peek() == "[":
            items = tuple(text.elements())
            continue
        value, raw = text.value()
        if name == "items" and value is None:
            items = ()
            continue
        members.append((name, raw))
        if name == "metadata" and isinstance(value, dict):
            token = str(value.get("continue") or "")
    text.end()
    return Page(tuple(members), items, token)


def joined(pages: Iterable[Page]) -> Iterator[bytes]:
    """One List of all pages: what the first says of itself, without what is true of a page only, and all items."""
    separator = ""
    for number, page in enumerate(pages):
        if not number:
            yield f'{{{"".join(f"{_member(*each)}," for each in page.members)}"items":['.encode()
        for item in page.items or ():
            yield f"{separator}{item}".encode()
            separator = ","
    yield b"]}\n"


def _member(name: str, raw: str) -> str:
    if name == "metadata":
        metadata = {key: value for key, value in json.loads(raw).items() if key not in NOT_OF_THE_WHOLE}
        raw = json.dumps(metadata, ensure_ascii=False, separators=(",", ":"))
    return f"{json.dumps(name)}:{raw}"


class _Text:
    """A JSON object read member by member, so that of its items only the text is kept."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._decode = json.JSONDecoder().raw_decode

    def peek(self) -> str:
        """The next character that is no space; the empty string at the end."""
        while self._text[self._at : self._at + 1] and self._text[self._at] in _SPACE:
            self._at += 1
        return self._text[self._at : self._at + 1]

    def take(self, *characters: str) -> str:
        """The next character, which must be one of these."""
        found = self.peek()
        if found not in characters or not found:
            raise json.JSONDecodeError(f"expected {' or '.join(characters)}", self._text, self._at)
        self._at += 1
        return found

    def value(self) -> tuple[Any, str]:
        """The next value, and its text."""
        self.peek()
        start = self._at
        found, self._at = self._decode(self._text, start)
        return found, self._text[start : self._at]

    def names(self) -> Iterator[str]:
        """The names of the object's members; the value of each must be taken before the next is asked for."""
        self.take("{")
        mark = "}" if self.peek() == "}" and self.take("}") else ","
        while mark == ",":
            name = self.value()[0]
            self.take(":")
            yield str(name)
            mark = self.take(",", "}")

    def elements(self) -> Iterator[str]:
        """The text of each element of the array that comes next."""
        self.take("[")
        mark = "]" if self.peek() == "]" and self.take("]") else ","
        while mark == ",":
            yield self.value()[1]
            mark = self.take(",", "]")

    def end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise json.JSONDecodeError("more than one value", self._text, self._at)
