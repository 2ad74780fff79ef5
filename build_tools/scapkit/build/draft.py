"""What goes through the stages of a build, and what comes out of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from scapkit.authoring.project import PlatformSource, Product, Project, RuleSource
from scapkit.memo import Memo, afresh
from scapkit.model.cpe import CpeList
from scapkit.model.ocil import Ocil
from scapkit.model.oval import OvalDefinitions
from scapkit.model.xccdf import Benchmark, Platform, Profile, Rule
from scapkit.span import Span
from scapkit.xmlio.read_oval import Entry

if TYPE_CHECKING:
    from scapkit.build.cache.kept import Kept

# A part's section (definitions, tests, objects, states, variables) and its short id.
Key = tuple[str, str]


class Need(NamedTuple):
    """Another part that a part names: its key, the element that names it, and where that stands."""

    key: Key
    element: str
    span: Span


class Part(NamedTuple):
    """One top-level entry of an OVAL document: its short id, what it is with ids made long, and what it needs."""

    section: str
    id: str
    entry: Entry
    needs: tuple[Need, ...]
    span: Span


class Unit(NamedTuple):
    """One rule compiled, by itself: its OVAL, its question (what to look at, and the bad state) and its XCCDF.

    The checks of `rule` are added once all units are there.
    """

    source: RuleSource
    rule: Rule
    parts: tuple[Part, ...] = ()
    question: tuple[str, str] | None = None

    @property
    def is_checked(self) -> bool:
        """Whether it has an OVAL definition of its own."""
        return bool(self.parts)


class Applicability(NamedTuple):
    """Platforms resolved: expression to idref, the named expressions, and the platforms that are used, by id."""

    idrefs: Mapping[str, str] = {}
    specification: tuple[Platform, ...] = ()
    used: Mapping[str, PlatformSource] = {}


class Hrefs(NamedTuple):
    """What the documents of a product call each other."""

    oval: str
    ocil: str
    cpe_oval: str
    cpe_dictionary: str


class Draft(NamedTuple):
    """A build under way. Each stage fills in what it is for.

    `units`: rule id to the rule compiled. `parts`: OVAL by section and short id, of rules and platforms.
    `kept`: the rules that an earlier build compiled.
    `reach`: what each checked definition needs, itself included.
    """

    project: Project
    now: str
    kept: "Kept | None" = None
    profiles: tuple[Profile, ...] = ()
    applicability: Applicability = Applicability()
    units: Mapping[str, Unit] = {}
    parts: Mapping[Key, Part] = {}
    reach: Mapping[str, frozenset[Key]] = {}
    oval: OvalDefinitions | None = None
    cpe_oval: OvalDefinitions | None = None
    ocil: Ocil | None = None
    benchmark: Benchmark | None = None

    @property
    def hrefs(self) -> Hrefs:
        """The file names of this product's documents."""
        return hrefs(self.project.product)


class Built(NamedTuple):
    """A product built: its documents as models and manifest.json as bytes; files are named PREFIX-PRODUCT-...

    `owners`: id of an OVAL or OCIL entry to the rule it was made for. `memo`: how an earlier build wrote things.
    """

    product: str
    prefix: str
    benchmark: Benchmark
    oval: OvalDefinitions
    cpe_oval: OvalDefinitions
    ocil: Ocil
    cpe_list: CpeList
    manifest: bytes
    owners: Mapping[str, str] = {}
    memo: Memo = afresh


def hrefs(product: Product) -> Hrefs:
    """`PREFIX-PRODUCT-oval.xml` and its like."""
    prefix = f"{product.check_namespace}-{product.id}"
    return Hrefs(f"{prefix}-oval.xml", f"{prefix}-ocil.xml", f"{prefix}-cpe-oval.xml", f"{prefix}-cpe-dictionary.xml")
