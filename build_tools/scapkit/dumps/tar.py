"""A dump in a tar archive, read in place: names are indexed once, contents found by their offset."""

import tarfile
from collections.abc import Iterator
from typing import IO, NamedTuple

from scapkit.dumps.links import MAX_PATH
from scapkit.dumps.listing import Listing, asked
from scapkit.dumps.protocol import MAX_READ
from scapkit.dumps.store import UNKNOWN_MODE, too_large
from scapkit.model.dump import Entry, Missing
from scapkit.problem import invalid

MAX_MEMBERS = 2_000_000
_KINDS = {
    tarfile.SYMTYPE: "symbolic link",
    tarfile.DIRTYPE: "directory",
    tarfile.FIFOTYPE: "fifo",
    tarfile.CHRTYPE: "character special",
    tarfile.BLKTYPE: "block special",
}
# What Python's reader of archives throws at damaged ones, besides what it says that it throws.
_DAMAGED = (tarfile.TarError, ValueError, EOFError, OverflowError, LookupError)
_ACL_HEADERS = ("SCHILY.acl.access", "SCHILY.acl.default", "SCHILY.xattr.system.posix_acl_access")


class _Member(NamedTuple):
    """An entry and where its content starts; `sparse` holds what tarfile needs for a file with holes."""

    entry: Entry
    offset: int = -1
    sparse: tarfile.TarInfo | None = None


class TarStore:
    """A tar archive; a folder that has no member of its own is there with mode UNKNOWN_MODE."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._tar = _opened(file, name)
        self._members = _index(self._tar, name)
        _check_end(file, self._tar, name)
        self._children = _folders(self._members)
        self._prefix = ""

    def enter(self, folder: str) -> None:
        """Make a folder of the archive the root."""
        self._prefix = f"{folder}/"

    def _place(self, path: str) -> str:
        return (self._prefix + path).rstrip("/")

    def entry(self, path: str) -> Entry | Missing | None:
        """A member's header as metadata."""
        place = self._place(path)
        member = self._members.get(place)
        if member is not None:
            return member.entry._replace(path=path)
        return Entry(path, "directory", UNKNOWN_MODE) if place in self._children else None

    def names(self, path: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a folder."""
        found = self.entry(path)
        if not isinstance(found, Entry) or found.kind != "directory":
            return None
        return tuple(sorted(self._children.get(self._place(path), ())))

    def has_acl(self, path: str) -> bool | None:
        """From the member's extended header."""
        found = self.entry(path)
        return found.has_acl if isinstance(found, Entry) else None

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing:
        """Not read from archives: few that make one keep them."""
        return Missing(f"not collected: the extended attributes of /{path}, which are not read from an archive")

    def listing(self, path: str) -> Listing | Missing | None:
        """What is in a folder, for walks."""
        names = self.names(path)
        if names is None or isinstance(names, Missing):
            return names
        return asked(path, names, self.entry, self.listing)

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular member's content; a hard link's is that of the member it names."""
        member = self._members.get(self._place(path))
        if member is None:
            return None if self.entry(path) is None else Missing(f"/{path} is not a regular file")
        if member.entry.kind != "regular":
            return Missing(f"/{path} is not a regular file")
        if member.entry.size > limit:
            return too_large(path, limit)
        data = self._content(member)
        return data if len(data) == member.entry.size else Missing(f"/{path} is cut off in the archive")

    def _content(self, member: _Member) -> bytes:
        if member.sparse is not None:
            file = self._tar.extractfile(member.sparse)
            return file.read() if file else b""
        self._file.seek(member.offset)
        return self._file.read(member.entry.size)

    def close(self) -> None:
        """Close the archive."""
        self._tar.close()
        self._file.close()


def _opened(file: IO[bytes], name: str) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=file, mode="r:", errors="surrogateescape")
    except _DAMAGED as error:
        raise invalid(name, "not-a-dump", f"neither a folder nor a tar archive: {error}") from None


def _headers(tar: tarfile.TarFile, name: str) -> Iterator[tarfile.TarInfo]:
    try:
        count = 0
        while (header := tar.next()) is not None:
            count += 1
            if count > MAX_MEMBERS:
                raise invalid(name, "too-many-files", f"the archive has more than {MAX_MEMBERS} members")
            yield header
            # Without this tarfile keeps every header that it has seen.
            tar.members = []  # type: ignore[attr-defined]
    except _DAMAGED as error:
        raise invalid(name, "malformed-tar", f"the archive is damaged: {error}") from None


def _check_end(file: IO[bytes], tar: tarfile.TarFile, name: str) -> None:
    """An archive ends with blocks of zeros (POSIX.1-2017, pax); without them who knows what else was in it."""
    file.seek(tar.offset)
    if not file.read(1):
        raise invalid(name, "malformed-tar", "the archive is cut off")


def _index(tar: tarfile.TarFile, name: str) -> dict[str, _Member]:
    members: dict[str, _Member] = {}
    for header in _headers(tar, name):
        path = _safe(header.name, name)
        if header.islnk():
            target = members.get(_safe(header.linkname, name))
            if target is None:
                raise invalid(
                    name, "malformed-tar", f"{header.name!r} links to {header.linkname!r}, which is not there"
                )
            members[path] = target
        else:
            members[path] = _Member(_described(path, header), header.offset_data, header if header.issparse() else None)
    return members


def _safe(member: str, name: str) -> str:
    parts = [part for part in member.split("/") if part not in ("", ".")]
    if member.startswith("/") or ".." in parts:
        raise invalid(name, "unsafe-path", f"the member {member[:80]!r} leads out of the archive")
    if len(member) > MAX_PATH:
        raise invalid(name, "malformed-tar", f"the path {member[:80]!r}… is longer than any system's")
    return "/".join(parts)


def _described(path: str, header: tarfile.TarInfo) -> Entry:
    kind = _KINDS.get(header.type, "regular")
    mtime = float(header.mtime)
    return Entry(
        path,
        kind,
        header.mode & 0o7777,
        header.uid,
        header.gid,
        len(header.linkname.encode("utf-8", "surrogateescape")) if kind == "symbolic link" else header.size,
        mtime,
        _time(header, "atime", mtime),
        _time(header, "ctime", mtime),
        header.linkname if kind == "symbolic link" else "",
        any(key in header.pax_headers for key in _ACL_HEADERS),
    )


def _time(header: tarfile.TarInfo, name: str, default: float) -> float:
    try:
        return float(header.pax_headers.get(name, default))
    except ValueError:
        return default


def _folders(members: dict[str, _Member]) -> dict[str, set[str]]:
    children: dict[str, set[str]] = {"": set()}
    for path in members:
        folder, _, name = path.rpartition("/")
        while name and name not in children.setdefault(folder, set()):
            children[folder].add(name)
            folder, _, name = folder.rpartition("/")
    return children
