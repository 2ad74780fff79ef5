"""Rules that pass since a person answered: what the data alone came to, and who answered what and when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scapkit.model.results import CheckResult, ComplexCheckResult, RuleOutcome
from scapkit.names import OCIL_SYSTEM
from scapkit.report.views.counts import WORST_FIRST
from scapkit.report.views.why import CheckView

Check = CheckResult | ComplexCheckResult | CheckView

_ANSWER = re.compile(r"(?:answer|response) .* by .* on ", re.DOTALL)
"""As messages of our results begin that tell of an answer (ocil/counting.py)."""
UNTOLD = "the results do not say who answered"


class Answered(NamedTuple):
    """What a rule came to without answers, empty where it rests on nothing else, and who answered what."""

    was: str = ""
    texts: tuple[str, ...] = ()

    @property
    def change(self) -> str:
        """From what to what."""
        return f"{self.was} became {RuleOutcome.PASS}" if self.was else str(RuleOutcome.PASS)

    def __bool__(self) -> bool:
        return bool(self.texts)


NOT = Answered()
"""Of a rule that does not pass, or would without any answer."""


def answered(outcome: RuleOutcome, checks: Sequence[Check], messages: Iterable[str]) -> Answered:
    """What answers made of a rule that passes, where it would not pass without them."""
    leaves = [leaf for each in checks for leaf in _leaves(each)]
    if outcome is not RuleOutcome.PASS or all(map(_holds, checks)) or any(map(_is_untold, leaves)):
        return NOT
    texts = tuple(each for each in messages if _ANSWER.match(each))
    if not texts and not any(_asks(each) and each.outcome is RuleOutcome.PASS for each in leaves):
        return NOT
    known = [each.outcome for each in leaves if not _asks(each)]
    worst = min(known, key=WORST_FIRST.index, default=RuleOutcome.PASS)
    was = str(worst if worst is not RuleOutcome.PASS else RuleOutcome.NOTCHECKED) if known else ""
    return Answered(was, texts or (UNTOLD,))


def _holds(check: Check) -> bool:
    """Whether it passes, whatever anybody answered."""
    children = _children(check)
    if not children:
        return check.outcome is RuleOutcome.PASS and not _asks(check)
    if check.negate:
        return check.outcome is RuleOutcome.PASS and not any(map(_asks, _leaves(check)))
    return any(map(_holds, children)) if _operator(check) == "OR" else all(map(_holds, children))


def _operator(check: Check) -> str:
    return "" if isinstance(check, CheckResult) else check.operator


def _children(check: Check) -> Sequence[Check]:
    return () if isinstance(check, CheckResult) else check.children


def _leaves(check: Check) -> Iterator[Check]:
    for each in _children(check):
        yield from _leaves(each)
    if not _children(check):
        yield check


def _is_untold(check: Check) -> bool:
    """Whether nothing tells what data came to, as in XCCDF results without those of OVAL."""
    known = not isinstance(check, CheckView) or check.kind != "OVAL" or bool(check.definitions)
    return not known and check.outcome is RuleOutcome.UNKNOWN


def _asks(check: Check) -> bool:
    """Whether people are asked."""
    if isinstance(check, CheckView):
        return check.kind == "OCIL"
    return isinstance(check, CheckResult) and check.system == OCIL_SYSTEM
