"""Results that were read, with what they leave to the benchmark: outcomes of checks, severities, and hrefs."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from scapkit.evaluate.reasons import UNDECIDED, reasons
from scapkit.evaluate.recorded_session import RecordedSession
from scapkit.evaluate.truth import combined, negated, outcome_of
from scapkit.model.arf import OcilReport
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import (
    CheckResult,
    ComplexCheckResult,
    DefinitionResult,
    OvalResults,
    RuleOutcome,
    RuleResult,
    TestResult,
    XccdfMessage,
)
from scapkit.model.xccdf import Check, ComplexCheck, Rule
from scapkit.names import OVAL_SYSTEM
from scapkit.xccdf.policy import Policy

AnyCheck = CheckResult | ComplexCheckResult
SEVERITIES = {RuleOutcome.ERROR: "error", RuleOutcome.UNKNOWN: "warning"}
"""How grave the reasons of what is undecided are."""
_OPEN = (RuleOutcome.NOTSELECTED, RuleOutcome.NOTAPPLICABLE, RuleOutcome.NOTCHECKED, RuleOutcome.UNKNOWN)


class Reports(NamedTuple):
    """What stands with a TestResult, by the hrefs that its checks have: OVAL results, one for each set of variables'
    values, and OCIL documents with results. `sources` are the hrefs that the benchmark has in their place, `documents`
    the definitions that were judged, by these.
    """

    oval: Mapping[str, tuple[OvalResults, ...]]
    ocil: Mapping[str, OcilReport]
    sources: Mapping[str, str]
    documents: Mapping[str, OvalDefinitions] = MappingProxyType({})


def sources_of(result: TestResult, rules: Sequence[Rule]) -> dict[str, str]:
    """From the hrefs of a result's checks to those of the same checks in the benchmark, where these differ."""
    by_id = {rule.id: rule for rule in rules}
    found: dict[str, str] = {}
    for each in result.rule_results:
        rule = by_id.get(each.rule_id)
        for check in _leaves(each.checks) if rule else ():
            if check.href and check.href not in found:
                source = _source(check, rule) if rule else ""
                found.update({check.href: source} if source else {})
    return found


def _leaves(checks: Sequence[AnyCheck]) -> Iterator[CheckResult]:
    for check in checks:
        if isinstance(check, ComplexCheckResult):
            yield from _leaves(check.children)
        else:
            yield check


def _source(check: CheckResult, rule: Rule) -> str:
    checks = _simple((rule.complex_check,)) if rule.complex_check else rule.checks
    references = (ref for each in checks if each.system == check.system for ref in each.contents)
    return next((ref.href for ref in references if ref.name in ("", check.name)), "")


def _simple(checks: Sequence[Check | ComplexCheck]) -> Iterator[Check]:
    for check in checks:
        if isinstance(check, ComplexCheck):
            yield from _simple(check.children)
        else:
            yield check


def completed(result: TestResult, policy: Policy, reports: Reports) -> TestResult:
    """The result as an evaluation makes it: what a rule's result leaves out is the benchmark's, and each check has the
    outcome that its results give it (NIST IR 7275r4, 6.6.4 and table 39).
    """
    by_id = {rule.id: rule for rule in policy.rules}
    found = {href: tuple(_indexed(each, reports.documents) for each in all_) for href, all_ in reports.oval.items()}
    judging = _Judging(policy, reports, found)
    rules = tuple(judging.rule(each, by_id.get(each.rule_id) or Rule(each.rule_id)) for each in result.rule_results)
    return result._replace(rule_results=rules)


class _Indexed(NamedTuple):
    """OVAL results with their definitions by id, and what explains them where their document is known."""

    results: OvalResults
    definitions: Mapping[str, DefinitionResult]
    session: RecordedSession | None


def _indexed(results: OvalResults, documents: Mapping[str, OvalDefinitions]) -> _Indexed:
    document = documents.get(results.source)
    session = RecordedSession(results, document) if document is not None else None
    return _Indexed(results, {each.definition_id: each for each in results.definitions}, session)


class _Judging(NamedTuple):
    policy: Policy
    reports: Reports
    oval: Mapping[str, tuple[_Indexed, ...]]

    def rule(self, result: RuleResult, rule: Rule) -> RuleResult:
        """A rule's result with checks that were used apart from those that were not."""
        whole = result._replace(
            severity=result.severity or rule.severity,
            weight=result.weight or rule.weight,
            role=result.role or rule.role,
            checks=(),
        )
        outcome = result.overrides[0].old_result if result.overrides else result.outcome
        # the role tells nothing of what the check came to (NIST IR 7275r4, table 11)
        told = None if outcome is RuleOutcome.INFORMATIONAL else outcome
        checks = tuple(self._check(each, told) for each in result.checks)
        pairs = zip(result.checks, checks, strict=True)
        if outcome in _OPEN and not any(self._was_used(*pair, outcome, whole.role) for pair in pairs):
            return whole._replace(unused=tuple(map(self._named, result.checks)))
        return whole._replace(checks=checks, messages=result.messages or self._reasons(result.checks, outcome))

    def _reasons(self, checks: Sequence[AnyCheck], outcome: RuleOutcome) -> tuple[XccdfMessage, ...]:
        """Why a rule could not be decided, where its result does not say so: as its definitions tell."""
        if outcome not in SEVERITIES:
            return ()
        found = (self._judged(check) for check in _leaves(checks))
        texts = (
            text
            for indexed, definitions in found
            for each in definitions
            if indexed and indexed.session and each.result in UNDECIDED
            for text in reasons(indexed.session, each)
        )
        return tuple(XccdfMessage(text, SEVERITIES[outcome]) for text in dict.fromkeys(texts))

    def _was_used(self, given: AnyCheck, judged: AnyCheck, outcome: RuleOutcome, role: str) -> bool:
        """Whether an open outcome is a check's: that of a rule which was not checked is not."""
        if outcome is RuleOutcome.NOTSELECTED or role == "unchecked":
            return False
        leaves = tuple(_leaves((given,)))
        tried = any(each.system == OVAL_SYSTEM and not each.href for each in leaves)
        found = any(each.href in self.reports.oval or each.href in self.reports.ocil for each in leaves)
        untold = outcome is RuleOutcome.UNKNOWN and not self.reports.oval
        if isinstance(judged, ComplexCheckResult):
            none_run = outcome is RuleOutcome.NOTCHECKED
            return _joined(judged) is outcome and (none_run or tried or found or untold)
        waits = any(self._waits(each, outcome) for each in leaves)
        return judged.outcome is outcome and (tried or found or untold) and not waits

    def _waits(self, check: CheckResult, outcome: RuleOutcome) -> bool:
        """Whether a question that was not checked was left for want of an answer, as `judge_answered` leaves it."""
        if outcome is not RuleOutcome.NOTCHECKED or check.multi_check or check.href not in self.reports.ocil:
            return False
        from scapkit.evaluate.questionnaires import awaits_answers

        return awaits_answers(self.reports.ocil[check.href].document, check.name)

    def _check(self, check: AnyCheck, told: RuleOutcome | None) -> AnyCheck:
        """A check with its outcome; `told` is the rule's, which is the check's where there are no results of it."""
        if isinstance(check, ComplexCheckResult):
            judged = check._replace(children=tuple(self._check(each, None) for each in check.children))
            return judged._replace(outcome=told or _joined(judged))
        outcomes = self._outcomes(check)
        if outcomes:
            return self._named(check._replace(outcome=negated(combined("AND", outcomes), check.negate)))
        return self._named(check._replace(outcome=told or self._untold(check)))

    def _untold(self, check: CheckResult) -> RuleOutcome:
        """What a check came to of which nothing is told: one whose content was not found was not checked."""
        lacks = any(self.policy.contents(value_id) is None for value_id, _ in check.exports)
        open_ = check.system == OVAL_SYSTEM and (check.href or lacks)
        return RuleOutcome.UNKNOWN if open_ else RuleOutcome.NOTCHECKED

    def _outcomes(self, check: CheckResult) -> list[RuleOutcome]:
        """What the definitions or questionnaires of a check came to, as far as it is known."""
        if check.href in self.reports.ocil:
            from scapkit.evaluate.questionnaires import recorded_outcomes

            return recorded_outcomes(self.reports.ocil[check.href].document, check.name)
        return [outcome_of(each) for each in self._judged(check)[1]]

    def _judged(self, check: CheckResult) -> tuple[_Indexed | None, list[DefinitionResult]]:
        """The definitions of a check, and the results that they stand in: whose variables had the values handed in."""
        given = [(name, self.policy.contents(value_id)) for value_id, name in check.exports]
        for each in sorted(self.oval.get(check.href, ()), key=lambda each: _disagreeing(each.results, given)):
            if not check.name:
                return each, list(each.definitions.values())
            if check.name in each.definitions:
                return each, [each.definitions[check.name]]
        return None, []

    def _named(self, check: AnyCheck) -> AnyCheck:
        """A check under the href that the benchmark has for it."""
        if isinstance(check, ComplexCheckResult):
            return check._replace(children=tuple(map(self._named, check.children)))
        return check._replace(href=self.reports.sources.get(check.href, check.href))


def _joined(check: ComplexCheckResult) -> RuleOutcome:
    return negated(combined(check.operator, [each.outcome for each in check.children]), check.negate)


def _disagreeing(results: OvalResults, given: Sequence[tuple[str, tuple[str, ...] | None]]) -> int:
    known = {each.var_ref: each.values for each in results.variables}
    return sum(known.get(name) not in (None, values) for name, values in given)
