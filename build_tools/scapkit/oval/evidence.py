"""A dump with a memory: what one evaluation has read, parsed or compiled is kept until its end."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from scapkit.dumps.protocol import Dump

T = TypeVar("T")


class Evidence:
    """The dump being judged and everything derived from it once."""

    __slots__ = ("_kept", "dump")

    def __init__(self, dump: Dump) -> None:
        self.dump = dump
        self._kept: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned the first time it was asked for under this key."""
        if key not in self._kept:
            self._kept[key] = make()
        value: T = self._kept[key]
        return value
