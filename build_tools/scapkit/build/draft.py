"""What goes through the stages of a build, and what comes out of them."""

from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.lines import Lines
from scapkit.authoring.project import Product, Project
from scapkit.model.cpe import CpeList
from scapkit.model.ocil import Ocil
from scapkit.model.oval import OvalDefinitions
from scapkit.model.xccdf import Benchmark, Platform, Profile
from scapkit.xmlio.parse import Element

# A part's section (definitions, tests, objects, states, variables) and its short id.
Key = tuple[str, str]


class Part(NamedTuple):
    """One top-level element of an OVAL document, ids still short."""

    section: str
    id: str
    element: Element
    lines: Lines


class Applicability(NamedTuple):
    """Platforms resolved: expression to idref, the named expressions, and the platforms that are used."""

    idrefs: Mapping[str, str] = {}
    specification: tuple[Platform, ...] = ()
    used: tuple[str, ...] = ()


class Hrefs(NamedTuple):
    """What the documents of a product call each other."""

    oval: str
    ocil: str
    cpe_oval: str
    cpe_dictionary: str


class Draft(NamedTuple):
    """A build under way. Each stage fills in what it is for.

    `parts`: OVAL by section and short id. `reach`: what each checked definition needs, itself included.
    `definition_of`: rule id to its definition's short id.
    """

    project: Project
    now: str
    profiles: tuple[Profile, ...] = ()
    applicability: Applicability = Applicability()
    parts: Mapping[Key, Part] = {}
    definition_of: Mapping[str, str] = {}
    questions: Mapping[str, tuple[str, str]] = {}
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
    """A product built: its documents as models and manifest.json as bytes; files are named PREFIX-PRODUCT-..."""

    product: str
    prefix: str
    benchmark: Benchmark
    oval: OvalDefinitions
    cpe_oval: OvalDefinitions
    ocil: Ocil
    cpe_list: CpeList
    manifest: bytes


def hrefs(product: Product) -> Hrefs:
    """`PREFIX-PRODUCT-oval.xml` and its like."""
    prefix = f"{product.check_namespace}-{product.id}"
    return Hrefs(f"{prefix}-oval.xml", f"{prefix}-ocil.xml", f"{prefix}-cpe-oval.xml", f"{prefix}-cpe-dictionary.xml")
