"""A project compiled and written: datastream, parts, guides, index and manifest."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.api.writing import Output, write_all
from scapkit.authoring.sources import check_product, shipped_source
from scapkit.build.pipeline import Built, compile_product
from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write_cpe import write_cpe_list
from scapkit.xmlio.write_datastream import write_collection
from scapkit.xmlio.write_ocil import write_ocil
from scapkit.xmlio.write_oval import write_oval
from scapkit.xmlio.write_xccdf import write_benchmark


class BuildOptions(NamedTuple):
    """What to build: a product of the project at `source` (None: here, else what is shipped), into `output`/product."""

    product: str
    source: str | None = None
    output: str = "output"
    guides: bool = True


class Written(NamedTuple):
    """The files that were written, and the project they were built from; `datastream` is the one to evaluate with."""

    datastream: str
    paths: tuple[str, ...]
    source: Path
    is_shipped: bool


def build(options: BuildOptions, now: str) -> Written:
    """Compile a product and write everything; `now` is RFC 3339, the time in all documents.

    Raises Invalid with every problem of the stage that found them; then nothing is written.
    """
    source = source_folder(options)
    built = compile_product(source, options.product, now)
    folder = Path(options.output) / options.product
    outputs = list(_outputs(built, folder, now, options.guides))
    return Written(outputs[0].path, write_all(outputs), source, source == shipped_source())


def source_folder(options: BuildOptions) -> Path:
    """Where the product's content is: as given, in the working directory, or shipped; Invalid where it is nowhere."""
    places = [Path(options.source)] if options.source else [Path(), shipped_source()]
    holds = (folder for folder in places if (folder / "content" / options.product / "product.yml").is_file())
    found = next(holds, places[-1])
    check_product(found, options.product)
    return found


def shipped_samples() -> Path:
    """The folder of the sample dumps that come with scapkit: `cluster` and `node`."""
    return shipped_source() / "content" / "eks" / "samples"


class _Names(NamedTuple):
    """File names and ids of a product's documents, as others in this field write them."""

    stem: str

    def file(self, part: str) -> str:
        """A part's file name, which is its href too."""
        return f"{self.stem}-{part}.xml"

    def ref(self, part: str) -> str:
        """The id of a part's component-ref."""
        return f"scap_org.scapkit_cref_{self.file(part)}"

    def component(self, part: str) -> str:
        """The id of a part's component."""
        return f"scap_org.scapkit_comp_{self.file(part)}"


def _outputs(built: Built, folder: Path, now: str, guides: bool) -> Iterator[Output]:
    names = _Names(f"{built.prefix}-{built.product}")
    parts = _parts(built)
    datastream = _datastream(parts, names, now)
    yield Output(str(folder / names.file("ds")), lambda: datastream)
    for part, document in parts.items():
        yield Output(str(folder / names.file(part)), lambda document=document: document)  # type: ignore[misc]
    yield Output(str(folder / "manifest.json"), lambda: built.manifest)
    if guides:
        yield from _guides(built, names, folder)


def _parts(built: Built) -> dict[str, bytes]:
    """Every document of the product by its part, in the order of the datastream's components."""
    return {
        "cpe-dictionary": to_bytes(write_cpe_list(built.cpe_list)),
        "xccdf": to_bytes(write_benchmark(built.benchmark)),
        "oval": to_bytes(write_oval(built.oval)),
        "ocil": to_bytes(write_ocil(built.ocil)),
        "cpe-oval": to_bytes(write_oval(built.cpe_oval)),
    }


def _datastream(parts: Mapping[str, bytes], names: _Names, now: str) -> list[bytes]:
    time = now.removesuffix("Z")
    catalog = tuple((names.file(part), names.ref(part)) for part in ("oval", "ocil"))
    refs = (
        _ref(names, "cpe-dictionary", "dictionaries", ((names.file("cpe-oval"), names.ref("cpe-oval")),)),
        _ref(names, "xccdf", "checklists", catalog),
        *(_ref(names, part, "checks") for part in ("oval", "ocil", "cpe-oval")),
    )
    stream = DataStream(f"scap_org.scapkit_datastream_{names.stem}", "OTHER", "1.3", refs, time)
    components = {names.component(part): document for part, document in parts.items()}
    return write_collection(f"scap_org.scapkit_collection_{names.stem}", (stream,), components, time)


def _ref(names: _Names, part: str, role: str, catalog: tuple[tuple[str, str], ...] = ()) -> ComponentRef:
    return ComponentRef(names.ref(part), names.component(part), catalog, role)


def _guides(built: Built, names: _Names, folder: Path) -> Iterator[Output]:
    """A guide for each profile, as it would be rendered from the datastream, and a page that leads there."""
    from scapkit.api.guides import Guided, every_guide

    titles = {item.name: item.title for item in built.cpe_list.items}
    for name, page in every_guide(Guided(names.file("ds"), built.benchmark, titles, lambda _: built.ocil), names.stem):
        yield Output(str(folder / name), lambda page=page: page)  # type: ignore[misc]
