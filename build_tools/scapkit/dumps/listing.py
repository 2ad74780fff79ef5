"""What is in a folder, as compact as can be: a tree may have hundreds of thousands of files, and be walked often."""

from collections.abc import Callable, Sequence
from typing import Protocol

from scapkit.model.dump import Entry, Missing

LETTERS = {
    "regular": "-",
    "directory": "d",
    "symbolic link": "l",
    "block special": "b",
    "character special": "c",
    "fifo": "p",
    "socket": "s",
}
UNKNOWN = "?"
GONE = " "


class Listing(Protocol):
    """A folder's names in order; `kinds` has a letter for each, as `ls -l` writes it, `?` where nobody knows."""

    @property
    def kinds(self) -> str:
        """One letter a name: `-dlbcps`, `?` for what is Missing, a space for what is gone."""

    def names(self) -> Sequence[str]:
        """The names, sorted."""

    def find(self, name: str) -> int:
        """The number of a name, -1 where the folder has none such."""

    def entry(self, number: int, path: str) -> Entry | Missing | None:
        """The metadata of a name, under the path by which it was reached."""

    def inside(self, number: int) -> "Listing | Missing | None":
        """The listing of a real folder in this one."""


class Asked:
    """A listing made by asking for each entry."""

    __slots__ = ("_entries", "_inside", "_names", "kinds")

    def __init__(
        self,
        names: tuple[str, ...],
        entry: Callable[[str], Entry | Missing | None],
        inside: Callable[[str], Listing | Missing | None],
    ) -> None:
        self._names = names
        self._inside = inside
        self._entries = [entry(name) for name in names]
        self.kinds = "".join(map(_letter, self._entries))

    def names(self) -> Sequence[str]:
        """The names, sorted."""
        return self._names

    def find(self, name: str) -> int:
        """The number of a name, -1 where the folder has none such."""
        return self._names.index(name) if name in self._names else -1

    def entry(self, number: int, path: str) -> Entry | Missing | None:
        """The metadata of a name, under the path by which it was reached."""
        found = self._entries[number]
        return found._replace(path=path) if isinstance(found, Entry) else found

    def inside(self, number: int) -> Listing | Missing | None:
        """The listing of a real folder in this one."""
        return self._inside(self._names[number])


def _letter(found: Entry | Missing | None) -> str:
    if isinstance(found, Entry):
        return LETTERS[found.kind]
    return GONE if found is None else UNKNOWN


def asked(
    folder: str,
    names: tuple[str, ...],
    entry: Callable[[str], Entry | Missing | None],
    listing: Callable[[str], Listing | Missing | None],
) -> Asked:
    """A listing of `folder` made of the names in it and of what is said of each path."""
    start = f"{folder.rstrip('/')}/" if folder else ""
    return Asked(names, lambda name: entry(start + name), lambda name: listing(start + name))
