"""What an ARF holds: every request, report and relationship, read by us and by oscap."""

from pathlib import Path

from lxml import etree

from reference import ask
from scapkit.names import ARF, OVAL_RES, REPORTING_CORE, XCCDF
from shared import Run

A, CORE, X = f"{{{ARF}}}", f"{{{REPORTING_CORE}}}", f"{{{XCCDF}}}"
TAILORING = """<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_t_tailoring_t"><benchmark href="x"/>
<version time="2026-01-01T00:00:00">1</version><Profile id="xccdf_t_profile_p"
 extends="xccdf_org.ssgproject.content_profile_cis-node"><title>t</title></Profile></Tailoring>"""


def relations(root: etree._Element) -> list[tuple[str, str, str]]:
    return [
        (each.get("type", "").partition(":")[2], each.get("subject", ""), str(each[0].text))
        for each in root.iter(f"{CORE}relationship")
    ]


def test_every_report_is_related_and_oscap_reads_it(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    arf = tmp_path / "arf.xml"
    scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", trees["mixed"], "--arf", arf)
    root = etree.parse(arf).getroot()
    reports = [each.get("id") for each in root.iter(f"{A}report")]
    assert relations(root) == [
        *(("createdFor", str(each), "collection1") for each in reports),
        ("isAbout", "xccdf1", "asset0"),
    ]
    assert len(reports) == 3, "XCCDF, the rules' OVAL and the platforms' OVAL"
    info = ask([oscap, "info", arf])
    assert (info.returncode, info.stderr) == (0, "")
    assert "Report request: collection1" in info.stdout
    assert ask([oscap, "ds", "rds-validate", arf]).returncode == 0
    assert "OpenSCAP Evaluation Report" in ask([oscap, "xccdf", "generate", "report", arf]).stdout


def test_every_check_leads_to_the_report_that_holds_its_definition(
    scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    arf = tmp_path / "arf.xml"
    scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", trees["mixed"], "--arf", arf)
    root = etree.parse(arf).getroot()
    held = {
        f"#{report.get('id')}": {each.get("definition_id") for each in report.iter(f"{{{OVAL_RES}}}definition")}
        for report in root.iter(f"{A}report")
    }
    used = [
        each for each in root.iter(f"{X}check-content-ref") if each.getparent().getparent().tag == f"{X}rule-result"
    ]  # type: ignore[union-attr]
    assert used
    for each in used:
        assert each.get("name") in held[str(each.get("href"))]


def test_a_tailoring_file_is_a_request_of_its_own(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], schemas: Path, tmp_path: Path
) -> None:
    (tmp_path / "t.xml").write_text(TAILORING, encoding="utf-8")
    arf = tmp_path / "arf.xml"
    words = ("--tailoring", tmp_path / "t.xml", "--dump", trees["mixed"], "--arf", arf)
    scapkit("evaluate", eks / "ssg-eks-ds.xml", *words)
    root = etree.parse(arf).getroot()
    requests = {each.get("id"): each[0][0].tag for each in root.iter(f"{A}report-request")}
    assert requests["tailoring1"] == f"{X}Tailoring"
    assert ("createdFor", "xccdf1", "tailoring1") in relations(root)
    assert "Report request: collection1" in ask([oscap, "info", arf]).stdout
    assert scapkit("validate", arf, "--schemas", schemas).returncode == 0


def test_a_thin_arf_is_valid_and_still_read(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], schemas: Path, tmp_path: Path
) -> None:
    arf = tmp_path / "arf.xml"
    words = ("--profile", "cis-node", "--dump", trees["mixed"], "--arf", arf, "--thin-results")
    scapkit("evaluate", eks / "ssg-eks-ds.xml", *words)
    root = etree.parse(arf).getroot()
    assert root.find(f".//{{{OVAL_RES}}}definition") is not None
    assert root.find(f".//{{{OVAL_RES}}}criteria") is None
    assert scapkit("validate", arf, "--schemas", schemas).returncode == 0
    assert ask([oscap, "info", arf]).returncode == 0
