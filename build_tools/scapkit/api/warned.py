"""What somebody should know of an evaluation that went through."""

from scapkit.model.arf import Evaluation
from scapkit.model.results import RuleOutcome
from scapkit.model.xccdf import Tailoring
from scapkit.problem import Problem, Problems
from scapkit.span import Span
from scapkit.xccdf.doubts import refinement_problems
from scapkit.xccdf.policy import Policy


def warned(policy: Policy, tailoring: Tailoring | None, evaluation: Evaluation, content: str, dump: str) -> Problems:
    """Doubts about the profile and its tailoring, and that nothing was judged; `content` and `dump` are paths."""
    return (*_of_profile(policy, tailoring, content), *_nothing_judged(evaluation, dump))


def _of_profile(policy: Policy, tailoring: Tailoring | None, content: str) -> Problems:
    if policy.profile is None:
        return ()
    tailored = tailoring is not None and policy.profile.id in (each.id for each in tailoring.profiles)
    where = tailoring.href if tailoring and tailored else content
    return (
        *_another_benchmark(policy, tailoring if tailored else None),
        *refinement_problems(policy.benchmark, policy.profile, where, tailored),
    )


def _another_benchmark(policy: Policy, tailoring: Tailoring | None) -> Problems:
    """That a tailoring says it is of another benchmark, which is for information only (NIST IR 7275r4, 6.7.2)."""
    if tailoring is None or tailoring.benchmark_id in ("", policy.benchmark.id):
        return ()
    message = f"this tailoring is of {tailoring.benchmark_id}, not of {policy.benchmark.id}"
    return (Problem(Span(tailoring.href), "another-benchmark", message),)


def _nothing_judged(evaluation: Evaluation, dump: str) -> Problems:
    outcomes = {each.outcome for each in evaluation.test_result.rule_results} - {RuleOutcome.NOTSELECTED}
    if not outcomes:
        return (Problem(Span(dump), "nothing-judged", "no rule is selected, so nothing was judged"),)
    if outcomes != {RuleOutcome.NOTAPPLICABLE}:
        return ()
    message = "none of the selected rules applies to it"
    return (Problem(Span(dump), "nothing-applies", message, "is it a dump of what the profile is about?"),)
