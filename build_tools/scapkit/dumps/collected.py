"""A dump with a manifest: what is there was found, and what is not there is absent only where somebody looked."""

from collections.abc import Sequence

from scapkit.dumps.described import moment
from scapkit.dumps.filtering import Filters, Made
from scapkit.dumps.links import Resolved
from scapkit.dumps.listing import Listing, asked
from scapkit.dumps.protocol import MAX_READ
from scapkit.dumps.requirements import Asked, asked_for, refusal, system_path
from scapkit.dumps.store import UNKNOWN_MODE
from scapkit.dumps.tree import Tree, entry_at
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement

ANSWERS = ("kubernetes", "aws")


class CollectedDump:
    """Evidence with its requirements. A requirement that went wrong is Missing; so is what nobody asked for."""

    def __init__(self, tree: Tree, manifest: Manifest) -> None:
        self._made = Made()
        self._tree = tree
        self._manifest = manifest
        self._asked = Asked(manifest.requirements)
        self._verified: dict[Requirement, Missing | None] = {}

    def filter_with(self, filters: Filters) -> None:
        """Make filtered answers that are not there, or are stale, of the raw ones."""
        self._made.close()
        self._made = Made(filters)

    @property
    def asset(self) -> Asset:
        """As the manifest names it."""
        return self._manifest.asset

    @property
    def manifest(self) -> Manifest | None:
        """The manifest."""
        return self._manifest

    def entry(self, path: str) -> Entry | Missing | None:
        """A file's metadata; a folder that is there only for what is in it has mode UNKNOWN_MODE."""
        where = self._tree.resolve(path, follow_last=False)
        return entry_at(path, where._replace(found=self._judged(path, where)))

    def has_acl(self, path: str) -> bool | None:
        """As files.jsonl has it; the dump's own file is another one."""
        where = self._tree.resolve(path, follow_last=True)
        found = self._judged(path, where)
        return found.has_acl if isinstance(found, Entry) else None

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing | None:
        """What the dump's own files have says nothing about the system's; facts tell."""
        return Missing(f"not collected: the extended attributes of {path}, which only facts tell")

    def listing(self, folder: str) -> Listing | Missing | None:
        """What is in a folder, for walks; each entry is judged under the path by which it is reached."""
        names = self.names(folder)
        if names is None or isinstance(names, Missing):
            return names
        return asked(folder, names, self.entry, self.listing)

    def names(self, folder: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a folder, known only where the folder itself was asked for."""
        where = self._tree.resolve(folder, follow_last=True)
        found = self._judged(folder, where)
        if not isinstance(found, Entry):
            return found
        if found.kind != "directory":
            return None
        if self._asked.listing(where.path) is None:
            nobody = Missing(f"not collected: nobody asked what is in {folder}")
            return self._refused(self._asked.exact(where.path), nobody)
        names = self._tree.names(where.path)
        return () if names is None else names

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular file's content, links followed, and compared with its digest in the manifest once."""
        where = self._tree.resolve(path, follow_last=True)
        if where.looped:
            return Missing(f"too many symbolic links: {path}")
        found = self._judged(path, where)
        if not isinstance(found, Entry):
            return found
        if found.kind != "regular":
            return Missing(f"{path} is not a regular file")
        made = self._made.content(path)
        return self._content(path, where, limit) if made is None else made

    def _content(self, path: str, where: Resolved, limit: int) -> bytes | Missing | None:
        requirement = self._requirement(path, where)
        data = self._tree.content(where.path, limit)
        if data is None or (requirement and requirement.status != "collected"):
            reason = f"not collected: the content of {path}, only its metadata"
            return self._refused(requirement, Missing(reason, path))
        if isinstance(data, Missing):
            return data
        return self._damage(requirement, data) or data

    def answers(self, call: str = "") -> Sequence[str]:
        """By the manifest's requirements."""
        return self._asked.answers.get(call, ())

    def provenance(self, path: str) -> Requirement | None:
        """The requirement that brought this path, its own or that of a folder or pattern."""
        where = self._tree.resolve(path, follow_last=True)
        requirement = self._requirement(path, where)
        return requirement or self._asked.cover(where.path)

    def close(self) -> None:
        """Let go of open files, and of what filters."""
        self._made.close()
        self._tree.store.close()

    def _requirement(self, path: str, where: Resolved) -> Requirement | None:
        """That for the place itself, else that for the link or path which led there."""
        return self._asked.exact(where.path) or self._asked.exact(path)

    def _refused(self, requirement: Requirement | None, otherwise: Missing) -> Missing:
        """Why there is no more than an entry."""
        return refusal(requirement) if requirement and requirement.status != "collected" else otherwise

    def _judged(self, path: str, where: Resolved) -> Entry | Missing | None:
        if self._made.is_stale(path):
            return self._unfiltered(path)
        requirement = self._requirement(path, where)
        if where.found is None:
            return self._absent(path, where.path, requirement)
        if isinstance(where.found, Missing):
            return where.found
        if requirement:
            doubt = self._doubt(requirement, where.path)
            return self._as_collected(requirement, where.found) if doubt is None else doubt
        return self._as_known(where.path, where.found)

    def _as_collected(self, requirement: Requirement, found: Entry) -> Entry:
        """An API's answer is no file: owner, mode and times of where it lies say nothing, and differ by host."""
        if requirement.kind not in ANSWERS or found.kind != "regular" or self._tree.is_described(found.path):
            return self._as_described(found)
        when = moment(requirement.time)
        return found._replace(mode=0o644, uid=0, gid=0, mtime=when, atime=when, ctime=when, has_acl=False)

    def _as_described(self, found: Entry) -> Entry:
        """What files.jsonl does not describe is known to be there, and no more: the dump's own file is another one."""
        if self._tree.is_described(found.path):
            return found
        return found._replace(mode=UNKNOWN_MODE, uid=-1, gid=-1, mtime=-1.0, atime=-1.0, ctime=-1.0, has_acl=None)

    def _as_known(self, path: str, found: Entry) -> Entry | Missing:
        """Without a requirement of its own a file needs one that covers it; a folder may have come with a file."""
        if found.kind != "directory" and self._asked.cover(path) is None:
            return Missing(f"not collected: the manifest asks for no {path}")
        return self._as_described(found)

    def _absent(self, asked: str, path: str, requirement: Requirement | None) -> Entry | Missing | None:
        if requirement is None:
            if self._is_below_a_file(path):
                return None
            requirement = self._asked.cover(path)
            if requirement is None:
                return self._unfiltered(asked)
            if requirement.kind == "glob" and requirement.status == "collected":
                return None
            path = system_path(requirement)
        if requirement.status == "collected" and self._tree.resolve(path, follow_last=True).found is None:
            return Missing(f"damaged: {requirement.key} was collected but is not in the dump", requirement.key)
        return None if requirement.status in ("collected", "not-found") else refusal(requirement)

    def _is_below_a_file(self, path: str) -> bool:
        while path != "/":
            path = path.rpartition("/")[0] or "/"
            found = self._tree.look(path)
            if found is not None:
                return isinstance(found, Entry) and found.kind != "directory"
        return False

    def _unfiltered(self, asked: str) -> Entry | Missing | None:
        """A filtered answer that is not there is made of the raw one, or shares its fate."""
        raw = self._asked.raw(asked)
        if raw is None or raw.status == "collected":
            nobody = Missing(f"not collected: nobody asked for {asked_for(asked)}")
            return nobody if raw is None else self._made.make(asked, self.read(system_path(raw))) or nobody
        return None if raw.status == "not-found" else refusal(raw)

    def _doubt(self, requirement: Requirement, path: str) -> Missing | None:
        """Why what is there cannot be believed, from the outcome and the size that the manifest has."""
        if requirement.status == "not-found":
            return Missing(f"damaged: {requirement.key} was not found but is in the dump", requirement.key)
        if requirement.status != "collected":
            # what files.jsonl has of a file is known, though its content was refused
            return None if self._tree.is_described(path) else refusal(requirement)
        if not requirement.path:
            return None
        kept = self._tree.store.entry(requirement.path)
        if kept is None and not self._tree.is_described(path):
            return Missing(f"damaged: {requirement.path} is not in the dump", requirement.key)
        if not isinstance(kept, Entry) or kept.kind != "regular" or requirement.size in (-1, kept.size):
            return None
        text = f"damaged: {requirement.path} has {kept.size} bytes, the manifest says {requirement.size}"
        return Missing(text, requirement.key)

    def _damage(self, requirement: Requirement | None, data: bytes) -> Missing | None:
        if requirement is None or not requirement.sha256:
            return None
        if requirement not in self._verified:
            from hashlib import sha256

            same = sha256(data).hexdigest() == requirement.sha256
            text = f"damaged: {requirement.path or requirement.key} is not what was collected (its SHA-256 differs)"
            self._verified[requirement] = None if same else Missing(text, requirement.key)
        return self._verified[requirement]
