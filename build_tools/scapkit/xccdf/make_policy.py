"""A benchmark and a profile to a policy (NIST IR 7275r4, 7.2.2 and 7.2.3)."""

from collections.abc import Iterable

from scapkit.model.xccdf import Benchmark, Profile, Refinement, RefineRule
from scapkit.xccdf.extends import resolve_items
from scapkit.xccdf.items import rules_of, walk
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.refine import refine
from scapkit.xccdf.selection import selected_rules
from scapkit.xccdf.values import shown


def make_policy(benchmark: Benchmark, profile: Profile | None, file: str = "") -> Policy:
    """What one profile makes of a benchmark: refinements applied in their order, selection settled, values chosen.

    `profile` is complete, as find_profile returns it; None takes the benchmark as it stands. A refinement of
    something that does not exist changes nothing (refinement_problems tells). The policy's benchmark and rules carry
    the refinements, and of its checks a rule keeps those that its selector allows. `Rule.selected` is what benchmark
    and profile say of the rule alone; Policy.selected is what follows from its groups, requires and conflicts too.
    Raises Invalid: unknown-extends, cyclic-extends; `file` is for these problems.
    """
    resolved, refinements = resolve_items(benchmark, file), profile.refinements if profile else ()
    tailored, values = refine(resolved, refinements)
    return Policy(
        benchmark=tailored,
        profile=profile,
        rules=tuple(rules_of(tailored)),
        selected=selected_rules(tailored),
        values={name: shown(content) for name, content in values.items()},
        ancestors={item.id: above for item, above in walk(tailored)},
        lists={name: content for name, content in values.items() if not isinstance(content, str)},
        authored=_authored(resolved, tailored, refinements),
    )


def _authored(before: Benchmark, after: Benchmark, refinements: Iterable[Refinement]) -> dict[str, str]:
    """The severities that were refined, as they were."""
    if not any(isinstance(each, RefineRule) and each.severity for each in refinements):
        return {}
    pairs = zip(rules_of(before), rules_of(after), strict=True)
    return {rule.id: rule.severity for rule, refined in pairs if rule.severity != refined.severity}
