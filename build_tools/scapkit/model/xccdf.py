"""An XCCDF 1.2 benchmark (NIST IR 7275r4, section 6); all of XCCDF's model is imported from here."""

from typing import NamedTuple

from scapkit.model.checks import Check as Check
from scapkit.model.checks import ComplexCheck as ComplexCheck
from scapkit.model.checks import ContentRef as ContentRef
from scapkit.model.checks import Export as Export
from scapkit.model.checks import Import as Import
from scapkit.model.platforms import CheckFactRef as CheckFactRef
from scapkit.model.platforms import FactRef as FactRef
from scapkit.model.platforms import LogicalTest as LogicalTest
from scapkit.model.platforms import Platform as Platform
from scapkit.model.refinements import Content as Content
from scapkit.model.refinements import Refinement as Refinement
from scapkit.model.refinements import RefineRule as RefineRule
from scapkit.model.refinements import RefineValue as RefineValue
from scapkit.model.refinements import Select as Select
from scapkit.model.refinements import SetValue as SetValue


class Text(NamedTuple):
    """Prose. `markup` is the inner XML: XHTML elements without prefix, XCCDF `sub` and `instance` as `xccdf:sub`."""

    markup: str
    lang: str = ""
    override: bool = False


class Status(NamedTuple):
    """accepted, deprecated, draft, incomplete or interim, since a date (YYYY-MM-DD)."""

    value: str
    date: str = ""


class Notice(NamedTuple):
    """A legal or other notice."""

    id: str
    text: Text


class Warning(NamedTuple):
    """A caution; category as in NIST IR 7275r4, table 13."""

    text: Text
    category: str = "general"


class Reference(NamedTuple):
    """A pointer to a document; `text` is plain."""

    href: str
    text: str


class Ident(NamedTuple):
    """A name of this rule in another system, such as a CCE."""

    system: str
    value: str


class Fix(NamedTuple):
    """A remediation: `markup` is the script with `xccdf:sub` and `xccdf:instance` elements."""

    markup: str
    system: str = ""
    id: str = ""
    complexity: str = ""
    disruption: str = ""
    strategy: str = ""
    reboot: bool = False


class Rule(NamedTuple):
    """One thing to check; `given` names the attributes that one with `extends` was given, as they are not inherited."""

    id: str
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    rationales: tuple[Text, ...] = ()
    warnings: tuple[Warning, ...] = ()
    references: tuple[Reference, ...] = ()
    platforms: tuple[str, ...] = ()
    requires: tuple[tuple[str, ...], ...] = ()
    conflicts: tuple[str, ...] = ()
    idents: tuple[Ident, ...] = ()
    fixtexts: tuple[Text, ...] = ()
    fixes: tuple[Fix, ...] = ()
    checks: tuple[Check, ...] = ()
    complex_check: ComplexCheck | None = None
    severity: str = "unknown"
    role: str = "full"
    weight: str = "1.0"
    selected: bool = True
    multiple: bool = False
    hidden: bool = False
    prohibit_changes: bool = False
    abstract: bool = False
    extends: str = ""
    cluster_id: str = ""
    version: str = ""
    status: tuple[Status, ...] = ()
    given: frozenset[str] = frozenset()


class Value(NamedTuple):
    """A parameter; `values` maps selector to value, the empty selector being the default (NIST IR 7275r4, 6.4.5).

    Values, defaults and choices may be lists (complex-value, complex-default, complex-choice). `given`: as of rules.
    """

    id: str
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    type: str = "string"
    operator: str = "equals"
    values: tuple[tuple[str, Content], ...] = ()
    defaults: tuple[tuple[str, Content], ...] = ()
    interactive: bool = False
    hidden: bool = False
    prohibit_changes: bool = False
    abstract: bool = False
    extends: str = ""
    cluster_id: str = ""
    choices: tuple[tuple[str, tuple[Content, ...], bool], ...] = ()
    matches: tuple[tuple[str, str], ...] = ()
    lower_bounds: tuple[tuple[str, str], ...] = ()
    upper_bounds: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Warning, ...] = ()
    given: frozenset[str] = frozenset()


class Group(NamedTuple):
    """Rules and groups under one heading."""

    id: str
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    rationales: tuple[Text, ...] = ()
    warnings: tuple[Warning, ...] = ()
    references: tuple[Reference, ...] = ()
    platforms: tuple[str, ...] = ()
    requires: tuple[tuple[str, ...], ...] = ()
    conflicts: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    children: tuple["Group | Rule", ...] = ()
    selected: bool = True
    weight: str = "1.0"
    hidden: bool = False
    prohibit_changes: bool = False
    abstract: bool = False
    extends: str = ""
    cluster_id: str = ""


class Profile(NamedTuple):
    """A tailoring of the benchmark under a name; refinements keep their order (NIST IR 7275r4, 6.5)."""

    id: str
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    references: tuple[Reference, ...] = ()
    platforms: tuple[str, ...] = ()
    refinements: tuple[Refinement, ...] = ()
    extends: str = ""
    abstract: bool = False
    prohibit_changes: bool = False
    status: tuple[Status, ...] = ()
    version: str = ""
    note_tag: str = ""


class Tailoring(NamedTuple):
    """Profiles kept outside the benchmark (NIST IR 7275r4, 6.7)."""

    id: str
    version: str
    version_time: str
    benchmark_href: str
    profiles: tuple[Profile, ...]
    href: str = ""
    benchmark_id: str = ""


class Benchmark(NamedTuple):
    """The whole checklist."""

    id: str
    version: str
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    status: tuple[Status, ...] = ()
    notices: tuple[Notice, ...] = ()
    front_matter: tuple[Text, ...] = ()
    rear_matter: tuple[Text, ...] = ()
    references: tuple[Reference, ...] = ()
    plain_texts: tuple[tuple[str, str], ...] = ()
    platform_specification: tuple[Platform, ...] = ()
    platforms: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    models: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    values: tuple[Value, ...] = ()
    children: tuple[Group | Rule, ...] = ()
    version_time: str = ""
    version_update: str = ""
    style: str = ""
    resolved: bool = False
    lang: str = ""
