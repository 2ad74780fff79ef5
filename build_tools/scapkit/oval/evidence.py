"""A dump with a memory: what one evaluation has read, parsed or compiled is kept until its end."""

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from scapkit.dumps.protocol import Dump
from scapkit.oval.matching.searching import begin

if TYPE_CHECKING:
    from scapkit.model.oval import Object
    from scapkit.model.syschar import Collected, Item

T = TypeVar("T")
MAX_WEIGHT = 128 * 1024 * 1024
"""What the items of an evaluation may weigh together: 64 for a field, and one for each character of its value."""
FIELD_WEIGHT = 64
# Of an object and the session that asks what came of it; the session is what `objects.Session` describes.
Collect = Callable[["Object", Any], "Collected"]


class Evidence:
    """The dump being judged and everything derived from it once; with it begins what its searches may spend.

    `collect` stands in for looking into the dump where what came of objects is known already (`recorded.py`).
    """

    __slots__ = ("_kept", "_spent", "collect", "dump")

    def __init__(self, dump: Dump, collect: "Collect | None" = None) -> None:
        begin()
        self.dump = dump
        self.collect = collect
        self._kept: dict[Hashable, Any] = {}
        self._spent = 0

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned the first time it was asked for under this key."""
        if key not in self._kept:
            self._kept[key] = make()
        value: T = self._kept[key]
        return value

    def affordable(self, items: "Sequence[Item]") -> "Sequence[Item]":
        """The first of these items, all of them while an evaluation does not find more than fits into memory."""
        for number, item in enumerate(items):
            for field in item.fields:
                self._spent += FIELD_WEIGHT + len(field.value) + FIELD_WEIGHT * len(field.fields)
            if self._spent > MAX_WEIGHT:
                return items[:number]
        return items
