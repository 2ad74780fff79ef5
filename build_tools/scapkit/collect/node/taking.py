"""Files taken from a root into a dump, with what leads to them, and why one could not be had."""

import errno
from collections.abc import Callable
from typing import NamedTuple

from scapkit.collect.node.root import Root, TooLarge, refused
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.links import components
from scapkit.model.dump import Entry, Missing

KERNEL = ("/proc", "/sys", "/dev")
"""Where the kernel shows what it likes to; nobody goes through these who was not told to."""
_REFUSED = ("EACCES", "EPERM")


OWN = ("/proc/self", "/proc/thread-self")
"""Links that lead to whoever follows them."""
Wanted = Callable[[str], bool]
"""Whether the content of a path is wanted."""


def everything(_path: str) -> bool:
    """All content."""
    return True


class Limits(NamedTuple):
    """Bytes of one file and of all together, and how many files; what is over them is noted as truncated."""

    file: int = 256 * 1024**2
    total: int = 8 * 1024**3
    files: int = 200_000


USUAL = Limits()


class Taker:
    """Takes what is asked for, each path once, and its content once somebody wants it."""

    def __init__(
        self, root: Root, writer: DumpWriter, now: Callable[[], str], limits: Limits = USUAL, live: bool = False
    ) -> None:
        self.root = root
        self.writer = writer
        self.now = now
        self.live = live
        self._taken: dict[str, bool] = {}
        self._ways: set[str] = set()
        self._limits = limits
        self._left = limits.total

    @property
    def is_full(self) -> bool:
        """Whether there are as many files as there may be."""
        return len(self._taken) >= self._limits.files

    @property
    def is_foreign(self) -> bool:
        """Whether the root is a running system which need not be the one that this program sees itself in."""
        return not self.live and isinstance(self.root.look("/proc/1/stat"), Entry)

    def path(self, path: str, wanted: Wanted = everything) -> None:
        """A path as it is asked for: the links on the way, and what they lead to."""
        where, links = self.root.resolved(path)
        if self.is_foreign and any(link.path in OWN for link in links):
            self.lacking("file", path, Missing("it is of whoever asks, which may be another than the node"))
            return
        for link in links:
            self.entry(link)
        self.way(where.path)
        if isinstance(where.found, Entry):
            self.entry(where.found, wanted(path))
        elif where.found is None:
            self._absent(path if not links or where.path == path else where.path)
        else:
            self.lacking("file", path, where.found)
            if where.path != path:
                self.lacking("file", where.path, where.found)

    def way(self, path: str) -> None:
        """The real folders above a real path: whoever looks for it goes through them, as far as they are there."""
        above = ""
        for name in components(path)[:-1]:
            above = f"{above}/{name}"
            if above in self._ways:
                continue
            self._ways.add(above)
            found = self.root.look(above)
            if isinstance(found, Entry):
                self.writer.described(found)
            elif found is None:
                self._absent(above)
                return

    def entry(self, found: Entry, wanted: bool = True) -> None:
        """What is at a real path, with the content of a regular file where it is wanted."""
        content = wanted and found.kind == "regular"
        if self._taken.get(found.path, False) >= content and found.path in self._taken:
            return
        self._taken[found.path] = content
        if found.kind != "directory" and self.writer.has("file", found.path, content):
            return
        if not content:
            self.writer.file(found, None, self.now())
        elif found.size > min(self._limits.file, self._left):
            self._without(found, "truncated", "EFBIG", self._most(found))
        else:
            self._content(found)

    def below(self, found: Entry, wanted: Wanted = everything) -> None:
        """What is in a folder that is taken as a whole: folders need no requirement of their own."""
        if found.kind == "directory":
            self._taken.setdefault(found.path, False)
            self.writer.described(found)
        else:
            self.entry(found, wanted(found.path))

    def lacking(self, kind: str, key: str, why: Missing) -> None:
        """Something that is there but cannot be had."""
        status = "forbidden" if why.key in _REFUSED else "error"
        self.writer.missing(kind, key, status, why.key, why.reason, self.now())

    def _absent(self, path: str) -> None:
        self.writer.missing("file", path, "not-found", "ENOENT", time=self.now())

    def _content(self, found: Entry) -> None:
        try:
            self.writer.file(found, self.root.pieces(found.path, min(self._limits.file, self._left)), self.now())
            self._left -= found.size
        except TooLarge:
            self._without(found, "truncated", "EFBIG", self._most(found))
        except FileNotFoundError:
            self.writer.missing("file", found.path, "error", "ENOENT", "it vanished before it was read", self.now())
        except OSError as error:
            why = refused(found.path, error)
            status = "forbidden" if error.errno in (errno.EACCES, errno.EPERM) else "error"
            self._without(found, status, why.key, why.reason)

    def _without(self, found: Entry, status: str, code: str, message: str) -> None:
        self.writer.file(found, None, self.now(), status, code, message)

    def _most(self, found: Entry) -> str:
        if found.size > self._limits.file:
            return f"{found.size} bytes, and no file over {self._limits.file} is taken"
        return f"only {self._limits.total} bytes are taken in all"
