"""A real folder on disk: listed once, and what is asked of its files kept as packed numbers."""

import errno
import os
import stat
from array import array
from collections.abc import Callable, Sequence

from scapkit.dumps.listing import GONE, UNKNOWN, Listing
from scapkit.model.dump import Entry, Missing

KINDS = {
    stat.S_IFREG: "regular",
    stat.S_IFDIR: "directory",
    stat.S_IFLNK: "symbolic link",
    stat.S_IFBLK: "block special",
    stat.S_IFCHR: "character special",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
}
ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)
_NUMBERS = 7
_NANO = 1_000_000_000
_NOTHING = bytes(8 * _NUMBERS)
_TYPES = ((stat.S_ISBLK, "b"), (stat.S_ISCHR, "c"), (stat.S_ISFIFO, "p"), (stat.S_ISSOCK, "s"))


class Folder:
    """The names in one text, their kinds in another; metadata packed, from the first time that it is asked for."""

    __slots__ = ("_names", "_numbers", "_open", "_path", "_place", "kinds")

    def __init__(self, place: str, path: str, open_: Callable[[str], Listing | Missing | None]) -> None:
        """`place` is where it is on disk, `path` what it is in the store, `open_` opens another of the store's.

        Raises OSError.
        """
        with os.scandir(place) as found:
            pairs = sorted((each.name, _letter(each)) for each in found)
        self._place, self._path, self._open = place, path, open_
        self._names = "/".join([name for name, _ in pairs])
        self.kinds = "".join([letter for _, letter in pairs])
        self._numbers: array[int] | None = None

    def names(self) -> Sequence[str]:
        """The names, sorted."""
        return self._names.split("/") if self._names else []

    def find(self, name: str) -> int:
        """The number of a name, -1 where the folder has none such."""
        if not name or "/" in name:
            return -1
        at = f"/{self._names}/".find(f"/{name}/")
        return -1 if at < 0 else self._names.count("/", 0, at)

    def entry(self, number: int, path: str) -> Entry | Missing | None:
        """The metadata of a name, under the path by which it was reached; asked of the disk once."""
        if self._numbers is None:
            self._numbers = array("q", _NOTHING * len(self.kinds))
        start = number * _NUMBERS
        place = f"{self._place}/{path.rpartition('/')[2]}"
        numbers = self._numbers[start : start + _NUMBERS]
        try:
            if not numbers[0]:
                numbers = packed(os.stat(place, follow_symlinks=False))  # noqa: PTH116
                self._numbers[start : start + _NUMBERS] = numbers
            return described(path, place, numbers)
        except OSError as error:
            return None if error.errno in ABSENT else failed(path, error)

    def inside(self, number: int) -> Listing | Missing | None:
        """The listing of a real folder in this one."""
        name = self.names()[number]
        return self._open(f"{self._path}/{name}" if self._path else name)


def _letter(entry: "os.DirEntry[str]") -> str:
    """From what the folder itself tells, without a look at the file where that is enough."""
    try:
        if entry.is_file(follow_symlinks=False):
            return "-"
        if entry.is_dir(follow_symlinks=False):
            return "d"
        if entry.is_symlink():
            return "l"
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError as error:
        return GONE if error.errno in ABSENT else UNKNOWN
    return next((letter for is_type, letter in _TYPES if is_type(mode)), "-")


def packed(status: os.stat_result) -> "array[int]":
    """Mode, owner, group, size and times in whole seconds."""
    return array(
        "q",
        (
            status.st_mode,
            status.st_uid,
            status.st_gid,
            status.st_size,
            status.st_mtime_ns // _NANO,
            status.st_atime_ns // _NANO,
            status.st_ctime_ns // _NANO,
        ),
    )


def described(path: str, place: str, numbers: "array[int]") -> Entry:
    """A file from its packed numbers; where a link leads is read from the disk. Whether it has an ACL is not asked."""
    mode, uid, gid, size, mtime, atime, ctime = numbers
    kind = KINDS.get(stat.S_IFMT(mode), "regular")
    target = os.readlink(place) if kind == "symbolic link" else ""  # noqa: PTH115
    return Entry(path, kind, stat.S_IMODE(mode), uid, gid, size, mtime, atime, ctime, target, None)


def failed(path: str, error: OSError) -> Missing:
    """Why the disk gave no answer."""
    return Missing(f"/{path.lstrip('/')} cannot be read from the dump: {error.strerror}")
