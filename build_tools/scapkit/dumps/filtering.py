"""Filtered answers that are made of raw ones when they are asked for, because nobody made them when collecting."""

from typing import Protocol

from scapkit.dumps.tree import API_ROOTS
from scapkit.model.dump import Entry, Missing

ROOTS = tuple(f"/{root}/" for root in API_ROOTS)


class Filters(Protocol):
    """What the filters of content can make of answers."""

    def is_stale(self, path: str) -> bool:
        """Whether the filtered answer at a path was made with other Values than those that count now."""

    def make(self, path: str, answer: bytes) -> bytes | Missing:
        """What the filter that a path names makes of an answer, or why nothing."""

    def close(self) -> None:
        """No more is asked for."""


class Made:
    """Filtered answers by path, each made once."""

    def __init__(self, filters: Filters | None = None) -> None:
        self._filters = filters
        self._made: dict[str, bytes | Missing] = {}

    def is_stale(self, path: str) -> bool:
        """Whether what the dump has at a path does not count."""
        return self._filters is not None and "#" in path and path.startswith(ROOTS) and self._filters.is_stale(path)

    def make(self, path: str, answer: bytes | Missing | None) -> Entry | Missing | None:
        """A path's entry, made of the raw answer; None where nobody can make it."""
        if self._filters is None or not isinstance(answer, bytes):
            return None
        if path not in self._made:
            self._made[path] = self._filters.make(path, answer)
        made = self._made[path]
        return made if isinstance(made, Missing) else Entry(path, size=len(made))

    def content(self, path: str) -> bytes | Missing | None:
        """What was made; None for what was not."""
        return self._made.get(path)

    def close(self) -> None:
        """No more is asked for."""
        if self._filters is not None:
            self._filters.close()
