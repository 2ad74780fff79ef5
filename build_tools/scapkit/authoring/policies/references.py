"""Controls as references of the rules that answer them: what `reference_type` of a policy asks for."""

import re
from collections.abc import Iterator, Mapping

from scapkit.authoring.policies.source import Policy, ProfileSource, walk_controls
from scapkit.authoring.project import Product
from scapkit.problem import Problem, did_you_mean

RULE = re.compile(r"[^!=:]+")
References = Mapping[str, tuple[tuple[str, str], ...]]


def references_of_controls(
    policies: Mapping[str, Policy], product: Product, profiles: Mapping[str, ProfileSource], problems: list[Problem]
) -> References:
    """Rule id to pairs of class and control id, from the policies that are for the product.

    The class must be among its reference_uris; a policy that products share and no profile of this one names may have
    classes that it lacks.
    """
    found: dict[str, dict[tuple[str, str], None]] = {}
    for policy in policies.values():
        node, uris = policy.reference_type, product.reference_uris
        if node is None or (policy.products and product.id not in policy.products):
            continue
        if node.text in uris:
            for rule, control in _pairs(policy):
                found.setdefault(rule, {})[node.text, control] = None
        elif not policy.shared or _is_named(policy, profiles):
            message = f"the product has no reference_uris entry {node.text}"
            problems.append(Problem(node.span, "unknown-reference", message, did_you_mean(node.text, uris)))
    return {rule: tuple(pairs) for rule, pairs in found.items()}


def _pairs(policy: Policy) -> Iterator[tuple[str, str]]:
    for control in walk_controls(policy.controls):
        for node in control.rules:
            if RULE.fullmatch(node.text.strip()):
                yield node.text.strip(), control.id


def _is_named(policy: Policy, profiles: Mapping[str, ProfileSource]) -> bool:
    prefix = f"{policy.id}:"
    return any(node.text.strip().startswith(prefix) for profile in profiles.values() for node in profile.selections)
