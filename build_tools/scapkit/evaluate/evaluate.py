"""A policy judged against a dump: every rule's result, the scores, and what they rest on (NIST IR 7275r4, 7.2.3)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from scapkit.evaluate.applicability import Applicability
from scapkit.evaluate.described import described
from scapkit.evaluate.judge import Judged, check_systems, judge_rule, unused
from scapkit.evaluate.protocol import CheckSystem, Source
from scapkit.evaluate.result import make_test_result
from scapkit.evaluate.sessions import Sessions
from scapkit.model.arf import Evaluation
from scapkit.model.results import CheckResult, ComplexCheckResult, RuleOutcome, RuleResult, XccdfMessage
from scapkit.model.xccdf import Rule, Tailoring
from scapkit.names import short_id
from scapkit.oval.evidence import Evidence
from scapkit.problem import did_you_mean, invalid
from scapkit.xccdf.policy import Policy

if TYPE_CHECKING:
    from scapkit.evaluate.interviews import Interviews
    from scapkit.ocil.counting import Answers

NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_SEVERITIES = {RuleOutcome.ERROR: "error", RuleOutcome.UNKNOWN: "warning"}


def evaluate(
    source: Source,
    policy: Policy,
    evidence: Evidence,
    clock: Callable[[], str],
    *,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    tailoring: Tailoring | None = None,
    external: Mapping[str, tuple[str, ...]] = NOTHING,
    answers: "Answers | None" = None,
) -> Evaluation:
    """One asset judged: a result for every rule of the benchmark in document order, notselected ones included.

    `clock` gives the time as RFC 3339 whenever it is asked. `only` names the rules to judge, selected or not, instead
    of the policy's; `skip` rules to leave out; both by short or whole id. `tailoring` is where the profile came from,
    for the record. `external` are values for external OVAL variables that no check exports, `answers` what people
    answered to OCIL questions.

    Raises Invalid (unknown-rule) for a rule that the benchmark lacks.
    """
    start = clock()
    wanted = rules_to_judge(policy, only, skip)
    judged = [rule for rule in policy.rules if rule.id in wanted]
    interviews = _interviews(source, answers)
    sessions = Sessions(source, policy, judged, evidence, start, external, interviews)
    applicability = Applicability(policy, source.dictionaries, sessions)
    systems = check_systems()
    results = tuple(
        result
        for rule in policy.rules
        for result in rule_results(rule, rule.id in wanted, applicability, systems, sessions, clock())
    )
    asset, manifest, times = described(evidence), evidence.dump.manifest, (start, clock())
    test_result = make_test_result(source, policy, asset, results, times, applicability.matched(), tailoring, manifest)
    reports = interviews.reports(asset, times) if interviews is not None else ()
    return Evaluation(asset, test_result, sessions.results(), reports)


def _interviews(source: Source, answers: "Answers | None") -> "Interviews | None":
    """What judges by answers, loaded only where there are some."""
    if answers is None:
        return None
    from scapkit.evaluate.interviews import Interviews

    return Interviews(source.ocil, answers)


def rules_to_judge(policy: Policy, only: Iterable[str] = (), skip: Iterable[str] = ()) -> frozenset[str]:
    """The ids of the rules to judge: the policy's, or those of `only`, without those of `skip`."""
    asked, left_out = _rule_ids(policy, only), _rule_ids(policy, skip)
    return (asked or policy.selected) - left_out


def _rule_ids(policy: Policy, names: Iterable[str]) -> frozenset[str]:
    wanted = list(names)
    if not wanted:
        return frozenset()
    whole = {short_id(rule.id): rule.id for rule in policy.rules} | {rule.id: rule.id for rule in policy.rules}
    for name in wanted:
        if name not in whole:
            message = f"no rule {name} in {policy.benchmark.id}"
            raise invalid(policy.benchmark.id, "unknown-rule", message, hint=did_you_mean(name, whole))
    return frozenset(whole[name] for name in wanted)


def rule_results(
    rule: Rule,
    selected: bool,
    applicability: Applicability,
    systems: Mapping[str, CheckSystem],
    sessions: Sessions,
    time: str,
) -> Iterator[RuleResult]:
    """A rule's results, one except where a check asks for several (NIST IR 7275r4, table 35 and 7.2.3.5.2)."""
    result = RuleResult(
        rule.id,
        RuleOutcome.NOTSELECTED,
        rule.severity,
        rule.weight,
        rule.role,
        time,
        rule.version,
        tuple((ident.system, ident.value) for ident in rule.idents),
    )
    if not selected:
        yield result
        return
    for judged in _judged(rule, applicability, systems, sessions):
        severity = "warning" if _unfound(judged.check) else _SEVERITIES.get(judged.outcome, "info")
        outcome = judged.outcome
        if rule.role == "unscored" and judged.check is not None:
            outcome = RuleOutcome.INFORMATIONAL
        messages = tuple(XccdfMessage(text, severity) for text in judged.reasons)
        result = result._replace(outcome=outcome, messages=messages)
        yield result._replace(unused=unused(rule)) if judged.check is None else result._replace(checks=(judged.check,))


def _unfound(check: CheckResult | ComplexCheckResult | None) -> bool:
    """Whether the content of a check, or of one of several, was not found."""
    if isinstance(check, ComplexCheckResult):
        return any(map(_unfound, check.children))
    return check is not None and check.outcome is RuleOutcome.NOTCHECKED and not check.href


def _judged(
    rule: Rule, applicability: Applicability, systems: Mapping[str, CheckSystem], sessions: Sessions
) -> tuple[Judged, ...]:
    if rule.role == "unchecked":
        return (Judged(RuleOutcome.NOTCHECKED, None, ("the rule's role is unchecked",)),)
    applies = applicability.of(rule)
    if applies.value:
        return judge_rule(rule, systems, sessions)
    outcome = RuleOutcome.NOTAPPLICABLE if applies.value is False else RuleOutcome.UNKNOWN
    return (Judged(outcome, None, applies.reasons),)
