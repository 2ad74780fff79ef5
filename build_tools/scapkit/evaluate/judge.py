"""A rule's checks to its verdicts (NIST IR 7275r4, 7.2.3.5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scapkit.evaluate.protocol import CheckSessions, CheckSystem, Unusable, Verdict
from scapkit.evaluate.truth import combined, negated
from scapkit.model.results import CheckResult, ComplexCheckResult, RuleOutcome
from scapkit.model.xccdf import Check, ComplexCheck, Rule
from scapkit.registry import discover


class Judged(NamedTuple):
    """One outcome of a rule with the check behind it and why it could not be decided."""

    outcome: RuleOutcome
    check: CheckResult | ComplexCheckResult | None = None
    reasons: tuple[str, ...] = ()


def check_systems() -> dict[str, CheckSystem]:
    """The check systems that this program knows, by the URIs that checks name them by."""
    found: dict[str, CheckSystem] = discover("scapkit.evaluate.checks", "CHECK_SYSTEM")
    return {uri: each for each in found.values() for uri in each.systems}


def judge_rule(rule: Rule, systems: Mapping[str, CheckSystem], sessions: CheckSessions) -> tuple[Judged, ...]:
    """What a rule's checks came to: several outcomes only where a check asks for them by multi-check.

    `rule.checks` are the candidates already, as a policy leaves them; the last of a known system that can be used
    decides, as in oscap, since the standard leaves the choice to the tool. What a person answered is used only where
    data does not decide. A complex-check puts all of them aside.
    """
    if rule.complex_check is not None:
        return (_complex(rule.complex_check, systems, sessions),)
    refused: dict[int, str] = {}
    chosen: tuple[Verdict, ...] = ()
    for place, check in _evidence_first(rule.checks, systems):
        if chosen and not _asks(check, systems):
            continue
        verdicts = _check(check, systems, sessions, check.multi_check)
        if isinstance(verdicts, Unusable):
            refused[place] = verdicts.reason
        elif not chosen or _decided(verdicts):
            chosen = verdicts
        if chosen and _decided(chosen):
            break
    if chosen:
        return tuple(Judged(each.outcome, each.check, each.reasons) for each in chosen)
    reasons = _once(refused[place] for place in sorted(refused))
    return (Judged(RuleOutcome.NOTCHECKED, None, reasons or ("the rule has no check",)),)


def _evidence_first(checks: Sequence[Check], systems: Mapping[str, CheckSystem]) -> list[tuple[int, Check]]:
    """The checks with their places, the last first, and those that ask people behind all others."""
    return sorted(reversed(list(enumerate(checks))), key=lambda each: _asks(each[1], systems))


def _asks(check: Check, systems: Mapping[str, CheckSystem]) -> bool:
    return check.system in systems and systems[check.system].asks


def _decided(verdicts: Iterable[Verdict]) -> bool:
    return all(each.outcome in (RuleOutcome.PASS, RuleOutcome.FAIL) for each in verdicts)


def _check(
    check: Check, systems: Mapping[str, CheckSystem], sessions: CheckSessions, separately: bool
) -> tuple[Verdict, ...] | Unusable:
    system = systems.get(check.system)
    if system is None:
        return Unusable(f"the check system {check.system} is not run")
    return system.judge(check, sessions, separately)


def _complex(node: Check | ComplexCheck, systems: Mapping[str, CheckSystem], sessions: CheckSessions) -> Judged:
    if isinstance(node, Check):
        verdicts = _check(node, systems, sessions, False)
        if isinstance(verdicts, Unusable):
            return Judged(RuleOutcome.NOTCHECKED, _unused(node), (verdicts.reason,))
        return Judged(verdicts[0].outcome, verdicts[0].check, verdicts[0].reasons)
    parts = [_complex(child, systems, sessions) for child in node.children]
    outcome = negated(combined(node.operator, [part.outcome for part in parts]), node.negate)
    children = tuple(part.check for part in parts if part.check is not None)
    check = ComplexCheckResult(node.operator, children, node.negate, outcome)
    return Judged(outcome, check, _once(text for part in parts for text in part.reasons))


def unused(rule: Rule) -> tuple[CheckResult | ComplexCheckResult, ...]:
    """A rule's checks, none of which was run: a result should tell of one (NIST IR 7275r4, 6.6.4.1)."""
    if rule.complex_check is not None:
        return (_unused_node(rule.complex_check),)
    return tuple(_unused(check) for check in rule.checks)


def _unused_node(node: Check | ComplexCheck) -> CheckResult | ComplexCheckResult:
    if isinstance(node, Check):
        return _unused(node)
    return ComplexCheckResult(node.operator, tuple(map(_unused_node, node.children)), node.negate)


def _unused(check: Check) -> CheckResult:
    """A check that was not run; inside a complex-check it stays in the result, as the schema wants two."""
    ref = check.contents[0] if check.contents else None
    return CheckResult(
        check.system,
        ref.href if ref else "",
        ref.name if ref else "",
        exports=tuple((each.value_id, each.export_name) for each in check.exports),
        negate=check.negate,
        multi_check=check.multi_check,
        selector=check.selector,
        imports=tuple((each.import_name, "") for each in check.imports),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
