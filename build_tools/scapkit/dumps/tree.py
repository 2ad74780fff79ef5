"""A store seen as a system: paths from its root, links followed, metadata from files.jsonl where it has it."""

from collections.abc import Mapping
from types import MappingProxyType

from scapkit.dumps.links import Resolved, resolve
from scapkit.dumps.listing import Listing
from scapkit.dumps.protocol import MAX_READ, MAX_READ_IN_ALL
from scapkit.dumps.store import UNKNOWN_MODE, Store
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement

NO_ENTRIES: Mapping[str, Entry] = MappingProxyType({})
NOTHING_MOVED: Mapping[str, str] = MappingProxyType({})
API_ROOTS = ("kubernetes-api-resources", "aws-api-resources")
FACTS_ROOT = "@facts"


class Tree:
    """The files of a system. `files_root` is where the store keeps them: "" for a plain tree, else a folder's name."""

    def __init__(
        self,
        store: Store,
        files_root: str = "",
        described: Mapping[str, Entry] = NO_ENTRIES,
        moved: Mapping[str, str] = NOTHING_MOVED,
    ) -> None:
        self.store = store
        self._files_root = files_root
        self._described = described
        self._moved = moved
        self._children = _children(described)
        self._folders: dict[str, str] = {}
        self._read = 0

    def stored_at(self, path: str) -> str:
        """Where the store keeps a system path."""
        return self._moved.get(path) or self._natural(path)

    def _natural(self, path: str) -> str:
        inner = path.strip("/")
        first = inner.partition("/")[0]
        if not self._files_root or first in API_ROOTS:
            return inner
        if first == FACTS_ROOT:
            return inner.removeprefix("@")
        return f"{self._files_root}/{inner}".rstrip("/")

    def look(self, path: str) -> Entry | Missing | None:
        """What is at a path whose folders are all real; a link is itself."""
        found: Entry | Missing | None = self._described.get(path)
        if found is None:
            found = self.store.entry(self._natural(path))
        if found is None and (path == "/" or path in self._children):
            return Entry(path, "directory", UNKNOWN_MODE)
        return found

    def is_described(self, path: str) -> bool:
        """Whether files.jsonl has a line for this path."""
        return path in self._described

    def resolve(self, path: str, follow_last: bool) -> Resolved:
        """Where a path leads."""
        if path in self._moved:
            return Resolved(path, self.store.entry(self._moved[path]))
        folder, _, name = path.rpartition("/")
        real = self._real_folder(folder) if name not in ("", ".", "..") else ""
        if real:
            here = f"{real.rstrip('/')}/{name}"
            found = self.look(here)
            if not follow_last or not isinstance(found, Entry) or found.kind != "symbolic link":
                return Resolved(here, found)
        return resolve(path, self.look, follow_last)

    def _real_folder(self, path: str) -> str:
        """Where a folder really is, or the empty string; remembered, since most paths share theirs with others."""
        if path not in self._folders:
            where = resolve(path, self.look, follow_last=True)
            is_folder = isinstance(where.found, Entry) and where.found.kind == "directory"
            self._folders[path] = where.path if is_folder else ""
        return self._folders[path]

    def names(self, folder: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a real folder."""
        stored = self.store.names(self.stored_at(folder))
        if isinstance(stored, Missing):
            return stored
        described = self._children.get(folder)
        if described is None:
            return stored
        return tuple(sorted(described.union(stored or ())))

    def content(self, path: str, limit: int) -> bytes | Missing | None:
        """A real path's content, while not too much has been read."""
        if self._read > MAX_READ_IN_ALL:
            return Missing(f"{path} is not read: the evaluation has read {MAX_READ_IN_ALL >> 30} GiB already", path)
        data = self.store.read(self.stored_at(path), limit)
        self._read += len(data) if isinstance(data, bytes) else 0
        return data


def _children(described: Mapping[str, Entry]) -> dict[str, set[str]]:
    children: dict[str, set[str]] = {}
    for path in described:
        folder, _, name = path.rpartition("/")
        while name and name not in children.setdefault(folder or "/", set()):
            children[folder or "/"].add(name)
            folder, _, name = folder.rpartition("/")
    return children


def entry_at(path: str, where: Resolved) -> Entry | Missing | None:
    """What was found, under the path that was asked for."""
    return where.found._replace(path=path) if isinstance(where.found, Entry) else where.found


class PlainTree:
    """A directory tree without a manifest: what is not there does not exist."""

    def __init__(self, store: Store, name: str) -> None:
        self._tree = Tree(store)
        self._asset = Asset(name)

    @property
    def asset(self) -> Asset:
        """Named after the folder or archive."""
        return self._asset

    @property
    def manifest(self) -> Manifest | None:
        """There is none."""
        return None

    def entry(self, path: str) -> Entry | Missing | None:
        """A file's metadata; a final symbolic link is itself."""
        return entry_at(path, self._tree.resolve(path, follow_last=False))

    def has_acl(self, path: str) -> bool | None:
        """Whether a file, links followed, has an access control list beyond its mode."""
        where = self._tree.resolve(path, follow_last=True)
        return self._tree.store.has_acl(self._tree.stored_at(where.path)) if isinstance(where.found, Entry) else None

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing | None:
        """The extended attributes of a file, a final link being itself."""
        where = self._tree.resolve(path, follow_last=False)
        if not isinstance(where.found, Entry):
            return where.found
        return self._tree.store.attributes(self._tree.stored_at(where.path))

    def listing(self, folder: str) -> Listing | Missing | None:
        """What is in a folder, links followed, for walks."""
        where = self._tree.resolve(folder, follow_last=True)
        return (
            self._tree.store.listing(self._tree.stored_at(where.path))
            if isinstance(where.found, Entry)
            else where.found
        )

    def names(self, folder: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a folder; None where it does not exist or is no folder."""
        where = self._tree.resolve(folder, follow_last=True)
        if not isinstance(where.found, Entry):
            return where.found
        return self._tree.names(where.path) if where.found.kind == "directory" else None

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular file's content, links followed."""
        where = self._tree.resolve(path, follow_last=True)
        if where.looped:
            return Missing(f"too many symbolic links: {path}")
        return self._tree.content(where.path, limit) if isinstance(where.found, Entry) else where.found

    def answers(self, _call: str = "") -> tuple[str, ...]:
        """Nothing is known of what was asked."""
        return ()

    def provenance(self, _path: str) -> Requirement | None:
        """Nothing is known of how a plain tree came to be."""
        return None

    def close(self) -> None:
        """Let go of open files."""
        self._tree.store.close()
