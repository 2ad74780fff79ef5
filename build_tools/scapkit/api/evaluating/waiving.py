"""Waivers over an evaluation: what they make of its results, with the scores before and after."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.evaluate.result import scores_of
from scapkit.model.arf import Evaluation
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import RuleOutcome
from scapkit.model.waivers import Grounds
from scapkit.model.xccdf import Benchmark
from scapkit.names import brief
from scapkit.problem import Problems
from scapkit.waivers.applying import applied, original
from scapkit.waivers.counting import Waivers, counted
from scapkit.waivers.file import gathered
from scapkit.waivers.idle import Spent, Target
from scapkit.xccdf.items import rules_of
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.parse import read_bytes

MOST_FINDINGS = 10_000
"""As many things found by one test can be covered."""


class Waived(NamedTuple):
    """An evaluation with what was waived, what came of the waivers, and what is to be said."""

    evaluation: Evaluation
    spent: Spent
    warnings: Problems = ()


def read_in_force(file: str, benchmark: Benchmark, now: str) -> Waivers:
    """The waivers of a file for a benchmark at a time; raises Invalid for a file with mistakes."""
    found, problems = gathered(read_bytes(file), file)
    return counted(found, (each.id for each in rules_of(benchmark)), file, now, problems)


def waived(
    evaluation: Evaluation, policy: Policy, documents: Mapping[str, OvalDefinitions], waivers: Waivers
) -> Waived:
    """An evaluation with what waivers make of it; `documents` are the OVAL definitions behind it, by href."""
    result = evaluation.test_result
    target = Target(brief(evaluation.asset.name or result.target), brief(evaluation.asset.kind))
    grounds = dict(_grounds(evaluation, policy, documents, waivers))
    found = applied(result.rule_results, target, waivers, grounds)
    changed = result._replace(rule_results=found.results)
    if found.results != result.rule_results:
        changed = changed._replace(scores=scores_of(policy, found.results))
    changed_evaluation = with_scores_before(evaluation._replace(test_result=changed), policy)
    return Waived(changed_evaluation, found.spent, found.warnings)


def with_scores_before(evaluation: Evaluation, policy: Policy) -> Evaluation:
    """With the scores that its results had before anybody changed some of them, where somebody did."""
    result = evaluation.test_result
    if not any(each.overrides for each in result.rule_results):
        return evaluation
    before = scores_of(policy, [each._replace(outcome=original(each)) for each in result.rule_results])
    return evaluation._replace(test_result=result._replace(scores_before=before))


def _grounds(
    evaluation: Evaluation, policy: Policy, documents: Mapping[str, OvalDefinitions], waivers: Waivers
) -> Iterator[tuple[int, Grounds]]:
    """Why rules failed that waivers of findings are about, by the places of their results."""
    rules = {rule for rule, found in waivers.by_rule.items() if any(each.findings for each, _ in found)}
    if not rules:
        return
    from scapkit.evaluate.reported import with_masks
    from scapkit.report.views.criteria import check_view, open_checks
    from scapkit.report.views.grounds import grounds_of

    shown = with_masks(evaluation, documents).oval_results
    judged = open_checks(shown, documents, policy.values, MOST_FINDINGS)
    for place, result in enumerate(evaluation.test_result.rule_results):
        if result.rule_id in rules and result.outcome is RuleOutcome.FAIL:
            yield place, grounds_of(check_view(check, judged) for check in result.checks)
