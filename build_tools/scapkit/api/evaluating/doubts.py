"""What somebody should know of the profile and tailoring of an evaluation that went through."""

from collections.abc import Sequence

from scapkit.model.xccdf import Tailoring
from scapkit.names import short_id
from scapkit.oval.faults import fault_of_pattern
from scapkit.problem import Problem, Problems
from scapkit.span import Span
from scapkit.xccdf.doubts import refinement_problems
from scapkit.xccdf.policy import Policy


def doubts(policy: Policy, tailoring: Tailoring | None, content: str) -> Problems:
    """Doubts about the profile's refinements; `content` is the path of the benchmark."""
    if policy.profile is None:
        return ()
    tailored = _is_of(policy, tailoring)
    where = tailoring.href if tailoring and tailored else content
    return tuple(refinement_problems(policy.benchmark, policy.profile, where, tailored, fault_of_pattern))


def _is_of(policy: Policy, tailoring: Tailoring | None) -> bool:
    """Whether the policy's profile is one of the tailoring's."""
    if policy.profile is None or tailoring is None:
        return False
    return policy.profile.id in (each.id for each in tailoring.profiles)


def tailoring_doubts(policies: Sequence[Policy], tailoring: Tailoring | None) -> Problems:
    """That it was given in vain, or says it is of another benchmark, which only informs (NIST IR 7275r4, 6.7.2).

    `policies` are all by which assets may be judged, at least one.
    """
    if tailoring is None:
        return ()
    if not any(_is_of(each, tailoring) for each in policies):
        names = ", ".join(short_id(each.id) for each in tailoring.profiles)
        message = "none of this tailoring's profiles was asked for, so that it changes nothing"
        return (Problem(Span(tailoring.href), "unused-tailoring", message, f"its profiles: {names or 'none'}"),)
    benchmark = policies[0].benchmark.id
    if tailoring.benchmark_id in ("", benchmark):
        return ()
    message = f"this tailoring is of {tailoring.benchmark_id}, not of {benchmark}"
    return (Problem(Span(tailoring.href), "another-benchmark", message),)
