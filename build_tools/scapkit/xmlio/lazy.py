"""A mapping from id to part that reads a part only when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class LazyParts(Mapping[str, T], Generic[T]):
    """Parts by id, each read on first access and kept; `keys` has the ids, `known` those that were read before."""

    __slots__ = ("_kept", "_keys", "_read")

    def __init__(
        self, keys: Mapping[str, object], read: Callable[[str], T], known: Mapping[str, T] | None = None
    ) -> None:
        self._keys = keys
        self._read = read
        self._kept: dict[str, T] = dict(known or {})

    @property
    def kept(self) -> Mapping[str, T]:
        """The parts that were read so far."""
        return self._kept

    def __getitem__(self, key: str) -> T:
        found = self._kept.get(key)
        if found is None:
            if key not in self._keys:
                raise KeyError(key)
            found = self._kept[key] = self._read(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys
