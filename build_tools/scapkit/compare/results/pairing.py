"""Assets of two results put side by side: by what the user says, by name, and by what each alone has."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from scapkit.compare.results.record import AssetRecord
from scapkit.names import short_id

UNNAMED = "unknown"
Keys = Callable[[AssetRecord], Iterable[Hashable]]


class Pair(NamedTuple):
    """An asset in both results, or in one. `said`: somebody says that it is the same; `guessed`: nothing does."""

    old: AssetRecord | None
    new: AssetRecord | None
    said: bool = False
    guessed: bool = False


def pair_assets(olds: Sequence[AssetRecord], news: Sequence[AssetRecord], same: Mapping[str, str]) -> tuple[Pair, ...]:
    """Every asset once: pairs in the order of the new results, then what is only in the old ones.

    `same`: old names to new ones. Where an asset was judged by several benchmarks or profiles, each goes with its own.
    Two single assets that nothing else brings together are a pair, too: whoever names them wants them compared.
    """
    left, found = dict(enumerate(olds)), dict[int, Pair]()
    for said, keys in _rounds(same):
        _match(left, news, found, keys, said)
    if len(olds) == len(news) == 1 and left and not found:
        return (Pair(olds[0], news[0], guessed=True),)
    paired = (found.get(number, Pair(None, each)) for number, each in enumerate(news))
    return (*paired, *(Pair(each, None) for each in left.values()))


def _rounds(same: Mapping[str, str]) -> Iterator[tuple[bool, tuple[Keys, Keys]]]:
    """Ways to tell that two are the same, the surest first: each gives the keys of an old and of a new asset."""
    if same:
        olds = lambda each: [(same[each.name], *_what(each))] if each.name in same else []  # noqa: E731
        yield True, (olds, lambda each: [(each.name, *_what(each))])
        yield True, (lambda each: [same[each.name]] if each.name in same else [], lambda each: [each.name])
    ways: tuple[Keys, ...] = (
        lambda each: [(each.name, one, *_what(each)) for one in each.identities],
        lambda each: [(name, *_what(each)) for name in _names(each)],
        lambda each: [(one, *_what(each)) for one in each.identities],
        lambda each: [(name, short_id(each.scope.benchmark)) for name in _names(each)],
        lambda each: [(one, short_id(each.scope.benchmark)) for one in each.identities],
        _names,
        lambda each: list(each.identities),
    )
    yield from ((False, (way, way)) for way in ways)


def is_unnamed(record: AssetRecord) -> bool:
    """Whether nobody says what was judged, as oscap over a tree does."""
    return record.name in ("", UNNAMED)


def _names(each: AssetRecord) -> list[Hashable]:
    """The name; of an asset without one that of its file, which is no name of another asset."""
    return [("file", PurePath(each.place).name)] if is_unnamed(each) else [each.name]


def _what(each: AssetRecord) -> tuple[str, str]:
    return short_id(each.scope.benchmark), short_id(each.scope.profile)


def _match(
    left: dict[int, AssetRecord],
    news: Sequence[AssetRecord],
    found: dict[int, Pair],
    keys: tuple[Keys, Keys],
    said: bool,
) -> None:
    """Pair those of the new assets that have a key of an old one that is left."""
    known: dict[Hashable, list[int]] = {}
    for number, each in left.items():
        for key in keys[0](each):
            known.setdefault(key, []).append(number)
    for place, each in enumerate(news):
        if place not in found:
            numbers = (number for key in sorted(keys[1](each), key=repr) for number in known.get(key, ()))
            chosen = next((number for number in numbers if number in left), None)
            if chosen is not None:
                found[place] = Pair(left.pop(chosen), each, said)
