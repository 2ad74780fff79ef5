"""Documents put together from pieces: elements that are serialised once and found again while they stay the same."""

from collections.abc import Callable, Mapping
from typing import Any

from scapkit.memo import Memo
from scapkit.xmlio.emit import add_piece, stitched
from scapkit.xmlio.serialise import Element, serialised

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
        self.scope = {namespace: prefix for prefix, namespace in namespaces.items()}
        self.memo = memo
        self.owner = owner
        self.made: list[bytes] = []

    def place(self, parent: Element, thing: Any, write: Write) -> None:
        """Leave a place under `parent` and make the piece for it."""
        level = parent.level + 1
        add_piece(parent, len(self.made))
        piece = self.memo(self.owner(thing), (level, thing), lambda: self._written(level, thing, write))
        self.made.append(piece)

    def document(self, root: Element) -> bytes:
        """The whole document."""
        return b"".join(stitched(root, self.made))

    def _written(self, level: int, thing: Any, write: Write) -> bytes:
        """The element as it stands at a level below the root, without declarations that the root makes."""
        around = Element("", "", level - 1)
        write(around, thing)
        (element,) = around.children
        assert isinstance(element, Element)
        return "".join(map(str, serialised(element, self.scope, level))).encode()
