"""What a dump is kept in, and its folder form: a tree of files of which nothing outside is ever touched."""

import errno
import os
import stat
from typing import IO, Protocol

from scapkit.dumps.folder import ABSENT, KINDS, Folder, described, failed, packed
from scapkit.dumps.listing import Listing
from scapkit.dumps.protocol import MAX_READ
from scapkit.model.dump import Entry, Missing
from scapkit.problem import invalid

__all__ = ["KINDS", "UNKNOWN_MODE", "FolderStore", "Store", "too_large"]

UNKNOWN_MODE = -1
"""The mode of a folder of which only its being there is known."""

MAX_KEPT = 10_000
"""As many files' metadata is remembered besides that of folders: most are asked for again and again, or only once."""
_ACLS = {"system.posix_acl_access", "system.posix_acl_default"}


class Store(Protocol):
    """Files by path relative to the store's root, without links followed; the empty path is the root."""

    def entry(self, path: str) -> Entry | Missing | None:
        """A file's metadata, None where there is none."""

    def has_acl(self, path: str) -> bool | None:
        """Whether a file has an access control list beyond its mode; None where nobody knows."""

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing:
        """The extended attributes of a file that is there, by name."""

    def names(self, path: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a folder; None where it is no folder."""

    def listing(self, path: str) -> Listing | Missing | None:
        """What is in a folder, for walks; None where it is no folder."""

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular file's content; Missing for anything else and over the limit (bytes)."""

    def close(self) -> None:
        """Let go of open files."""


def too_large(path: str, limit: int) -> Missing:
    """Why a file over the limit is not read."""
    return Missing(f"/{path} is larger than {limit} bytes")


def _whole(file: IO[bytes], size: int, path: str, limit: int) -> bytes | Missing:
    """All of a file, though it should have grown or an error come in the middle."""
    try:
        data = file.read(size + 1)
        if len(data) > size:
            data += file.read(limit + 1 - len(data))
    except OSError as error:
        return failed(path, error)
    return too_large(path, limit) if len(data) > limit else data


class FolderStore:
    """A folder. Links are never followed by the operating system, not even on the way to a file."""

    def __init__(self, root: str) -> None:
        if not os.path.isdir(root):  # noqa: PTH112
            raise invalid(root, "no-such-dump", "there is no such folder")
        self._root = root
        self._entries: dict[str, Entry | Missing | None] = {}
        self._folders: dict[str, Folder | Missing | None] = {}

    def entry(self, path: str) -> Entry | Missing | None:
        """A file's metadata from lstat; None too where a parent is no real folder."""
        try:
            return self._entries[path]
        except KeyError:
            pass
        found = self._entry(path)
        if len(self._entries) < MAX_KEPT or (isinstance(found, Entry) and found.kind == "directory"):
            self._entries[path] = found
        return found

    def _entry(self, path: str) -> Entry | Missing | None:
        if path:
            folder = self.entry(path.rpartition("/")[0])
            if not isinstance(folder, Entry):
                return folder
            if folder.kind != "directory":
                return None
        place = self._place(path)
        try:
            return described(path, place, packed(os.stat(place, follow_symlinks=not path)))  # noqa: PTH116
        except OSError as error:
            return None if error.errno in ABSENT else failed(path, error)
        except ValueError:
            # The operating system cannot have a file with a NUL in its name.
            return None

    def _place(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root

    def has_acl(self, path: str) -> bool | None:
        """From the file's extended attributes; a link has none."""
        try:
            return not _ACLS.isdisjoint(os.listxattr(self._place(path), follow_symlinks=False))
        except (OSError, AttributeError):
            # Many file systems, and systems other than Linux, keep no such attributes.
            return False

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing:
        """The file's own; none where the file system keeps none."""
        place = self._place(path)
        try:
            names = sorted(os.listxattr(place, follow_symlinks=False))
            return tuple((name, os.getxattr(place, name, follow_symlinks=False)) for name in names)
        except OSError as error:
            return () if error.errno == errno.ENOTSUP else failed(path, error)

    def names(self, path: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a real folder."""
        found = self.listing(path)
        return tuple(found.names()) if isinstance(found, Folder) else found

    def listing(self, path: str) -> Folder | Missing | None:
        """What is in a real folder, listed once."""
        if path not in self._folders:
            self._folders[path] = self._listing(path)
        return self._folders[path]

    def _listing(self, path: str) -> Folder | Missing | None:
        folder = self.entry(path)
        if not isinstance(folder, Entry):
            return folder
        return self._opened(path) if folder.kind == "directory" else None

    def _inside(self, path: str) -> Folder | Missing | None:
        """The listing of what its parent's listing says to be a real folder."""
        if path not in self._folders:
            self._folders[path] = self._opened(path)
        return self._folders[path]

    def _opened(self, path: str) -> Folder | Missing:
        try:
            return Folder(self._place(path), path, self._inside)
        except OSError as error:
            return failed(path, error)

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular file's content; neither links nor pipes are opened."""
        found = self.entry(path)
        if not isinstance(found, Entry):
            return found
        if found.kind != "regular":
            return Missing(f"/{path} is not a regular file")
        try:
            descriptor = os.open(self._place(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            return failed(path, error)
        with open(descriptor, "rb") as file:  # noqa: PTH123
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Missing(f"/{path} is not a regular file")
            if status.st_size > limit:
                return too_large(path, limit)
            return _whole(file, status.st_size, path, limit)

    def close(self) -> None:
        """Nothing is kept open."""
