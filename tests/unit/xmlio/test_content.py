"""Content of every kind opens, and says what is wrong with it."""

from pathlib import Path

import pytest

from scapkit.problem import Invalid
from scapkit.xmlio.beside import inside
from scapkit.xmlio.content import Choice, open_content
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.cpe import read_cpe_list
from scapkit.xmlio.read.ocil import read_ocil
from scapkit.xmlio.read.oval import read_oval
from scapkit.xmlio.read.profiles import read_tailoring
from scapkit.xmlio.read.xccdf import read_benchmark


def test_a_public_datastream_opens_with_all_its_parts(public_content: Path) -> None:
    content = open_content(str(public_content / "ssg-eks-ds.xml"))
    assert content.kind == "datastream"
    assert content.benchmark.id == "xccdf_org.ssgproject.content_benchmark_EKS"
    assert content.benchmark_href == "#scap_org.open-scap_comp_ssg-eks-xccdf.xml"
    assert [item.check_href for item in content.dictionaries[0].items] == ["ssg-eks-cpe-oval.xml"] * 3
    main = content.oval("ssg-eks-oval.xml")
    assert main is not None and main is content.oval("ssg-eks-oval.xml")
    assert content.oval("ssg-eks-ocil.xml") is None
    assert content.ocil("ssg-eks-ocil.xml") is not None
    assert content.ocil("ssg-eks-oval.xml") is None
    assert content.oval("absent.xml") is None
    assert content.tailorings == {}


def test_a_public_benchmark_finds_the_files_beside_it(public_content: Path) -> None:
    content = open_content(str(public_content / "ssg-eks-xccdf.xml"))
    assert content.kind == "xccdf"
    assert content.oval("ssg-eks-oval.xml") is not None
    assert len(content.dictionaries) == 1
    assert content.oval("../etc/passwd") is None


def test_oval_definitions_open_without_a_benchmark(public_content: Path) -> None:
    content = open_content(str(public_content / "ssg-eks-oval.xml"))
    assert content.oval("ssg-eks-oval.xml") is not None
    with pytest.raises(Invalid, match="no-benchmark"):
        _ = content.benchmark


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice("nope"), "unknown-datastream"),
        (Choice(xccdf_id="nope"), "no-benchmark"),
        (Choice(benchmark_id="n"), "no"),
    ],
)
def test_a_choice_that_nothing_fits_is_refused(public_content: Path, choice: Choice, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        open_content(str(public_content / "ssg-eks-ds.xml"), choice)


def test_other_documents_are_refused_with_a_hint(tmp_path: Path) -> None:
    file = tmp_path / "arf.xml"
    file.write_text('<a:asset-report-collection xmlns:a="http://scap.nist.gov/schema/asset-reporting-format/1.1"/>')
    with pytest.raises(Invalid, match=r"unknown-content.*not a result"):
        open_content(str(file))


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (read_benchmark, "not-xccdf"),
        (read_oval, "not-oval"),
        (read_ocil, "not-ocil"),
        (read_cpe_list, "not-cpe"),
        (read_tailoring, "not-tailoring"),
    ],
)
def test_each_reader_refuses_another_root(read, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Invalid, match=f"x.xml:1: {code}"):
        read(parse(b'<a xmlns="http://checklists.nist.gov/xccdf/1.1"/>', "x.xml"), "x.xml")


def test_an_id_used_twice_is_told_with_both_lines() -> None:
    data = b"""<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"><definitions>
<definition id="oval:x:def:1"/>
<definition id="oval:x:def:1"/></definitions></oval_definitions>"""
    with pytest.raises(Invalid, match=r"o.xml:3: duplicate-id: .*line 2"):
        read_oval(parse(data, "o.xml"), "o.xml")


def test_a_tailoring_document_is_read() -> None:
    data = b"""<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_t_tailoring_t"><benchmark href="b.xml"/>
<version time="2026-01-01T00:00:00">1</version><Profile id="xccdf_t_profile_p" extends="xccdf_t_profile_q">
<title override="true">T</title></Profile></Tailoring>"""
    tailoring = read_tailoring(parse(data, "t.xml"), "t.xml")
    assert (tailoring.id, tailoring.version, tailoring.version_time) == (
        "xccdf_t_tailoring_t",
        "1",
        "2026-01-01T00:00:00",
    )
    assert tailoring.profiles[0].extends == "xccdf_t_profile_q"
    assert tailoring.profiles[0].titles[0].override


def test_content_beside_the_benchmark_is_found_in_its_folder_and_below_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    (folder / "sub dir").mkdir(parents=True)
    for file in (tmp_path / "out.xml", folder / "here.xml", folder / "sub dir" / "below.xml"):
        file.write_text("<x/>", encoding="utf-8")
    (folder / "link.xml").symlink_to(tmp_path / "out.xml")
    (folder / "loop.xml").symlink_to("loop.xml")
    found = {
        href: inside(folder, href) is not None
        for href in (
            "here.xml",
            "./here.xml",
            "sub%20dir/below.xml",
            "sub dir/../here.xml",
            "file:here.xml",
            "../out.xml",
            str(tmp_path / "out.xml"),
            "link.xml",
            "loop.xml",
            "sub dir",
            "gone.xml",
            "",
            "a\0b",
            "a" * 5000,
        )
    }
    assert [href for href, there in found.items() if there] == [
        "here.xml",
        "./here.xml",
        "sub%20dir/below.xml",
        "sub dir/../here.xml",
        "file:here.xml",
    ]
