"""What somebody should know of the profile and tailoring of an evaluation that went through."""

from scapkit.model.xccdf import Tailoring
from scapkit.names import short_id
from scapkit.problem import Problem, Problems
from scapkit.span import Span
from scapkit.xccdf.doubts import refinement_problems
from scapkit.xccdf.policy import Policy


def doubts(policy: Policy, tailoring: Tailoring | None, content: str) -> Problems:
    """Doubts about the profile and its tailoring; `content` is the path of the benchmark."""
    found = _of_tailoring(policy, tailoring) if tailoring else ()
    if policy.profile is not None:
        tailored = is_of(policy, tailoring)
        where = tailoring.href if tailoring and tailored else content
        found = (*found, *refinement_problems(policy.benchmark, policy.profile, where, tailored))
    return found


def is_of(policy: Policy, tailoring: Tailoring | None) -> bool:
    """Whether the policy's profile is one of the tailoring's."""
    if policy.profile is None or tailoring is None:
        return False
    return policy.profile.id in (each.id for each in tailoring.profiles)


def _of_tailoring(policy: Policy, tailoring: Tailoring) -> Problems:
    """That it was given in vain, or says it is of another benchmark, which only informs (NIST IR 7275r4, 6.7.2)."""
    if not is_of(policy, tailoring):
        names = ", ".join(short_id(each.id) for each in tailoring.profiles)
        message = "none of this tailoring's profiles was asked for, so that it changes nothing"
        return (Problem(Span(tailoring.href), "unused-tailoring", message, f"its profiles: {names or 'none'}"),)
    if tailoring.benchmark_id in ("", policy.benchmark.id):
        return ()
    message = f"this tailoring is of {tailoring.benchmark_id}, not of {policy.benchmark.id}"
    return (Problem(Span(tailoring.href), "another-benchmark", message),)
