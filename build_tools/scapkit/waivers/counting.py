"""Which waivers are in force at a time: those of rules that exist, granted and not expired."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scapkit.model.waivers import Waiver
from scapkit.names import short_id
from scapkit.problem import WARNING, Invalid, Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.yamlio.times import moment

By = Mapping[str, tuple[tuple[Waiver, str], ...]]


class Waivers(NamedTuple):
    """The waivers of a file by the whole ids of their rules, each with why it is not in force, empty where it is.

    `now` is the time that overrides carry (RFC 3339).
    """

    by_rule: By
    file: str
    now: str
    warnings: Problems = ()

    @property
    def in_force(self) -> tuple[Waiver, ...]:
        """Those that count, in the order of the file."""
        found = (waiver for each in self.by_rule.values() for waiver, why in each if not why)
        return tuple(sorted(found, key=lambda each: each.line))


def counted(
    waivers: Sequence[Waiver], rule_ids: Iterable[str], file: str, now: str, problems: Problems = ()
) -> Waivers:
    """The waivers of a file for a benchmark with some rules, at a time.

    Raises Invalid for a rule that it lacks, and for `problems` that the file has besides.
    """
    ids = tuple(rule_ids)
    whole = {short_id(each): each for each in ids} | {each: each for each in ids}
    unknown = [_unknown(each, whole, file) for each in waivers if each.rule and each.rule not in whole]
    if problems or unknown:
        raise Invalid(sorted((*problems, *unknown), key=lambda each: (each.span.line, each.span.column)))
    found: dict[str, list[tuple[Waiver, str]]] = {}
    warnings = [] if waivers else [Problem(Span(file), "no-waivers", "holds no waiver", level=WARNING)]
    for each in waivers:
        why = _lapsed(each, now)
        found.setdefault(whole[each.rule], []).append((each, why))
        if why:
            message = f"the waiver of {each.rule} by {each.signature} for {each.asset} does not count: {why}"
            warnings.append(Problem(Span(file, each.line), "waiver-not-counted", message, level=WARNING))
    return Waivers({rule: tuple(each) for rule, each in found.items()}, file, now, tuple(warnings))


def _unknown(waiver: Waiver, whole: Mapping[str, str], file: str) -> Problem:
    message = f"no rule {waiver.rule} in the benchmark"
    return Problem(Span(file, waiver.line), "unknown-rule", message, did_you_mean(waiver.rule, whole))


def _lapsed(waiver: Waiver, now: str) -> str:
    """Why a waiver is not in force; the empty string where it is."""
    if waiver.granted and moment(waiver.granted) > moment(now):
        return f"it is granted from {waiver.granted} on"
    if moment(waiver.expires, end=True) <= moment(now):
        return f"it expired on {waiver.expires}"
    return ""
