"""Changes between an old and a new content, and what a way to write them is to the rest."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

Thing = TypeVar("Thing")
ADDED, REMOVED = "added", "removed"
SUBJECTS = ("benchmark", "profile", "rule", "group", "value")


class Change(NamedTuple):
    """One difference. `aspect` is what of the subject differs, or `added` or `removed`; texts are plain."""

    subject: str
    id: str
    aspect: str
    old: str = ""
    new: str = ""


class Comparison(NamedTuple):
    """Two contents, as title and version, and every change, by subject and in the order of the contents."""

    old: str
    new: str
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """For each subject how many were added, removed and changed."""
        found: dict[str, dict[str, int]] = {}
        for subject in SUBJECTS:
            aspects: dict[str, set[str]] = {ADDED: set(), REMOVED: set(), "changed": set()}
            for each in self.changes:
                if each.subject == subject:
                    aspects[each.aspect if each.aspect in (ADDED, REMOVED) else "changed"].add(each.id)
            found[subject] = {name: len(ids) for name, ids in aspects.items()}
        return found

    @property
    def by_subject(self) -> dict[tuple[str, str], tuple[Change, ...]]:
        """The changes of each thing, by its kind and id."""
        found: dict[tuple[str, str], list[Change]] = {}
        for each in self.changes:
            found.setdefault((each.subject, each.id), []).append(each)
        return {key: tuple(changes) for key, changes in found.items()}


class ChangesFormat(NamedTuple):
    """A way to write a comparison, in `formats/`: the same bytes for the same comparison."""

    name: str
    render: Callable[[Comparison], bytes]


def matched(
    subject: str, old: Mapping[str, Thing], new: Mapping[str, Thing], told: Callable[[Thing], str]
) -> Iterator[Change | tuple[str, Thing, Thing]]:
    """What is only in one, as changes, and pairs of what is in both, in the order of the new, then of the old."""
    for name, thing in new.items():
        yield (name, old[name], thing) if name in old else Change(subject, name, ADDED, new=told(thing))
    for name, thing in old.items():
        if name not in new:
            yield Change(subject, name, REMOVED, old=told(thing))


def lists(subject: str, name: str, aspect: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Change]:
    """A change of a set of texts: what only the old has and what only the new has, one a line."""
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    gone, come = _only(before, after), _only(after, before)
    if gone or come:
        yield Change(subject, name, aspect, "\n".join(gone), "\n".join(come))


def _only(some: Iterable[Hashable], others: Iterable[Hashable]) -> list[str]:
    known = set(others)
    return [str(each) for each in some if each not in known]
