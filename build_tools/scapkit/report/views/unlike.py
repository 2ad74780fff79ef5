"""Names that tell the assets of one report apart, as formats make the identifiers of findings of them."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from scapkit.problem import WARNING, Problem
from scapkit.report.views.shown import ReportView
from scapkit.span import Span

OWN = ("arn", "instance", "guid", "hardware addresses", "fqdn", "host_name", "cluster", "addresses")
"""Facts by which assets of one name may be told apart, what one asset alone has first."""
OF_EVIDENCE = ("collector", "collected")
MAX_MARK = 100


class Named(NamedTuple):
    """What an asset is called, what it was judged by, and marks, the same in each run, that may tell it from others."""

    name: str
    judged_by: tuple[str, str]
    marks: tuple[str, ...]


def named_of(view: ReportView) -> Named:
    """What there is to tell a view's asset by: its kind, the facts above, and a digest of all."""
    facts = dict(view.facts)
    stable = sorted(
        each for each in view.facts if each[0] not in OF_EVIDENCE and not each[0].startswith(("scanner ", "scapkit "))
    )
    digest = sha256(repr(stable).encode(errors="replace")).hexdigest()[:12]
    marks = (view.target_kind, *(facts.get(each, "") for each in OWN))
    return Named(
        view.target,
        (view.benchmark_id, view.profile_id),
        (*(each if len(each) <= MAX_MARK else "" for each in marks), digest),
    )


def unlike(assets: Sequence[Named]) -> tuple[str, ...]:
    """A name for each, of which no two are the same where they were judged by the same benchmark and profile."""
    groups: dict[tuple[str, tuple[str, str]], list[int]] = {}
    for number, each in enumerate(assets):
        groups.setdefault((each.name, each.judged_by), []).append(number)
    taken = {each.name for each in assets}
    names = [each.name for each in assets]
    for (called, _), members in groups.items():
        if len(members) > 1:
            made = _told_apart(called, [assets[each].marks for each in members], taken)
            taken.update(made)
            for number, name in zip(members, made, strict=True):
                names[number] = name
    return tuple(names)


def _told_apart(name: str, marks: Sequence[tuple[str, ...]], taken: set[str]) -> list[str]:
    """By the first mark that all have and no two share; where there is none, by their order."""
    for each in zip(*marks, strict=True):
        made = [f"{name} ({mark})" for mark in each]
        if all(each) and len(set(made)) == len(made) and taken.isdisjoint(made):
            return made
    return [name, *_numbered(name, len(marks) - 1, taken)]


def _numbered(name: str, many: int, taken: set[str]) -> Iterator[str]:
    number = 1
    for _ in range(many):
        number += 1
        while f"{name}-{number}" in taken:
            number += 1
        yield f"{name}-{number}"


def same_names(assets: Sequence[Named], names: Sequence[str]) -> Iterator[Problem]:
    """A warning for each name that several have, with what they are called instead."""
    made: dict[str, list[str]] = {}
    for each, name in zip(assets, names, strict=True):
        made.setdefault(each.name, []).append(name)
    for name, called in made.items():
        if set(called) != {name}:
            more = f" and {len(called) - 3} more" if len(called) > 3 else ""
            message = f"{len(called)} results are of this name; they are shown as {', '.join(called[:3])}{more}"
            yield Problem(Span(name or "unnamed asset"), "same-name", message, level=WARNING)
