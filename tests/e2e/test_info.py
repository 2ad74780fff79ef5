"""`scapkit info` of every kind of document."""

import gzip
import json
import tarfile
from pathlib import Path

import pytest

from oval_sample import directives, make_sample, variables
from scapkit.api.contents.describing import DESCRIBERS, describe
from scapkit.xmlio.kinds import known_kinds
from shared import Run

STREAM = """<c:data-stream-collection xmlns:c="http://scap.nist.gov/schema/scap/source/1.2" id="c" schematron-version="1.2"
 xmlns:k="http://www.w3.org/1999/xlink"><c:data-stream id="d" use-case="OTHER" scap-version="1.2"><c:checklists>
<c:component-ref id="r" k:href="#t"/></c:checklists><c:checks><c:component-ref id="f" k:href="https://example.org/f.xml"/>
</c:checks></c:data-stream><c:component id="t">{}</c:component></c:data-stream-collection>"""
TAILORING = """<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_t_tailoring_t"><benchmark href="b.xml"/>
<version time="2026-01-01T00:00:00">3</version><Profile id="xccdf_t_profile_p" extends="xccdf_t_profile_q">
<title>Tailored</title></Profile></Tailoring>"""
OCIL = """<ocil xmlns="http://scap.nist.gov/schema/ocil/2.0"><questionnaires><questionnaire id="ocil:x:questionnaire:1"/>
</questionnaires><test_actions><a/></test_actions><questions><q/><q/></questions>
<results><questionnaire_results><questionnaire_result result="PASS"/></questionnaire_results></results></ocil>"""
CPE = """<cpe-list xmlns="http://cpe.mitre.org/dictionary/2.0"><cpe-item name="cpe:/a:x:y"><title>A title</title>
<check system="s">oval:x:def:1</check></cpe-item><cpe-item name="cpe:/a:x:z"/></cpe-list>"""
PLATFORMS = """<platform-specification xmlns="http://cpe.mitre.org/language/2.0"><platform id="p"><title>Both</title>
</platform></platform-specification>"""
ASSETS = """<assets xmlns="http://scap.nist.gov/schema/asset-identification/1.1"><asset id="a"><computing-device>
<hostname>box</hostname></computing-device></asset></assets>"""
DEVICE = '<computing-device xmlns="http://scap.nist.gov/schema/asset-identification/1.1"><fqdn>box.x</fqdn></computing-device>'


def told(tmp_path: Path, text: str) -> dict[str, list[str]]:
    (tmp_path / "x.xml").write_text(text, encoding="utf-8")
    return headed(describe(str(tmp_path / "x.xml")))


def headed(lines: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    heading = ""
    for name, value in lines:  # type: ignore[attr-defined]
        heading = name or heading
        found.setdefault(heading, []).append(" ".join(value.split()))
    return found


def test_every_kind_that_is_known_can_be_told_of() -> None:
    assert ", ".join(DESCRIBERS) == known_kinds()


def test_a_datastream_is_told_with_its_tailoring_and_what_is_elsewhere(tmp_path: Path) -> None:
    found = told(tmp_path, STREAM.format(TAILORING))
    assert found["kind"] == ["SCAP source datastream (1.2)"]
    assert found["checks"] == ["f (elsewhere, not fetched)"]
    assert found["of benchmark"] == ["b.xml"]
    assert found["profiles"] == ["p Tailored (extends q)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TAILORING, {"tailoring": "xccdf_t_tailoring_t", "version": "3"}),
        (OCIL, {"questionnaires": "1", "test actions": "1", "questions": "2", "results": "1 PASS"}),
        (CPE, {"items": "2, of which 1 have a check", "names": "cpe:/a:x:y A title"}),
        (PLATFORMS, {"platforms": "p Both"}),
        (ASSETS, {"asset": "a: computing-device box"}),
        (DEVICE, {"asset": "computing-device box.x"}),
        (variables("5", "6"), {"variables": "oval:x:var:1 (string) = 5, 6", "schema version": "5.11"}),
        (directives("tf-fff", patch="ffffff"), {"all classes": "true: thin", "patch": "true: full"}),
    ],
)
def test_the_smaller_documents_are_told(tmp_path: Path, text: str, expected: dict[str, str]) -> None:
    found = told(tmp_path, text)
    assert {name: found[name][0] for name in expected} == expected


def test_oval_documents_tell_classes_flags_and_results(scapkit: Run, oscap: str, tmp_path: Path) -> None:
    make_sample(tmp_path)
    words = ("--dump", "tree", "--oval-results", "r.xml")
    scapkit("evaluate", "d.xml", *words, cwd=tmp_path)
    found = headed(describe(str(tmp_path / "d.xml")))
    assert found["definitions"] == ["5 (1 compliance, 1 inventory, 1 miscellaneous, 1 vulnerability, 1 patch)"]
    assert found["asks for"] == ["oval:x:var:1 (string)"]
    found = headed(describe(str(tmp_path / "r.xml")))
    assert found["definitions"] == ["5 (1 error, 2 true, 1 unknown, 1 not evaluated)"]
    assert found["objects"] == ["5 (3 complete, 1 error, 1 does not exist)"]


def test_results_of_benchmarks_tell_outcomes_and_scores(
    scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    outputs = ("--arf", tmp_path / "arf.xml", "--xccdf-results", tmp_path / "x.xml")
    scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", trees["mixed"], *outputs)
    for name in ("arf.xml", "x.xml"):
        found = headed(describe(str(tmp_path / name)))
        assert found["profile"] == ["cis-node"]
        assert " fail" in found["outcomes"][0] and " notselected" in found["outcomes"][0]
        assert found["score"][0].endswith("(default model)")
    assert found["rules"][0].endswith("groups")
    found = headed(describe(str(tmp_path / "arf.xml")))
    assert found["requests"] == ["collection1: SCAP source datastream"]
    assert found["asset"] == ["asset0: computing-device mixed"]
    assert found["report"][0] == "xccdf1: XCCDF TestResult"


def test_what_a_terminal_obeys_is_not_printed(scapkit: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(CPE.replace("A title", "\u009b31mred"), encoding="utf-8")
    done = scapkit("info", "x.xml", cwd=tmp_path)
    assert done.returncode == 0 and "\u009b" not in done.stdout


def test_a_dump_is_told_with_its_requirements_and_what_is_missing(tmp_path: Path) -> None:
    manifest = {
        "version": 1, "asset": {"name": "shop", "kind": "eks-node"}, "collector": "own 1",
        "started": "2026-01-01T00:00:00Z", "finished": "2026-01-01T00:01:00Z",
        "requirements": [
            {"kind": "file", "key": "/etc/os-release", "status": "collected", "path": "files/etc/os-release"},
            {"kind": "file", "key": "/etc/shadow", "status": "forbidden"},
            {"kind": "kubernetes", "key": "/api/v1/pods", "status": "not-found"},
        ],
    }  # fmt: skip
    (tmp_path / "d" / "files" / "etc").mkdir(parents=True)
    (tmp_path / "d" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (tmp_path / "d" / "files" / "etc" / "os-release").write_text('NAME="Box OS"\n', encoding="utf-8")
    with tarfile.open(tmp_path / "d.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "d", "d")
    for name in ("d", "d.tar.gz"):
        found = headed(describe(str(tmp_path / name)))
        assert (found["kind"], found["asset"], found["collector"]) == (["dump"], ["shop (eks-node)"], ["own 1"])
        assert found["requirements"] == ["file: 1 collected, 1 forbidden", "kubernetes: 1 not-found"]
        assert found["missing"] == ["reading /etc/shadow was refused"]
        assert found["finished"] == ["2026-01-01T00:01:00Z"] and found["facts"] == ["os_name: Box OS"]


def test_a_plain_tree_is_told_to_be_one(scapkit: Run, tmp_path: Path) -> None:
    (tmp_path / "box" / "etc").mkdir(parents=True)
    (tmp_path / "box" / "etc" / "os-release").write_text("NAME=Box\nVERSION_ID=7\n", encoding="utf-8")
    done = scapkit("info", "box", cwd=tmp_path)
    assert done.returncode == 0 and "plain tree (no manifest" in done.stdout
    assert "asset:          box\nfacts:          os_name: Box\n" in done.stdout and "os_version: 7" in done.stdout


def test_what_gzip_made_smaller_is_told(scapkit: Run, tmp_path: Path) -> None:
    (tmp_path / "x.xml.gz").write_bytes(gzip.compress(CPE.encode()))
    done = scapkit("info", "x.xml.gz", cwd=tmp_path)
    told = "scapkit: x.xml.gz: compressed-file: is gzip-compressed; unpack it\n"
    assert (done.returncode, done.stderr) == (1, told)
