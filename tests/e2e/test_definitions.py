"""`scapkit evaluate` of OVAL definitions: values from outside, choice of definitions, and what results report."""

import json
from pathlib import Path

import pytest
from lxml import etree

from oval_sample import directives, make_sample, variables
from reference import ask
from scapkit.names import OVAL_RES, OVAL_SC
from shared import REPOSITORY, Run

RES, SC = f"{{{OVAL_RES}}}", f"{{{OVAL_SC}}}"
VALID = ("oval", "validate", "--skip-schematron")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    make_sample(tmp_path)
    (tmp_path / "v.xml").write_text(variables("5"), encoding="utf-8")
    (tmp_path / "dir.xml").write_text(directives("tf-ftt", inventory="ffffff"), encoding="utf-8")
    return tmp_path


def told(results: Path) -> dict[str, object]:
    """What a results document says, in a form that does not depend on order, prefixes and item numbers."""
    root = etree.parse(results).getroot()
    definitions = {
        each.get("definition_id"): (each.get("result"), [(str(e.tag), *sorted(e.items())) for e in each.iter()][1:])
        for each in root.iter(f"{RES}definition")
    }
    tests = {
        each.get("test_id"): (
            each.get("result"),
            sorted(e.get("result", "") for e in each.iter(f"{RES}tested_item")),
            sorted((e.get("variable_id", ""), e.text) for e in each.iter(f"{RES}tested_variable")),
        )
        for each in root.iter(f"{RES}test")
    }
    objects = {
        each.get("id"): (
            each.get("flag"),
            len(each.findall(f"{SC}reference")),
            sorted((e.get("variable_id", ""), e.text) for e in each.iter(f"{SC}variable_value")),
        )
        for each in root.iter(f"{SC}object")
    }
    masked = sorted(each.tag for each in root.iter() if each.get("mask") == "true" and "characteristics" in each.tag)
    return {"definitions": definitions, "tests": tests, "objects": objects, "masked": masked}


@pytest.mark.parametrize(
    "words",
    [(), ("--variables", "v.xml"), ("--variables", "v.xml", "--directives", "dir.xml")],
    ids=["no value", "values", "directives"],
)
def test_oval_results_say_what_those_of_oscap_say(
    scapkit: Run, oscap: str, sample: Path, words: tuple[str, ...]
) -> None:
    ask([oscap, "oval", "eval", *words, "--results", "theirs.xml", "d.xml"], sample / "tree", sample)
    done = scapkit("evaluate", "d.xml", "--dump", "tree", *words, "--oval-results", "ours.xml", cwd=sample)
    assert (done.returncode, done.stderr) == (0, "")
    ours, theirs = told(sample / "ours.xml"), told(sample / "theirs.xml")
    if not words:
        # without a value oscap calls unknown what the standard calls an error, and collects nothing
        for result in (ours, theirs):
            for part in ("definitions", "tests", "objects"):
                for name in ("oval:x:def:1", "oval:x:def:2", "oval:x:tst:3", "oval:x:obj:3"):
                    result[part].pop(name, None)  # type: ignore[attr-defined]
    for result in (ours, theirs):
        # the members of a set are listed by us and not by oscap
        result["objects"].pop("oval:x:obj:6", None)  # type: ignore[attr-defined]
    assert ours == theirs
    assert ask([oscap, *VALID, "ours.xml"], folder=sample, decided=False).returncode == 0
    assert "OVAL version: 5.11.3" in ask([oscap, "info", "ours.xml"], folder=sample).stdout
    assert "oval:x:def:5" in ask([oscap, "oval", "generate", "report", "ours.xml"], folder=sample).stdout
    assert scapkit("validate", "ours.xml", cwd=sample).returncode == 0


def test_masked_values_are_not_in_the_results_but_decide(scapkit: Run, sample: Path) -> None:
    (sample / "tree" / "etc" / "a.conf").write_text("key=verysecret\n", encoding="utf-8")
    scapkit("evaluate", "d.xml", "--dump", "tree", "--oval-results", "r.xml", "--html", "r.html", cwd=sample)
    for name in ("r.xml", "r.html"):
        assert "verysecret" not in (sample / name).read_text(encoding="utf-8")


def test_thin_results_hold_no_evidence(scapkit: Run, oscap: str, sample: Path) -> None:
    scapkit("evaluate", "d.xml", "--dump", "tree", "--thin-results", "--oval-results", "r.xml", cwd=sample)
    root = etree.parse(sample / "r.xml").getroot()
    assert [each.get("result") for each in root.iter(f"{RES}definition")] == [
        *("error", "true", "unknown", "not evaluated", "true")
    ]
    for name in (f"{RES}criteria", f"{RES}tests", f"{SC}collected_objects", f"{SC}system_data"):
        assert root.find(f".//{name}") is None
    assert ask([oscap, *VALID, "r.xml"], folder=sample, decided=False).returncode == 0


def test_results_without_system_characteristics_keep_the_tests(scapkit: Run, sample: Path) -> None:
    scapkit("evaluate", "d.xml", "--dump", "tree", "--without-syschar", "--oval-results", "r.xml", cwd=sample)
    root = etree.parse(sample / "r.xml").getroot()
    assert len(root.findall(f".//{RES}test")) == 5
    assert root.find(f".//{SC}object") is None
    assert scapkit("validate", "r.xml", cwd=sample).returncode == 0


def test_source_definitions_are_left_out_where_directives_say_so(scapkit: Run, sample: Path) -> None:
    text = (sample / "dir.xml").read_text(encoding="utf-8")
    text = text.replace("<directives>", '<directives include_source_definitions="false">')
    (sample / "dir.xml").write_text(text, encoding="utf-8")
    scapkit("evaluate", "d.xml", "--dump", "tree", "--directives", "dir.xml", "--oval-results", "r.xml", cwd=sample)
    assert "oval_definitions" not in (sample / "r.xml").read_text(encoding="utf-8")
    assert scapkit("validate", "r.xml", cwd=sample).returncode == 0


def test_the_summary_has_a_line_for_each_definition_and_counts(scapkit: Run, sample: Path) -> None:
    done = scapkit("evaluate", "d.xml", "--dump", "tree", cwd=sample)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split(maxsplit=3) == ["true", "compliance", "oval:x:def:1", "no secret is a or b"]
    assert "no value was given for the external variable oval:x:var:1" in lines[2]
    assert lines[-1] == "5 definitions: 2 true, 1 unknown, 1 error, 1 not evaluated"


def test_only_the_definitions_that_are_named_are_judged(scapkit: Run, sample: Path) -> None:
    words = ("--id", "oval:x:def:5", "--id", "oval:x:def:4", "--oval-results", "r.xml")
    done = scapkit("evaluate", "d.xml", "--dump", "tree", *words, cwd=sample)
    assert done.stdout.splitlines()[-1] == "2 definitions: 1 true, 1 not evaluated"
    root = etree.parse(sample / "r.xml").getroot()
    assert [each.get("definition_id") for each in root.iter(f"{RES}definition")] == ["oval:x:def:4", "oval:x:def:5"]


def test_reports_show_the_evidence_for_each_definition(scapkit: Run, sample: Path) -> None:
    words = ("--variables", "v.xml", "--json", "r.json", "--html", "r.html")
    scapkit("evaluate", "d.xml", "--dump", "tree", *words, cwd=sample)
    report = json.loads((sample / "r.json").read_text(encoding="utf-8"))
    rules = {each["id"]: each for each in report["rules"]}
    assert {name: each["result"] for name, each in rules.items()} == {
        "oval:x:def:1": "pass",
        "oval:x:def:2": "pass",
        "oval:x:def:3": "unknown",
        "oval:x:def:4": "notchecked",
        "oval:x:def:5": "fail",
    }
    (definition,) = rules["oval:x:def:5"]["checks"][0]["definitions"]
    assert definition["criteria"]["children"][0]["test"]["items"]
    assert "no secret is a or b" in (sample / "r.html").read_text(encoding="utf-8")


def keys(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in keys(each)}
    if not isinstance(value, dict):
        return set()
    # what is named by facts, results, severities, documents and variables is not a key of the format
    open_ = ("facts", "counts", "counts_by_severity", "references", "exports")
    return set(value) | {key for name, each in value.items() if name not in open_ for key in keys(each)}


def test_every_key_of_the_json_report_is_documented(scapkit: Run, sample: Path) -> None:
    scapkit("evaluate", "d.xml", "--dump", "tree", "--json", "r.json", cwd=sample)
    text = (REPOSITORY / "docs" / "json-report.md").read_text(encoding="utf-8")
    found = keys(json.loads((sample / "r.json").read_text(encoding="utf-8")))
    assert len(found) > 50
    assert [key for key in sorted(found) if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--id", "oval:x:def:55"), "unknown-definition: there is no definition oval:x:def:55 (did you mean"),
        (("--profile", "x"), "no-benchmark: --profile needs a benchmark"),
        (("--variables", "d.xml"), "not-oval-variables: expected oval_variables"),
        (("--variables", "bad.xml"), "malformed-value: oval:x:var:1: 'five' is no int"),
        (("--variables", "none.xml"), "empty-variable: oval:x:var:1 has no value"),
        (("--variables", "twice.xml"), "duplicate-id: oval:x:var:1 is already defined"),
        (("--directives", "d.xml"), "not-directives: expected oval_directives"),
        (("--oval-results", "v.xml", "--variables", "v.xml"), "output-collision"),
    ],
)
def test_what_is_wrong_is_one_line(scapkit: Run, sample: Path, words: tuple[str, ...], expected: str) -> None:
    (sample / "bad.xml").write_text(variables("five", datatype="int"), encoding="utf-8")
    (sample / "none.xml").write_text(variables(), encoding="utf-8")
    entry = variables("1").partition("<variables>")[2].partition("</variables>")[0]
    (sample / "twice.xml").write_text(variables("1").replace("<variables>", f"<variables>{entry}"), encoding="utf-8")
    done = scapkit("evaluate", "d.xml", "--dump", "tree", *words, cwd=sample)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert expected in done.stderr


def test_a_value_that_nothing_takes_is_a_warning(scapkit: Run, sample: Path) -> None:
    (sample / "v.xml").write_text(variables("5", name="oval:x:var:11"), encoding="utf-8")
    done = scapkit("evaluate", "d.xml", "--dump", "tree", "--variables", "v.xml", cwd=sample)
    assert done.returncode == 0
    assert "unused-variable: the definitions have no external variable oval:x:var:11" in done.stderr


def test_directives_without_defaults_are_refused(scapkit: Run, sample: Path) -> None:
    text = (sample / "dir.xml").read_text(encoding="utf-8")
    (sample / "dir.xml").write_text(text.replace("<directives>", "<others>").replace("</directives>", "</others>"))
    done = scapkit("evaluate", "d.xml", "--dump", "tree", "--directives", "dir.xml", cwd=sample)
    assert "not-directives: there are no directives in it" in done.stderr


def test_an_empty_document_is_refused(scapkit: Run, sample: Path) -> None:
    text = (sample / "d.xml").read_text(encoding="utf-8")
    head, _, rest = text.partition("<definitions>")
    (sample / "d.xml").write_text(head + rest.partition("</definitions>")[2], encoding="utf-8")
    assert "no-definitions" in scapkit("evaluate", "d.xml", "--dump", "tree", cwd=sample).stderr


def test_definitions_inside_a_datastream_are_judged_by_their_id(
    scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    words = ("evaluate", eks / "ssg-eks-ds.xml", "--dump", trees["mixed"])
    ref = "scap_org.scapkit_cref_ssg-eks-cpe-oval.xml"
    done = scapkit(*words, "--oval-id", ref, "--oval-results", tmp_path / "r.xml")
    alone = scapkit("evaluate", eks / "ssg-eks-cpe-oval.xml", "--dump", trees["mixed"])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == alone.stdout
    assert scapkit("validate", tmp_path / "r.xml").returncode == 0
    wrong = scapkit(*words, "--oval-id", "nope")
    assert "unknown-definitions: no OVAL definitions nope" in wrong.stderr
    assert ref in wrong.stderr
    assert "no-definitions" in scapkit(*words, "--profile", "cis", "--id", "oval:x:def:1").stderr


def test_a_datastream_without_a_checklist_is_judged_by_its_first_definitions(scapkit: Run, sample: Path) -> None:
    body = (sample / "d.xml").read_text(encoding="utf-8")
    stream = (
        '<c:data-stream-collection xmlns:c="http://scap.nist.gov/schema/scap/source/1.2" id="c" schematron-version="1.3" '
        'xmlns:k="http://www.w3.org/1999/xlink"><c:data-stream id="s" use-case="OTHER" scap-version="1.3"><c:checks>'
        '<c:component-ref id="ocil" k:href="#x"/><c:component-ref id="first" k:href="#d"/></c:checks></c:data-stream>'
        f'<c:component id="d">{body}</c:component></c:data-stream-collection>'
    )
    (sample / "ds.xml").write_text(stream, encoding="utf-8")
    words = ("--dump", "tree", "--variables", "v.xml")
    done = scapkit("evaluate", "ds.xml", *words, cwd=sample)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == scapkit("evaluate", "d.xml", *words, cwd=sample).stdout
    assert scapkit("analyse", "ds.xml", "d.xml", cwd=sample).stderr.count("not-system-characteristics") == 1
