"""A mapping from id to part that reads a part only when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from scapkit.xmlio.parse import Element

T = TypeVar("T")


class LazyParts(Mapping[str, T], Generic[T]):
    """Elements by id, each turned into its model object on first access and kept."""

    __slots__ = ("_elements", "_kept", "_read")

    def __init__(self, elements: Mapping[str, Element], read: Callable[[Element], T]) -> None:
        self._elements = elements
        self._read = read
        self._kept: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._kept:
            self._kept[key] = self._read(self._elements[key])
        return self._kept[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._elements)

    def __len__(self) -> int:
        return len(self._elements)

    def __contains__(self, key: object) -> bool:
        return key in self._elements
