"""Which of several profiles an asset is judged by: the first whose platform it has (NIST IR 7275r4, 6.5.3)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from scapkit.dumps.requirements import matches_glob, system_path
from scapkit.evaluate.applicability import Applicability, Applies
from scapkit.evaluate.sessions import Sessions
from scapkit.model.xccdf import Tailoring
from scapkit.names import short_id
from scapkit.oval.evidence import Evidence
from scapkit.problem import Problem, Problems
from scapkit.span import Span
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import find_profile, selectable
from scapkit.xmlio.content import Content


class Chosen(NamedTuple):
    """The policy that fits an asset, or None and why each does not."""

    policy: Policy | None
    reasons: tuple[str, ...] = ()


class Candidate:
    """A policy that may fit."""

    def __init__(self, content: Content, policy: Policy) -> None:
        self.policy = policy
        self._content = content

    def applies(self, evidence: Evidence, now: str) -> Applies:
        """Whether the profile's platform is the asset's."""
        sessions = Sessions(self._content, self.policy, (), evidence, now)
        return Applicability(self.policy, self._content.dictionaries, sessions).of_profile()

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The paths and patterns of what tells."""
        from scapkit.collect.platforms import profile_checks

        checks = profile_checks(self._content, self.policy)
        return tuple(dict.fromkeys(need.key for check in checks for need in check.sought.needs))


def choose(candidates: Sequence[Candidate], evidence: Evidence, now: str) -> Chosen:
    """The first that applies; else, where evidence is missing, the first of which the dump was asked what would tell.

    So an asset of which everything was refused is judged by the profile that it was collected for, and ends unknown.
    """
    answers: list[tuple[Candidate, Applies]] = []
    for each in candidates:
        found = each.applies(evidence, now)
        if found.value:
            return Chosen(each.policy)
        answers.append((each, found))
    for each, found in answers:
        if found.value is None and _was_asked(each.places, _asked(evidence)):
            return Chosen(each.policy)
    return Chosen(None, tuple(_reasons(answers)))


def fitting(
    content: Content, tailoring: Tailoring | None, policy: Policy, evidence: Evidence, now: str, place: str
) -> Problems:
    """A warning that names the profiles whose platform an asset has, where the policy's own is not among them."""
    if policy.profile is None or Candidate(content, policy).applies(evidence, now).value:
        return ()
    benchmark = content.bare_benchmark
    profiles = (find_profile(benchmark, tailoring, each) for each in selectable(benchmark, tailoring))
    others = [each for each in profiles if each is not None and each.id != policy.profile.id]
    fit = [
        short_id(each.id)
        for each in others
        if Candidate(content, make_policy(benchmark, each)).applies(evidence, now).value
    ]
    if not fit:
        return ()
    message = f"is no asset for the profile {short_id(policy.profile.id)}; most of its rules came to nothing"
    return (Problem(Span(place), "another-profile", message, f"profiles for such assets: {', '.join(fit)}"),)


def _asked(evidence: Evidence) -> tuple[str, ...]:
    manifest = evidence.dump.manifest
    return tuple(system_path(each) for each in manifest.requirements) if manifest else ()


def _was_asked(places: Iterable[str], asked: tuple[str, ...]) -> bool:
    return any(place in asked or any(matches_glob(place, each) for each in asked) for place in places)


def _reasons(answers: Iterable[tuple[Candidate, Applies]]) -> Iterator[str]:
    for candidate, found in answers:
        profile = candidate.policy.profile
        name = short_id(profile.id) if profile else "the benchmark"
        verb = "does not apply" if found.value is False else "may not apply"
        yield f"{name} {verb}: {'; '.join(found.reasons) or 'its platform is another'}"
