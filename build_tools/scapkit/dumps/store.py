"""What a dump is kept in, and its folder form: a tree of files of which nothing outside is ever touched."""

import errno
import os
import stat
from typing import Protocol

from scapkit.dumps.protocol import MAX_READ
from scapkit.model.dump import Entry, Missing
from scapkit.problem import invalid

UNKNOWN_MODE = -1
"""The mode of a folder of which only its being there is known."""

KINDS = {
    stat.S_IFREG: "regular",
    stat.S_IFDIR: "directory",
    stat.S_IFLNK: "symbolic link",
    stat.S_IFBLK: "block special",
    stat.S_IFCHR: "character special",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
}
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
_ACLS = {"system.posix_acl_access", "system.posix_acl_default"}


class Store(Protocol):
    """Files by path relative to the store's root, without links followed; the empty path is the root."""

    def entry(self, path: str) -> Entry | Missing | None:
        """A file's metadata, None where there is none."""

    def names(self, path: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a folder; None where it is no folder."""

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular file's content; Missing for anything else and over the limit (bytes)."""

    def close(self) -> None:
        """Let go of open files."""


def too_large(path: str, limit: int) -> Missing:
    """Why a file over the limit is not read."""
    return Missing(f"/{path} is larger than {limit} bytes")


class FolderStore:
    """A folder. Links are never followed by the operating system, not even on the way to a file."""

    def __init__(self, root: str) -> None:
        if not os.path.isdir(root):  # noqa: PTH112
            raise invalid(root, "no-such-dump", "there is no such folder")
        self._root = os.fsencode(root)
        self._entries: dict[str, Entry | Missing | None] = {}
        self._names: dict[str, tuple[str, ...] | Missing | None] = {}

    def entry(self, path: str) -> Entry | Missing | None:
        """A file's metadata from lstat; None too where a parent is no real folder."""
        if path not in self._entries:
            self._entries[path] = self._entry(path)
        return self._entries[path]

    def _entry(self, path: str) -> Entry | Missing | None:
        if path:
            folder = self.entry(path.rpartition("/")[0])
            if not isinstance(folder, Entry):
                return folder
            if folder.kind != "directory":
                return None
        full = self._full(path)
        try:
            return _described(path, full, os.stat(full, follow_symlinks=not path))  # noqa: PTH116
        except OSError as error:
            return None if error.errno in _ABSENT else _failed(path, error)
        except ValueError:
            # The operating system cannot have a file with a NUL in its name.
            return None

    def _full(self, path: str) -> bytes:
        return self._root + b"/" + os.fsencode(path) if path else self._root

    def names(self, path: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a real folder."""
        if path not in self._names:
            self._names[path] = self._list(path)
        return self._names[path]

    def _list(self, path: str) -> tuple[str, ...] | Missing | None:
        folder = self.entry(path)
        if not isinstance(folder, Entry):
            return folder
        if folder.kind != "directory":
            return None
        try:
            return tuple(sorted(os.fsdecode(name) for name in os.listdir(self._full(path))))  # noqa: PTH208
        except OSError as error:
            return _failed(path, error)

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular file's content; neither links nor pipes are opened."""
        found = self.entry(path)
        if not isinstance(found, Entry):
            return found
        if found.kind != "regular":
            return Missing(f"/{path} is not a regular file")
        try:
            descriptor = os.open(self._full(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            return _failed(path, error)
        with open(descriptor, "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Missing(f"/{path} is not a regular file")
            data = file.read(limit + 1)
        return too_large(path, limit) if len(data) > limit else data

    def close(self) -> None:
        """Nothing is kept open."""


def _described(path: str, full: bytes, status: os.stat_result) -> Entry:
    kind = KINDS.get(stat.S_IFMT(status.st_mode), "regular")
    return Entry(
        path,
        kind,
        stat.S_IMODE(status.st_mode),
        status.st_uid,
        status.st_gid,
        status.st_size,
        status.st_mtime,
        status.st_atime,
        status.st_ctime,
        os.fsdecode(os.readlink(full)) if kind == "symbolic link" else "",  # noqa: PTH115
        _has_acl(full) if kind != "symbolic link" else False,
    )


def _has_acl(full: bytes) -> bool:
    try:
        return not _ACLS.isdisjoint(os.listxattr(full, follow_symlinks=False))
    except (OSError, AttributeError):
        # Many file systems, and systems other than Linux, keep no such attributes.
        return False


def _failed(path: str, error: OSError) -> Missing:
    return Missing(f"/{path} cannot be read from the dump: {error.strerror}")
