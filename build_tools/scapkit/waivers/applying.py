"""Waivers applied to the results of one asset: what becomes of them, and who says so (NIST IR 7275r4, 6.6.4.3)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scapkit.model.results import Override, RuleOutcome, RuleResult, XccdfMessage
from scapkit.model.waivers import BY, DISAGREEING, Grounds, Waiver
from scapkit.names import short_id
from scapkit.problem import WARNING, Problem, Problems
from scapkit.span import Span
from scapkit.waivers.counting import Waivers
from scapkit.waivers.idle import Spent, Target, is_meant
from scapkit.waivers.patterns import uncovered

TOLD = 3
"""As many findings are named where a waiver leaves some uncovered."""


class Applied(NamedTuple):
    """The results with those that became others, what came of each waiver, and what is to be said."""

    results: tuple[RuleResult, ...]
    spent: Spent
    warnings: Problems = ()


class _Decision(NamedTuple):
    result: RuleResult
    used: tuple[Waiver, ...] = ()
    problem: str = ""


def applied(results: Sequence[RuleResult], target: Target, waivers: Waivers, grounds: Mapping[int, Grounds]) -> Applied:
    """What waivers make of an asset's results. `grounds` say why those failed that waivers of findings are about, by
    their place among the results.

    Where waivers of one result disagree, none counts; those of findings count together.
    """
    made, problems = list(results), []
    used: set[int] = set()
    came: dict[int, dict[str, None]] = {}
    for place, result in enumerate(results):
        meant = [each for each in waivers.by_rule.get(result.rule_id, ()) if is_meant(each[0], target)]
        fitting = [each for each in meant if result.outcome in each[0].was]
        for waiver, why in meant:
            if not why and result.outcome not in waiver.was:
                came.setdefault(waiver.line, {})[str(result.outcome)] = None
        decision = _decided(result, [each for each, why in fitting if not why], waivers.now, grounds.get(place))
        used.update(each.line for each in decision.used)
        if decision.problem:
            first = next(each for each, why in fitting if not why)
            problems.append(_problem(decision.problem, result, first, target, waivers.file))
        made[place] = _with_messages(decision.result, [each for each in fitting if each[1]], decision.problem)
    needless = tuple((line, " and ".join(outcomes)) for line, outcomes in came.items() if line not in used)
    return Applied(tuple(made), Spent(target, frozenset(used), needless), tuple(problems))


def _decided(result: RuleResult, waivers: Sequence[Waiver], now: str, grounds: Grounds | None) -> _Decision:
    """A result, with what waivers in force make of it."""
    if not waivers:
        return _Decision(result)
    whole = tuple(each for each in waivers if not each.findings)
    problem = _disagreement(waivers) or ("" if whole else _shortfall(waivers, grounds))
    if problem:
        return _Decision(result, tuple(waivers), problem)
    ours = whole or tuple(waivers)
    overrides = (Override(result.outcome, each.result, each.authority, now, each.remark) for each in ours)
    changed = result._replace(outcome=ours[0].result, overrides=(*result.overrides, *overrides))
    return _Decision(changed, tuple(waivers))


def _disagreement(waivers: Sequence[Waiver]) -> str:
    if len({each.result for each in waivers}) == 1:
        return ""
    told = " and ".join(f"to {each.result} by {each.signature} (line {each.line})" for each in waivers)
    return f"{DISAGREEING}, so none counts: {told}"


def _shortfall(waivers: Sequence[Waiver], grounds: Grounds | None) -> str:
    """What waivers of findings leave uncovered, in words; the empty string where they cover all."""
    patterns = [pattern for each in waivers for pattern in each.findings]
    left = uncovered(grounds or Grounds(unnamed=("what made the rule fail",)), patterns)
    if not left:
        return ""
    more = f" and {len(left) - TOLD} more" if len(left) > TOLD else ""
    by = ", ".join(dict.fromkeys(each.signature for each in waivers))
    return f"{BY}{by} does not cover {', '.join(left[:TOLD])}{more}"


def _problem(text: str, result: RuleResult, first: Waiver, target: Target, file: str) -> Problem:
    message = f"{short_id(result.rule_id)} on {target.name or 'an asset without a name'}: {text}"
    return Problem(Span(file, first.line), "waiver-not-applied", message, level=WARNING)


def _with_messages(result: RuleResult, lapsed: Iterable[tuple[Waiver, str]], problem: str) -> RuleResult:
    """A result that says which waivers no longer hold for it, or do not reach."""
    texts = [f"{BY}{waiver.signature} does not count: {why}" for waiver, why in lapsed]
    messages = tuple(XccdfMessage(text, "warning") for text in (*texts, *((problem,) if problem else ())))
    return result._replace(messages=(*result.messages, *messages)) if messages else result


def original(result: RuleResult) -> RuleOutcome:
    """What a result was before anybody changed it; its own where nobody did."""
    return result.overrides[0].old_result if result.overrides else result.outcome
