"""Documents put together from pieces: elements that are serialised once and found again while they stay the same."""

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from scapkit.memo import Memo
from scapkit.xmlio.emit import add_piece, indent, stitched
from scapkit.xmlio.parse import Element

# Makes the element of a thing under a parent.
Write = Callable[[Element, Any], None]
# Has the element of a thing made under a parent, here or as a piece.
Place = Callable[[Element, Any, Write], None]


def at_once(parent: Element, thing: Any, write: Write) -> None:
    """The place that makes elements where they belong."""
    write(parent, thing)


class Pieces:
    """The pieces of one document whose root declares `namespaces` (prefix to URI); `owner` names a thing's owner."""

    def __init__(self, namespaces: Mapping[str, str], memo: Memo, owner: Callable[[Any], str]) -> None:
        self.namespaces = namespaces
        self.memo = memo
        self.owner = owner
        self.made: list[bytes] = []

    def place(self, parent: Element, thing: Any, write: Write) -> None:
        """Leave a place under `parent`, which must be where it belongs already, and make the piece for it."""
        level = 1 + sum(1 for _ in parent.iterancestors())
        add_piece(parent, len(self.made))
        piece = self.memo(self.owner(thing), (level, thing), lambda: self._written(level, thing, write))
        self.made.append(piece)

    def document(self, root: Element) -> bytes:
        """The whole document."""
        return b"".join(stitched(root, self.made))

    def _written(self, level: int, thing: Any, write: Write) -> bytes:
        """The element as it stands at a level below the root, without declarations that the root makes."""
        around = etree.Element("x", nsmap=dict(self.namespaces))
        write(around, thing)
        indent(around[0], level)
        return etree.tostring(around, encoding="UTF-8").partition(b">")[2].removesuffix(b"</x>")
