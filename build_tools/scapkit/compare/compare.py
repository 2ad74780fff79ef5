"""Two contents to every change between them."""

from collections.abc import Iterator

from scapkit.compare.change import Change, Comparison, lists
from scapkit.compare.items import group_changes, rule_changes, value_changes
from scapkit.compare.profiles import profile_changes
from scapkit.compare.side import Side
from scapkit.names import short_id
from scapkit.xmlio.content import Content


def compare(old: Content, new: Content) -> Comparison:
    """Every change from the old content to the new. Things are the same where their short ids are."""
    before, after = Side(old), Side(new)
    changes = (
        *_benchmark_changes(before, after),
        *profile_changes(before, after),
        *rule_changes(before, after),
        *group_changes(before, after),
        *value_changes(before, after),
    )
    return Comparison(_told(before), _told(after), changes)


def _told(side: Side) -> str:
    return f"{side.words.plain(side.benchmark.titles) or side.benchmark.id} {side.benchmark.version}"


def _benchmark_changes(old: Side, new: Side) -> Iterator[Change]:
    name = short_id(new.benchmark.id)
    texts = [
        (side.benchmark.id, side.benchmark.version, side.words.plain(side.benchmark.titles)) for side in (old, new)
    ]
    for aspect, before, after in zip(("id", "version", "title"), *texts, strict=True):
        if before != after:
            yield Change("benchmark", name, aspect, before, after)
    yield from lists("benchmark", name, "platforms", old.benchmark.platforms, new.benchmark.platforms)
