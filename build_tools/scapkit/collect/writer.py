"""A dump written as its evidence comes, so that a collector may be killed at any time and resumed."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from scapkit.collect.keeping import Keeper, is_intact, writing
from scapkit.collect.resume import begin, joined
from scapkit.dumps.described import NAME as DESCRIBED
from scapkit.dumps.described import write_described
from scapkit.dumps.journal import NAME as JOURNAL
from scapkit.dumps.journal import PARTIAL, entry_line, requirement_line
from scapkit.dumps.manifest import NAME as MANIFEST
from scapkit.dumps.manifest import write_manifest
from scapkit.dumps.open import FILES
from scapkit.dumps.requirements import fact_path
from scapkit.model.dump import Asset, Entry, Manifest, Requirement

_DONE = ("collected", "not-found")


class DumpWriter:
    """Each answer and file is whole in its place before the journal speaks of it; many threads may write at once.

    Until `finish` the folder is a dump that says itself what it has (see dumps/journal.py). Every method that writes
    raises Invalid where it cannot: unwritable-file, unsafe-path.
    """

    def __init__(
        self,
        folder: str | Path,
        asset: Asset,
        collector: str,
        started: str,
        resume: bool = False,
        values: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """`started` is RFC 3339. With `resume` a dump of the same asset goes on, finished or not.

        `values` are those that go into filters.

        Raises Invalid: dump-exists, other-asset.
        """
        self.folder = Path(folder)
        self._lock = Lock()
        self._keeper = Keeper(self.folder)
        with writing(self.folder):
            self._begun = begin(self.folder, Manifest(asset, (), collector, started, values=values), resume)

    def outcome(self, kind: str, key: str) -> Requirement | None:
        """What the dump says of a requirement by now."""
        return self._begun.requirements.get((kind, key))

    def requirements(self) -> tuple[Requirement, ...]:
        """All that the dump speaks of by now."""
        with self._lock:
            return tuple(self._begun.requirements.values())

    def has(self, kind: str, key: str, content: bool = False) -> bool:
        """Whether this was collected and is intact, or was found not to exist; what was refused is asked for again.

        With `content` a file of which there is only an entry does not count.
        """
        found = self.outcome(kind, key)
        if found is None or found.status not in _DONE or (content and found.status == "collected" and not found.path):
            return False
        return not found.path or is_intact(self.folder, found.path, found.sha256)

    def answer(
        self,
        kind: str,
        key: str,
        path: str,
        data: bytes | Iterable[bytes],
        status: str = "collected",
        code: str = "",
        message: str = "",
        time: str = "",
    ) -> str:
        """Keep an answer at a path inside the dump, in one piece or in pieces as they come; returns where it lies.

        Where its place is taken, because another answer is a file where this one needs a folder or the other way
        round, it lies elsewhere, and the manifest says where.
        """
        kept = self._keeper.keep(path, data)
        self._note(Requirement(kind, key, status, kept.path, code, kept.sha256, kept.size, time, message))
        return kept.path

    def missing(self, kind: str, key: str, status: str, code: str = "", message: str = "", time: str = "") -> None:
        """Something that was asked for and not had."""
        self._note(Requirement(kind, key, status, code=code, time=time, message=message))

    def copied(self, requirement: Requirement, data: bytes | None = None) -> None:
        """Take over what another dump of the asset has of a requirement; `data` is what lies at its path.

        What is not as that dump has it written down is no evidence here either.
        """
        if data is not None:
            kept = self._keeper.keep(requirement.path, data)
            if requirement.sha256 not in ("", kept.sha256):
                message = f"damaged: {requirement.path} was not what had been collected (its SHA-256 differed)"
                self._note(requirement._replace(status="error", path="", sha256="", size=-1, message=message))
                return
            requirement = requirement._replace(path=kept.path, sha256=kept.sha256, size=kept.size)
        self._note(requirement)

    def covered(self, kind: str, key: str, time: str = "") -> None:
        """A folder or pattern (`kind` is folder or glob) of which everything has been written."""
        self._note(Requirement(kind, key, "collected", time=time))

    def file(
        self,
        entry: Entry,
        data: bytes | Iterable[bytes] | None,
        time: str = "",
        status: str = "collected",
        code: str = "",
        message: str = "",
    ) -> None:
        """A file of the node as it is there, and the content of a regular one that was read.

        Where the content could not be had, `status` says why; the entry is evidence all the same.
        """
        found = Requirement("file", entry.path, status, code=code, time=time, message=message)
        if data is not None:
            kept = self._keeper.keep(f"{FILES}/{entry.path.lstrip('/')}", data)
            found = found._replace(path=kept.path, sha256=kept.sha256, size=kept.size)
        self.described(entry)
        self._note(found)

    def described(self, entry: Entry) -> None:
        """What is known of a file that came with another requirement, as a folder that is gone through does."""
        with self._lock, writing(self.folder):
            self._begun.described[entry.path] = entry
            self._begun.journal.write(entry_line(entry))

    def entries(self) -> tuple[Entry, ...]:
        """The node's files that are described so far, by an earlier run too."""
        with self._lock:
            return tuple(self._begun.described.values())

    def fact(self, kind: str, lines: Iterable[Mapping[str, Any]], time: str = "") -> None:
        """All items of a type, as in unix:sysctl (see docs/facts.md)."""
        import json

        pieces = (f"{json.dumps(line)}\n".encode() for line in lines)
        self.answer("fact", kind, fact_path(kind).removeprefix("/@"), pieces, time=time)

    def finish(self, time: str, asset: Asset | None = None) -> None:
        """Write files.jsonl and manifest.json; `asset` is what is known of it by now. The journal goes last."""
        head, requirements, described, journal = self._begun
        manifest = head._replace(
            asset=joined(head.asset, asset or head.asset),
            finished=time,
            requirements=tuple(sorted(requirements.values())),
        )
        with writing(self.folder):
            journal.close()
            if described:
                self._keeper.keep(DESCRIBED, write_described(described.values()))
            self._keeper.keep(MANIFEST, write_manifest(manifest))
            (self.folder / JOURNAL).unlink()
            (self.folder / PARTIAL).rmdir()

    def close(self) -> None:
        """Stop here; the dump can be resumed."""
        self._begun.journal.close()

    def _note(self, requirement: Requirement) -> None:
        with self._lock, writing(self.folder):
            self._begun.requirements[requirement.kind, requirement.key] = requirement
            self._begun.journal.write(requirement_line(requirement))
