"""Dumps looked at, checked, blanked and put together."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import IO, Any, NamedTuple

from scapkit.collect.archive import delivered
from scapkit.dumps.collection import Collection, dumps_at
from scapkit.dumps.lacking import HAD, calls, reasons
from scapkit.dumps.manifest import STATUSES
from scapkit.dumps.open import Kept, open_kept
from scapkit.dumps.verify import Verified
from scapkit.model.dump import Manifest, Requirement
from scapkit.problem import invalid


class Described(NamedTuple):
    """What a dump says of itself; `growing` where it was not finished."""

    manifest: Manifest
    growing: bool

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How many requirements there are, by kind and status."""
        found: dict[str, Counter[str]] = {}
        for each in self.manifest.requirements:
            found.setdefault(each.kind, Counter())[each.status] += 1
        return {kind: found[kind] for kind in sorted(found)}

    def missing(self) -> tuple[Requirement, ...]:
        """The requirements that are no evidence."""
        return tuple(each for each in self.manifest.requirements if each.status not in HAD)

    def for_people(self) -> "Described":
        """The same without what would have been made of answers that were not had."""
        return self._replace(manifest=self.manifest._replace(requirements=calls(self.manifest.requirements)))


def describe(path: str) -> Described:
    """What a dump says of itself. Raises Invalid: no-manifest for a plain tree, and where it cannot be read."""
    kept, manifest = _opened(path)
    kept.store.close()
    return Described(manifest, kept.growing)


def as_json(path: str) -> bytes:
    """What the dump there says of itself, or each dump of a collection, for programs. Raises Invalid as `describe`."""
    found = dumps_at(path)
    if found is None:
        whole = _members(describe(path))
    else:
        record = {**found.record._asdict(), "left_out": [each._asdict() for each in found.record.left_out]}
        dumps = [{"path": each, **_members(describe(each))} for each in found.dumps]
        whole = {"collection": record, "dumps": dumps}
    return (json.dumps(whole, indent=2) + "\n").encode()


def _members(described: Described) -> dict[str, Any]:
    manifest = described.manifest
    return {
        "asset": {"name": manifest.asset.name, "kind": manifest.asset.kind, "facts": dict(manifest.asset.facts)},
        "collector": manifest.collector,
        "started": manifest.started,
        "finished": manifest.finished,
        "growing": described.growing,
        "counts": {kind: dict(counts) for kind, counts in described.counts().items()},
        "missing": [each._asdict() for each in described.missing()],
    }


def as_text(path: str) -> bytes:
    """The same for people."""
    found = dumps_at(path)
    lines = _lines(describe(path).for_people()) if found is None else _all_lines(found)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _all_lines(collection: Collection) -> Iterator[str]:
    number, record = len(collection.dumps), collection.record
    yield f"collection {record.name or collection.path}: {number} dump{'s' * (number != 1)}"
    yield from (f"           no dump of {each.name} ({each.kind}): {each.reason}" for each in record.left_out)
    yield from (f"           {each}" for each in record.missing)
    for path in collection.dumps:
        yield f"\n{path}"
        yield from _lines(describe(path).for_people())


def _lines(described: Described) -> Iterator[str]:
    asset, manifest = described.manifest.asset, described.manifest
    yield f"asset      {asset.name}" + (f" ({asset.kind})" if asset.kind else "")
    yield from (f"           {name}: {value}" for name, value in asset.facts)
    yield f"collector  {manifest.collector or 'not told'}"
    yield f"time       {manifest.started or 'not told'} to {'not finished' if described.growing else manifest.finished}"
    used = [each for each in STATUSES if any(each in counts for counts in described.counts().values())]
    yield " ".join([f"\n{'KIND':10}", *(f"{each.upper():>10}" for each in used)])
    for kind, counts in described.counts().items():
        yield " ".join([f"{kind:10}", *(f"{counts.get(each, 0):10}" for each in used)])
    if lost := described.missing():
        yield "\nmissing:"
        yield from (f"  {reason}" for reason in reasons(lost))


def dumps_of(path: str) -> tuple[str, ...]:
    """The dumps in a collection, or the path itself."""
    found = dumps_at(path)
    return (path,) if found is None else found.dumps


def verify(path: str) -> Verified:
    """Compare every file with the manifests; raises Invalid: no-manifest, and where a dump cannot be read."""
    found = [_verified(each) for each in dumps_of(path)]
    problems = tuple(problem for each in found for problem in each.problems)
    return Verified(sum(each.intact for each in found), sum(each.unhashed for each in found), problems)


def _verified(path: str) -> Verified:
    from scapkit.dumps.verify import verify as verify_kept

    kept, _ = _opened(path)
    try:
        return verify_kept(kept, path)
    finally:
        kept.store.close()


def redact(path: str, output: str, stream: IO[bytes] = sys.stdout.buffer) -> None:
    """Write a dump, or all of a collection, anew with secrets, persons and account numbers blanked.

    The output is as in `merge`; of a collection each dump is a folder in it.
    """
    from scapkit.collect.redact import redact as redact_kept
    from scapkit.collect.redact_all import redact_collection

    collection = dumps_at(path)
    with ExitStack() as stack:
        opened = [(each, *_opened(each, stack)) for each in dumps_of(path)]
        folder = stack.enter_context(delivered(output, False, stream))
        if collection is None:
            ((_, kept, manifest),) = opened
            redact_kept(kept, manifest, folder)
        else:
            redact_collection(collection, opened, folder)


def merge(paths: Sequence[str], output: str, stream: IO[bytes] = sys.stdout.buffer) -> None:
    """Put dumps of one asset together; a folder, or an archive where the output is named so. Raises Invalid."""
    from scapkit.collect.merge import merge as merge_kept

    with ExitStack() as stack:
        dumps = []
        for path in paths:
            dumps.append((path, *_opened(path, stack)))
        with delivered(output, False, stream) as folder:
            merge_kept(dumps, folder)


def _opened(path: str, stack: ExitStack | None = None) -> tuple[Kept, Manifest]:
    kept = open_kept(path)
    if stack is not None:
        stack.callback(kept.store.close)
    if kept.manifest is None:
        kept.store.close()
        raise invalid(path, "no-manifest", "is a plain tree, and says nothing of itself")
    return kept, kept.manifest
