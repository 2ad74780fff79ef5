"""OCIL results: as documents of their own and in the ARF."""

import hashlib
from pathlib import Path

from lxml import etree

from answered import PAPER, entry, judge, oid
from scapkit.model.ocil import Ocil
from scapkit.model.ocil_results import System, User
from scapkit.names import OCIL, XCCDF
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.ocil import read_ocil
from scapkit.xmlio.validate import schema_problems


def _answered(folder: Path, **options: str) -> None:
    (folder / "a paper.pdf").write_bytes(b"signed")
    digest = hashlib.sha256(b"signed").hexdigest()
    evidence = (
        f"[{{file: a paper.pdf, sha256: {digest}, artifact: '{PAPER}'}}, {{file: a paper.pdf, sha256: {digest}}}]"
    )
    judge(
        folder,
        entry("plain", "no", remark="Seen <it> & signed", expires="2027-01-01"),
        entry("chosen", "Bad", evidence=evidence),
        entry("valued", "7") | {"who": "Bo"},
        entry("joined", "", response="UNKNOWN"),
        **options,
    )


def _results(path: Path, schemas: Path) -> Ocil:
    root = parse(path.read_bytes(), path.name)
    assert schema_problems(root, path.name, schemas) == []
    return read_ocil(root, path.name)


def test_the_results_are_the_questions_with_what_came_of_them(tmp_path: Path, schemas: Path) -> None:
    _answered(tmp_path, ocil_results=str(tmp_path / "out.xml"))
    documents = [_results(path, schemas) for path in sorted(tmp_path.glob("out*.xml"))]
    assert len(documents) == 3, "that with a value handed in, that without, and the other one"
    came = {each.id: each.result for found in documents if found.results for each in found.results.questionnaires}
    assert came[oid("plain", "questionnaire")] == "PASS"
    assert came[oid("chosen", "questionnaire")] == "FAIL"
    assert came[oid("valued", "questionnaire")] == "PASS"
    assert came[oid("joined", "questionnaire")] == "UNKNOWN"
    assert came[oid("several", "questionnaire")] == "NOT_TESTED"
    given = {
        each.question_ref: (each.response, each.answer)
        for found in documents
        if found.results
        for each in found.results.questions
    }
    assert given[oid("chosen")] == ("ANSWERED", oid("bad", "choice"))
    assert given[oid("joined")] == ("UNKNOWN", "")
    assert given[oid("first")] == ("NOT_TESTED", "")


def test_the_results_tell_who_answered_when_and_by_what_evidence(tmp_path: Path, schemas: Path) -> None:
    _answered(tmp_path, ocil_results=str(tmp_path / "out.xml"))
    first = _results(sorted(tmp_path.glob("out*.xml"))[-1], schemas)
    assert first.results is not None
    assert (first.results.start_time, first.results.end_time) == ("2026-06-15T12:00:00Z",) * 2
    system, *people = first.results.targets
    assert isinstance(system, System)
    ann = next(each for each in people if isinstance(each, User))
    assert (ann.name, ann.emails) == ("Ann Lee", ("ann@example.org",))
    assert f"{oid('plain')}: answered 2026-06-01, expires 2027-01-01. Seen <it> & signed" in ann.notes
    known, added = first.results.artifacts
    assert known.artifact_ref == PAPER
    assert known.data.startswith("a%20paper.pdf#sha256=")
    assert added.artifact_ref in {each.id for each in first.artifacts} - {PAPER}
    assert (added.timestamp, added.submitter.name) == ("2026-06-01T00:00:00Z", "Ann Lee")


def test_an_arf_holds_the_results_and_its_checks_lead_to_them(tmp_path: Path, schemas: Path) -> None:
    _answered(tmp_path, arf=str(tmp_path / "arf.xml"))
    root = parse((tmp_path / "arf.xml").read_bytes(), "arf.xml")
    assert schema_problems(root, "arf.xml", schemas) == []
    schema = etree.XMLSchema(etree.parse(str(schemas / "ocil/2.0/ocil-2.0.xsd")))
    held = {}
    for report in root.iter("{*}report"):
        for found in report.iter(f"{{{OCIL}}}ocil"):
            assert schema.validate(found), schema.error_log
            held[f"#{report.get('id')}"] = read_ocil(found, "x")
    assert len(held) == 3
    hrefs = {}
    for ref in root.iter(f"{{{XCCDF}}}check-content-ref"):
        if str(ref.get("href")).startswith("#ocil"):
            hrefs[str(ref.get("name"))] = str(ref.get("href"))
    for name in ("plain", "chosen", "valued", "joined"):
        results = held[hrefs[oid(name, "questionnaire")]].results
        assert results is not None
        assert oid(name, "questionnaire") in {each.id for each in results.questionnaires}
    refs = {str(each.get("subject")) for each in root.iter("{*}relationship")}
    assert {name.removeprefix("#") for name in held} <= refs


def test_without_answers_there_are_no_ocil_results(tmp_path: Path) -> None:
    judged = judge(tmp_path, answers="", arf=str(tmp_path / "arf.xml"), ocil_results=str(tmp_path / "out.xml"))
    assert not list(tmp_path.glob("out*.xml"))
    assert [(each.code, each.hint) for each in judged.warnings] == [("no-ocil-results", "--answers names the answers")]
    assert b"ocil:ocil" not in (tmp_path / "arf.xml").read_bytes()


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for _ in range(2):
        _answered(tmp_path, arf=str(tmp_path / "arf.xml"), ocil_results=str(tmp_path / "out.xml"))
        texts.append([(tmp_path / name).read_bytes() for name in ("arf.xml", "out.xml")])
    assert texts[0] == texts[1]
