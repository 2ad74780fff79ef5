"""What goes through the stages of a build, and what comes out of them."""

from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.project import PlatformSource, Product, Project
from scapkit.build.cache.kept import Kept
from scapkit.build.unit import Key, Part, Unit
from scapkit.memo import Memo, afresh
from scapkit.model.cpe import CpeList
from scapkit.model.ocil import Ocil
from scapkit.model.oval import OvalDefinitions
from scapkit.model.xccdf import Benchmark, Platform, Profile


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
    kept: Kept | None = None
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
