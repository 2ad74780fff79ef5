"""The root of a system, which is only read: each name is opened from the folder above it, and no link is ever opened.

So nothing outside the root is reached, though somebody should put links in place of folders while we read.
"""

import errno
import os
import stat
from collections import OrderedDict
from collections.abc import Iterator

from scapkit.dumps.links import Resolved, resolve
from scapkit.dumps.store import KINDS
from scapkit.model.dump import Entry, Missing
from scapkit.problem import invalid

MAX_OPEN = 64
"""Folders that are kept open."""
PIECE = 1024 * 1024
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)
_ACLS = frozenset({"system.posix_acl_access", "system.posix_acl_default"})
_FOLDER = os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


class TooLarge(Exception):
    """A file that has more than it may have."""


def refused(path: str, error: OSError) -> Missing:
    """What the operating system refused; the key is the error's name, as in EACCES."""
    name = errno.errorcode.get(error.errno or 0, "")
    return Missing(f"{path}: {(error.strerror or str(error)).lower()}", name)


class Root:
    """A mounted root, or `/` itself. Paths are those of the system; links are followed by `resolved` alone."""

    def __init__(self, path: str) -> None:
        """Raises Invalid: no-such-root."""
        self.path = path
        self._open: OrderedDict[str, int] = OrderedDict()
        try:
            self._top = os.open(path, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise invalid(path, "no-such-root", f"cannot be read: {error.strerror}") from None

    def close(self) -> None:
        """Let go of the folders."""
        for descriptor in (*self._open.values(), self._top):
            os.close(descriptor)
        self._open.clear()

    def look(self, path: str) -> Entry | Missing | None:
        """What is at a path whose folders are all real; a link is itself."""
        try:
            return self._entry(path)
        except OSError as error:
            return None if error.errno in ABSENT else refused(path, error)
        except ValueError:
            # no file has a NUL in its name
            return None

    def resolved(self, path: str) -> tuple[Resolved, tuple[Entry, ...]]:
        """Where a path leads, and the links on the way to it."""
        links: dict[str, Entry] = {}

        def look(place: str) -> Entry | Missing | None:
            found = self.look(place)
            if isinstance(found, Entry) and found.kind == "symbolic link":
                links[place] = found
            return found

        where = resolve(path, look, follow_last=True)
        return where, tuple(links.values())

    def names(self, path: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a real folder."""
        try:
            descriptor = self._reading(path, os.O_RDONLY | _FOLDER)
        except OSError as error:
            return None if error.errno in ABSENT else refused(path, error)
        try:
            return tuple(sorted(os.listdir(descriptor)))  # noqa: PTH208
        except OSError as error:
            return refused(path, error)
        finally:
            os.close(descriptor)

    def pieces(self, path: str, limit: int) -> Iterator[bytes]:
        """A regular file's content. Raises OSError, and TooLarge for more than `limit` bytes."""
        with open(self._reading(path, _FILE), "rb", buffering=0) as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.ESTALE, "it was replaced while it was read")
            left = limit
            while piece := file.read(min(PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise TooLarge
                yield piece

    def whole(self, path: str, limit: int) -> bytes | Missing | None:
        """A real regular file's content."""
        found = self.look(path)
        if not isinstance(found, Entry):
            return found
        if found.kind != "regular":
            return Missing(f"{path}: not a regular file")
        try:
            return b"".join(self.pieces(path, limit))
        except OSError as error:
            return None if error.errno in ABSENT else refused(path, error)
        except TooLarge:
            return Missing(f"{path}: larger than {limit} bytes")

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing:
        """The extended attributes of what is at a real path, by name."""
        try:
            place = self._by_descriptor(path)
            names = sorted(os.listxattr(place, follow_symlinks=False))
            return tuple((name, os.getxattr(place, name, follow_symlinks=False)) for name in names)
        except OSError as error:
            return () if error.errno == errno.ENOTSUP else refused(path, error)

    def _entry(self, path: str) -> Entry:
        folder, name = self._parent(path)
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
        kind = KINDS.get(stat.S_IFMT(status.st_mode), "regular")
        target = os.readlink(name, dir_fd=folder) if kind == "symbolic link" else ""
        mtime, atime, ctime = (float(int(each)) for each in (status.st_mtime, status.st_atime, status.st_ctime))
        numbers = (stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, status.st_size)
        return Entry(path, kind, *numbers, mtime, atime, ctime, target, self._has_acl(path, kind))

    def _has_acl(self, path: str, kind: str) -> bool | None:
        if kind == "symbolic link":
            return False
        try:
            return not _ACLS.isdisjoint(os.listxattr(self._by_descriptor(path), follow_symlinks=False))
        except OSError as error:
            return False if error.errno == errno.ENOTSUP else None

    def _by_descriptor(self, path: str) -> str:
        """A name for calls that take no descriptor of a folder."""
        folder, name = self._parent(path)
        return f"/proc/self/fd/{folder}/{name}"

    def _parent(self, path: str) -> tuple[int, str]:
        folder, _, name = path.rstrip("/").rpartition("/")
        return self._folder(folder), name or "."

    def _folder(self, path: str) -> int:
        """A descriptor of a real folder, which stays the root's."""
        if not path:
            return self._top
        if path in self._open:
            self._open.move_to_end(path)
            return self._open[path]
        above, _, name = path.rpartition("/")
        descriptor = os.open(name, os.O_PATH | _FOLDER, dir_fd=self._folder(above))
        self._open[path] = descriptor
        if len(self._open) > MAX_OPEN:
            os.close(self._open.popitem(last=False)[1])
        return descriptor

    def _reading(self, path: str, flags: int) -> int:
        """Open without a trace: the time of access stays as it was where we may ask for that (open(2), O_NOATIME)."""
        folder, name = self._parent(path)
        try:
            return os.open(name, flags | os.O_NOATIME, dir_fd=folder)
        except PermissionError:
            return os.open(name, flags, dir_fd=folder)
