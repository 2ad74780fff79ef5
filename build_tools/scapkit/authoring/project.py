"""A product as its authors wrote it: every part with the nodes that know its place."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scapkit.authoring.jinja.sandbox import CompiledTemplate, Sandbox
from scapkit.authoring.lines import Source
from scapkit.authoring.policies.source import Control as Control
from scapkit.authoring.policies.source import Policy as Policy
from scapkit.authoring.policies.source import ProfileSource as ProfileSource
from scapkit.authoring.policies.source import walk_controls as walk_controls
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import Fields
from scapkit.span import Span


class Product(NamedTuple):
    """What a datastream is about and how its ids are made; `platforms` names the benchmark's platforms.

    `properties` are what Jinja knows of it.
    """

    id: str
    full_name: str
    benchmark_id: str
    namespace: str
    check_namespace: str
    version: str
    update: str
    metadata: tuple[tuple[str, str], ...]
    platforms: tuple[Node, ...]
    reference_uris: Mapping[str, str]
    span: Span
    properties: Mapping[str, Any] = {}

    @property
    def families(self) -> tuple[str, ...]:
        """The families that remediations may name it by, as in multi_platform_FAMILY."""
        return tuple(self.properties.get("families", ()))


class BenchmarkText(NamedTuple):
    """The benchmark's own words."""

    title: str
    status: str
    status_date: str
    description: Node
    notice_id: str
    notice: Node | None
    front_matter: Node | None
    rear_matter: Node | None
    version: str = ""


class CollectEntry(NamedTuple):
    """One thing that a check needs from the system; exactly one of path, file, aws, glob and fact is given."""

    path: str
    filter: str
    file: str
    aws: str
    dump_path: str
    hash: str
    span: Span
    glob: str = ""
    fact: str = ""


class TemplateUse(NamedTuple):
    """A check template named by a rule; `off` holds the backends that the rule does without."""

    name: Node
    variables: Node | None
    off: frozenset[str]


class AuthoredWarning(NamedTuple):
    """A caution in its category."""

    category: str
    text: Node


class RuleSource(NamedTuple):
    """A rule's file; `check` is the hand-written OVAL beside it, `remediations` the scripts by language.

    `inherited_platforms` are those of the groups around it, `kept` holds what changes nothing in what is built.
    `complex_check`: AND or OR, which joins its check and its question; None where the question stands in for a check.
    `asked`: the names that its Jinja looked up. `is_light`: its texts are left out, as it is compiled already.
    """

    id: str
    span: Span
    title: str
    description: Node
    rationale: Node
    severity: str
    identifiers: Mapping[str, Node]
    references: Mapping[str, Node]
    platforms: tuple[Node, ...]
    requires: tuple[Node, ...]
    conflicts: tuple[Node, ...]
    warnings: tuple[AuthoredWarning, ...]
    collect: tuple[CollectEntry, ...]
    ocil: Node | None
    ocil_clause: Node | None
    template: TemplateUse | None
    check: Source | None = None
    fixtext: Node | None = None
    remediations: Mapping[str, Source] = {}
    inherited_platforms: tuple[tuple[Node, ...], ...] = ()
    kept: Mapping[str, Any] = {}
    complex_check: Node | None = None
    asked: frozenset[str] = frozenset()
    is_light: bool = False


class ValueSource(NamedTuple):
    """A parameter's file."""

    id: str
    span: Span
    title: str
    description: Node
    type: str
    operator: str
    interactive: bool
    options: Mapping[str, Node]
    warnings: tuple[AuthoredWarning, ...] = ()


class GroupSource(NamedTuple):
    """A folder with what is in it, sorted by name."""

    id: str
    span: Span
    title: str
    description: Node
    warnings: tuple[AuthoredWarning, ...]
    platforms: tuple[Node, ...]
    groups: "tuple[GroupSource, ...]"
    rules: tuple[RuleSource, ...]
    values: tuple[ValueSource, ...]
    requires: tuple[Node, ...] = ()
    conflicts: tuple[Node, ...] = ()


class PlatformSource(NamedTuple):
    """A CPE name and the inventory OVAL that tells whether a system has it, by hand or from a template.

    `arguments`: what expressions may give in brackets, each with values for {placeholders}. `values` and `versions` are
    those of a use in an expression; a version is an operator (eq, ne, lt, le, gt, ge) and what to compare with.
    """

    id: str
    span: Span
    name: str
    title: str
    check_id: Node
    collect: tuple[CollectEntry, ...]
    check: Source | None
    template: TemplateUse | None = None
    arguments: Mapping[str, Mapping[str, str]] = {}
    versioned: bool = False
    bash_conditional: str = ""
    ansible_conditional: str = ""
    values: Mapping[str, str] = {}
    versions: tuple[tuple[str, str], ...] = ()


class Component(NamedTuple):
    """A component's file. `shared`: it lies where all products see it, and may name rules that only others have."""

    name: str
    span: Span
    packages: tuple[str, ...]
    rules: tuple[Node, ...]
    groups: tuple[Node, ...]
    templates: tuple[Node, ...]
    shared: bool


class CheckTemplate(NamedTuple):
    """A check template: what it wants to know, and the text whose blocks are rendered.

    Exactly one of the parameters in `one_of` must be given. `collect` is an example of a rule's entries.
    """

    name: str
    file: str
    description: str
    parameters: Mapping[str, Fields]
    source: Source
    environment: Sandbox
    one_of: tuple[str, ...] = ()
    collect: Node | None = None

    @property
    def compiled(self) -> CompiledTemplate:
        """Its blocks ready to be rendered; raises Invalid where its Jinja is malformed."""
        return self.environment.once(self.source, "xml:")

    @property
    def scripts(self) -> CompiledTemplate:
        """Its blocks of remediations ready to be rendered as text that is no markup."""
        return self.environment.scripts.once(self.source, "text:")


class Project(NamedTuple):
    """All of a product. `incomplete` names the rules that are left out, each with the reason."""

    root: Path
    product: Product
    benchmark: BenchmarkText
    groups: tuple[GroupSource, ...]
    profiles: Mapping[str, ProfileSource]
    policies: Mapping[str, Policy]
    platforms: Mapping[str, PlatformSource]
    templates: Mapping[str, CheckTemplate]
    environment: Sandbox
    incomplete: Mapping[str, str]
    values: Mapping[str, ValueSource]
    named_groups: Mapping[str, GroupSource]
    control_references: Mapping[str, tuple[tuple[str, str], ...]]
    components: Mapping[str, Component]


def walk_groups(groups: tuple[GroupSource, ...]) -> "tuple[GroupSource, ...]":
    """Every group, outer before inner."""
    return tuple(each for group in groups for each in (group, *walk_groups(group.groups)))


def all_rules(project: Project) -> dict[str, RuleSource]:
    """Every rule by id, in the order of the benchmark."""
    return {rule.id: rule for group in walk_groups(project.groups) for rule in group.rules}


def all_values(groups: tuple[GroupSource, ...]) -> dict[str, ValueSource]:
    """Every value by id."""
    return {value.id: value for group in walk_groups(groups) for value in group.values}
