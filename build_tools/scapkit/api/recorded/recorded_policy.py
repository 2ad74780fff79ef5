"""The policy that results were made by, as far as they and their content tell."""

from collections.abc import Iterable

from scapkit.model.results import RuleOutcome, TestResult
from scapkit.model.xccdf import Benchmark, Ident, Profile, Rule, Tailoring
from scapkit.names import XCCDF
from scapkit.problem import WARNING, Problem, Problems, invalid
from scapkit.span import Span
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import find_profile, selectable
from scapkit.xccdf.values import shown
from scapkit.xmlio.current import current
from scapkit.xmlio.parse import Element, read_bytes
from scapkit.xmlio.sources import Choice, Sources, read_sources


def content_of(result: TestResult, path: str) -> Sources:
    """The content of a file, which has the benchmark that results are of; raises Invalid (no-benchmark) for another."""
    wanted = result.benchmark_id
    found = read_sources(path, current(read_bytes(path), path), Choice(benchmark_id=wanted))
    own = "" if found.benchmark is None else found.benchmark.get("id", "")
    if not own or wanted not in ("", own):
        raise invalid(path, "no-benchmark", f"this is not the benchmark of the results, which is {wanted}")
    return found


def tailorings_in(sources: Sources | None) -> tuple[Element, ...]:
    """The tailoring documents inside a datastream."""
    found = sources.elements.values() if sources else ()
    return tuple(each for each in found if each.tag == f"{{{XCCDF}}}Tailoring")


def policy_of(
    benchmark: Benchmark | None, tailorings: Iterable[Tailoring], result: TestResult, file: str
) -> tuple[Policy, Problems]:
    """The policy, and a warning where the profile is unknown; without benchmark one of the rules that have results."""
    if benchmark is None:
        return with_values(make_policy(_of_results(result), None), result), ()
    profile, warnings = _profile(benchmark, tailorings, result, file)
    return with_values(make_policy(benchmark, profile, file), result), warnings


def with_values(policy: Policy, result: TestResult) -> Policy:
    """With the Values that were in force as the result tells them (NIST IR 7275r4, 6.6.2, set-value)."""
    lists = {name: content for name, content in result.set_values if not isinstance(content, str)}
    return policy._replace(
        values={**policy.values, **{name: shown(content) for name, content in result.set_values}},
        lists={**{name: each for name, each in policy.lists.items() if name not in dict(result.set_values)}, **lists},
    )


def _of_results(result: TestResult) -> Benchmark:
    """A benchmark that has no more than what results tell of it."""
    rules = {
        each.rule_id: Rule(
            each.rule_id,
            idents=tuple(Ident(*ident) for ident in each.idents),
            selected=each.outcome is not RuleOutcome.NOTSELECTED,
        )
        for each in result.rule_results
    }
    return Benchmark(result.benchmark_id, result.benchmark_version, children=tuple(rules.values()))


def _profile(
    benchmark: Benchmark, tailorings: Iterable[Tailoring], result: TestResult, file: str
) -> tuple[Profile | None, Problems]:
    """The profile with all that it inherits: the benchmark's, or a tailoring's where the result says it was used."""
    name = result.profile_id
    if not name:
        return None, ()
    known = selectable(benchmark)
    for each in tailorings:
        if name in selectable(Benchmark("", ""), each) and (result.tailoring or name not in known):
            return find_profile(benchmark, each, name, file), ()
    if name in known:
        return find_profile(benchmark, None, name, file), ()
    message = f"the profile {name} is not in it; texts are shown as without a profile"
    hint = "--tailoring names where it came from"
    return None, (Problem(Span(file), "unknown-profile", message, hint, WARNING),)
