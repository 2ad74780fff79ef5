"""What a build writes: the datastream, its parts, the manifest and the guides."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.api.files.writing import Output
from scapkit.build.draft import Built
from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.xmlio.emit import Chunks, to_bytes
from scapkit.xmlio.write.cpe import write_cpe_list
from scapkit.xmlio.write.datastream import write_collection
from scapkit.xmlio.write.ocil import ocil_document
from scapkit.xmlio.write.oval import oval_document, write_oval
from scapkit.xmlio.write.xccdf import benchmark_document


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


def outputs_of(built: Built, folder: Path, now: str, guides: bool) -> Iterator[Output]:
    """Every file of a build, the datastream first; `now` is the RFC 3339 time of the datastream."""
    names = _Names(f"{built.prefix}-{built.product}")
    parts = {part: document for part, document in _parts(built).items() if part not in _empty(built)}
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
        "xccdf": benchmark_document(built.benchmark, built.memo),
        "oval": oval_document(built.oval, built.owners, built.memo),
        "ocil": ocil_document(built.ocil, built.owners, built.memo),
        "cpe-oval": to_bytes(write_oval(built.cpe_oval)),
    }


def _empty(built: Built) -> tuple[str, ...]:
    """The documents that would say nothing: the schemas of OVAL and OCIL want at least one definition or question."""
    empty = {"oval": not built.oval.definitions, "ocil": not built.ocil.questionnaires}
    return tuple(part for part, is_empty in empty.items() if is_empty)


def _datastream(parts: Mapping[str, bytes], names: _Names, now: str) -> Chunks:
    time = now.removesuffix("Z")
    checks = [part for part in ("oval", "ocil", "cpe-oval") if part in parts]
    catalog = tuple((names.file(part), names.ref(part)) for part in checks if part != "cpe-oval")
    refs = (
        _ref(names, "cpe-dictionary", "dictionaries", ((names.file("cpe-oval"), names.ref("cpe-oval")),)),
        _ref(names, "xccdf", "checklists", catalog),
        *(_ref(names, part, "checks") for part in checks),
    )
    stream = DataStream(f"scap_org.scapkit_datastream_{names.stem}", "OTHER", "1.3", refs, time)
    components = {names.component(part): document for part, document in parts.items()}
    return write_collection(f"scap_org.scapkit_collection_{names.stem}", (stream,), components, time)


def _ref(names: _Names, part: str, role: str, catalog: tuple[tuple[str, str], ...] = ()) -> ComponentRef:
    return ComponentRef(names.ref(part), names.component(part), catalog, role)


def _guides(built: Built, names: _Names, folder: Path) -> Iterator[Output]:
    """A guide for each profile, as it would be rendered from the datastream, and a page that leads there."""
    from scapkit.api.contents.guides import Guided, every_guide

    titles = {item.name: item.title for item in built.cpe_list.items}
    source = Guided(names.file("ds"), built.benchmark, titles, lambda _: built.ocil, built.memo)
    for name, page in every_guide(source, names.stem):
        yield Output(str(folder / name), lambda page=page: page)  # type: ignore[misc]
