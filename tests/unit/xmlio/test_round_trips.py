"""What is written reads back as it was, and validates against the official schemas."""

from pathlib import Path

import pytest
from documents import NOW, benchmark, oval_document

from scapkit.model import oval as o
from scapkit.model import xccdf as x
from scapkit.model.cpe import CpeItem, CpeList
from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.names import XCCDF
from scapkit.xmlio.emit import add_markup, root, to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.cpe import read_cpe_list
from scapkit.xmlio.read.datastream import components, read_streams
from scapkit.xmlio.read.oval import read_oval
from scapkit.xmlio.read.xccdf import read_benchmark
from scapkit.xmlio.validate import schema_problems
from scapkit.xmlio.write.cpe import write_cpe_list
from scapkit.xmlio.write.datastream import write_collection
from scapkit.xmlio.write.oval import write_oval
from scapkit.xmlio.write.xccdf import write_benchmark


def assert_same_oval(read: o.OvalDefinitions, written: o.OvalDefinitions) -> None:
    assert read.generator == written.generator
    for name in ("definitions", "tests", "objects", "states", "variables"):
        assert dict(getattr(read, name)) == dict(getattr(written, name)), name


def test_oval_reads_back_as_written_and_is_valid(schemas: Path) -> None:
    document = oval_document()
    root = parse(to_bytes(write_oval(document)), "x.xml")
    assert schema_problems(root, "x.xml", schemas) == []
    assert_same_oval(read_oval(root, "x.xml"), document)


def test_markup_with_what_xml_forbids_is_written_without_it() -> None:
    parent = root(XCCDF, "Profile", ("xccdf-1.2", "html"))
    add_markup(parent, XCCDF, "title", "&lt;b&gt; <em>\x01\udcff</em>")
    assert "&lt;b&gt; <html:em>\ufffd\ufffd</html:em>" in to_bytes(parent).decode()


def test_older_schema_versions_are_written_plainly() -> None:
    document = oval_document()._replace(generator=o.Generator(schema_version="5.11.2", timestamp=NOW))
    assert b"schema_version>5.11.2<" in to_bytes(write_oval(document))


def test_xccdf_reads_back_as_written_and_is_valid(schemas: Path) -> None:
    root = parse(to_bytes(write_benchmark(benchmark())), "x.xml")
    assert schema_problems(root, "x.xml", schemas) == []
    assert read_benchmark(root, "x.xml") == benchmark()


def test_a_cpe_dictionary_reads_back_as_written_and_is_valid(schemas: Path) -> None:
    noted = CpeItem("cpe:/a:b:c", "C", "urn:o", "o.xml", "oval:t:def:1", ("node-file /a < b", "two"))
    document = CpeList((noted, CpeItem("cpe:/a:b:d", "D")), "x")
    root = parse(to_bytes(write_cpe_list(document)), "x")
    assert schema_problems(root, "x", schemas) == []
    assert read_cpe_list(root, "x") == document


def test_a_datastream_reads_back_as_written_and_is_valid(schemas: Path) -> None:
    refs = (
        ComponentRef("scap_t_cref_b", "scap_t_comp_b", (("o.xml", "scap_t_cref_o"),), "checklists"),
        ComponentRef("scap_t_cref_o", "scap_t_comp_o", (), "checks"),
    )
    stream = DataStream("scap_t_datastream_d", "OTHER", "1.3", refs, NOW)
    documents = {"scap_t_comp_b": write_benchmark(benchmark()), "scap_t_comp_o": write_oval(oval_document())}
    parts = {name: to_bytes(element) for name, element in documents.items()}
    root = parse(b"".join(write_collection("scap_t_collection_c", (stream,), parts, NOW)), "x")
    assert schema_problems(root, "x", schemas) == []
    assert read_streams(root) == (stream,)
    assert list(components(root)) == ["scap_t_comp_b", "scap_t_comp_o"]


@pytest.mark.parametrize("product", ["eks", "chromium", "debian11"])
def test_public_content_survives_a_round_trip(public_content: Path, product: str) -> None:
    file = public_content / f"ssg-{product}-oval.xml"
    document = read_oval(parse(file.read_bytes(), "x"), "x")
    assert_same_oval(read_oval(parse(to_bytes(write_oval(document)), "x"), "x"), document)
    file = public_content / f"ssg-{product}-xccdf.xml"
    read = read_benchmark(parse(file.read_bytes(), "x"), "x")
    assert read_benchmark(parse(to_bytes(write_benchmark(read)), "x"), "x") == read


def test_a_benchmark_without_prose_differs_in_nothing_else() -> None:
    root = parse(to_bytes(write_benchmark(benchmark())), "x.xml")
    whole, bare = read_benchmark(root, "x.xml"), read_benchmark(root, "x.xml", prose=False)
    (group,), (bare_group,) = whole.children, bare.children
    assert isinstance(group, x.Group) and isinstance(bare_group, x.Group)
    silent = {"descriptions": (), "rationales": (), "warnings": (), "references": ()}
    rules = tuple(each._replace(**silent, fixtexts=(), fixes=()) for each in group.children if isinstance(each, x.Rule))
    values = tuple(each._replace(descriptions=(), warnings=()) for each in group.values)
    assert bare_group == group._replace(**silent, children=rules, values=values)
