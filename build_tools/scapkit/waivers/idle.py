"""Waivers that were of no use, over all assets that were judged."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.model.waivers import Waiver
from scapkit.problem import WARNING, Problem
from scapkit.span import Span
from scapkit.waivers.counting import Waivers
from scapkit.wildcards import covers


class Target(NamedTuple):
    """An asset whose results are waived."""

    name: str
    kind: str = ""


class Spent(NamedTuple):
    """What came of waivers in force on one asset, by their lines: those of use, and what made others needless."""

    target: Target
    used: frozenset[int] = frozenset()
    needless: tuple[tuple[int, str], ...] = ()


def is_meant(waiver: Waiver, target: Target) -> bool:
    """Whether an asset is one that a waiver is about."""
    return covers(waiver.asset, target.name) and waiver.kind in ("", target.kind)


def idle(waivers: Waivers, spent: Iterable[Spent | None]) -> Iterator[Problem]:
    """A warning for each waiver in force that was of no use to any asset, with the reason."""
    known = tuple(each for each in spent if each is not None)
    used = frozenset(line for each in known for line in each.used)
    for waiver in waivers.in_force:
        if waiver.line not in used:
            message = f"the waiver of {waiver.rule} for {waiver.asset} is of no use: {_why(waiver, known)}"
            yield Problem(Span(waivers.file, waiver.line), "unused-waiver", message, level=WARNING)


def _why(waiver: Waiver, spent: Sequence[Spent]) -> str:
    meant = [each for each in spent if is_meant(waiver, each.target)]
    if not meant:
        kinds = dict.fromkeys(each.target.kind for each in spent if covers(waiver.asset, each.target.name))
        return f"such assets are of another kind ({', '.join(kinds)})" if kinds else "no asset has such a name"
    came = dict.fromkeys(text for each in meant for line, text in each.needless if line == waiver.line)
    if not came or set(came) == {RuleOutcome.NOTSELECTED}:
        return "the rule is not selected"
    return f"the rule came to {', '.join(came)}"
