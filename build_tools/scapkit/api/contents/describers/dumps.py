"""A dump or a plain tree in lines."""

from collections.abc import Iterator

from scapkit.api.contents.describers.lines import Line, given, under
from scapkit.api.gathering.dumping import describe
from scapkit.dumps.lacking import reasons
from scapkit.dumps.open import open_dump
from scapkit.evaluate.described import described
from scapkit.model.dump import Asset
from scapkit.oval.evidence import Evidence


def dump(path: str) -> Iterator[Line]:
    """The asset with what its files tell of it, and of a collected dump who asked for what, and what came of it."""
    opened = open_dump(path)
    try:
        asset = described(Evidence(opened))
    finally:
        opened.close()
    yield "file", path
    if opened.manifest is None:
        yield "kind", "plain tree (no manifest: what is not there does not exist)"
        yield from _asset(asset)
        return
    found = describe(path).for_people()
    yield "kind", "dump, still growing" if found.growing else "dump"
    yield from _asset(asset)
    yield from given("collector", found.manifest.collector)
    yield from given("started", found.manifest.started)
    yield from given("finished", found.manifest.finished)
    by_kind = found.counts().items()
    numbers = (", ".join(f"{number} {status}" for status, number in counts.items()) for _, counts in by_kind)
    yield from under("requirements", (f"{kind}: {each}" for (kind, _), each in zip(by_kind, numbers, strict=True)))
    yield from under("missing", reasons(found.missing()))


def _asset(asset: Asset) -> Iterator[Line]:
    yield "asset", f"{asset.name} ({asset.kind})" if asset.kind else asset.name
    yield from under("facts", (f"{name}: {' '.join(value.split())}" for name, value in asset.facts))
