"""Dumps looked at, checked, blanked and put together."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import IO, Any, NamedTuple

from scapkit.collect.archive import delivered
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


def as_json(described: Described) -> bytes:
    """The same for programs."""
    manifest = described.manifest
    whole: dict[str, Any] = {
        "asset": {"name": manifest.asset.name, "kind": manifest.asset.kind, "facts": dict(manifest.asset.facts)},
        "collector": manifest.collector,
        "started": manifest.started,
        "finished": manifest.finished,
        "growing": described.growing,
        "counts": {kind: dict(counts) for kind, counts in described.counts().items()},
        "missing": [each._asdict() for each in described.missing()],
    }
    return (json.dumps(whole, indent=2) + "\n").encode()


def as_text(described: Described) -> bytes:
    """The same for people."""
    return "".join(f"{line}\n" for line in _lines(described.for_people())).encode("utf-8", "backslashreplace")


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


def verify(path: str) -> Verified:
    """Compare every file with the manifest; raises Invalid: no-manifest, and where the dump cannot be read."""
    from scapkit.dumps.verify import verify as verify_kept

    kept, _ = _opened(path)
    try:
        return verify_kept(kept, path)
    finally:
        kept.store.close()


def redact(path: str, output: str, stream: IO[bytes] = sys.stdout.buffer) -> None:
    """Write a dump anew with secrets, persons and account numbers blanked; the output as in `merge`."""
    from scapkit.collect.redact import redact as redact_kept

    kept, manifest = _opened(path)
    try:
        with delivered(output, False, stream) as folder:
            redact_kept(kept, manifest, folder)
    finally:
        kept.store.close()


def merge(paths: Sequence[str], output: str, stream: IO[bytes] = sys.stdout.buffer) -> None:
    """Put dumps of one asset together; a folder, or an archive where the output is named so. Raises Invalid."""
    from scapkit.collect.merge import merge as merge_kept

    with ExitStack() as stack:
        dumps = []
        for path in paths:
            kept, manifest = _opened(path)
            stack.callback(kept.store.close)
            dumps.append((path, kept, manifest))
        with delivered(output, False, stream) as folder:
            merge_kept(dumps, folder)


def _opened(path: str) -> tuple[Kept, Manifest]:
    kept = open_kept(path)
    if kept.manifest is None:
        kept.store.close()
        raise invalid(path, "no-manifest", "is a plain tree, and says nothing of itself")
    return kept, kept.manifest
