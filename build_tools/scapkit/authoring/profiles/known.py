"""What selections may name."""

from collections.abc import Container, Mapping
from typing import NamedTuple

from scapkit.authoring.policies.source import Policy, ProfileSource
from scapkit.authoring.project import GroupSource, RuleSource, ValueSource


class Known(NamedTuple):
    """The things of a product by name.

    `incomplete` has the rules that are left out, with the reason; `elsewhere` the names that shared policies may use
    though this product lacks them.
    """

    rules: Mapping[str, RuleSource]
    values: Mapping[str, ValueSource]
    policies: Mapping[str, Policy]
    profiles: Mapping[str, ProfileSource]
    incomplete: Mapping[str, str]
    groups: Mapping[str, GroupSource] = {}
    elsewhere: Container[str] = ()
