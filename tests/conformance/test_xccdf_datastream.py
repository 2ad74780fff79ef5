"""The cases in a source datastream: tailorings inside, content of 1.1.4, compressed, and the ARF of it all."""

import bz2
from pathlib import Path
from typing import Any

import pytest

from conformance.cases import cases
from conformance.test_xccdf_old import age
from conformance.xccdf_judges import lay_out, options_of, read_verdicts
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.names import CATALOG, DS, XLINK
from scapkit.problem import Invalid
from scapkit.xmlio.parse import parse
from scapkit.xmlio.validate import schema_problems

NOW = "2026-01-02T03:04:05Z"
ROLES = {
    "dictionaries": ("b-cpe-dictionary.xml",),
    "checklists": ("b-xccdf.xml", "t.xml"),
    "checks": ("b-oval.xml", "some-oval.xml", "good-oval.xml", "none-oval.xml"),
}
ASKED = [
    pytest.param(case, id=f"{name}: {case['note']}")
    for name, case in cases("xccdf")
    if "refused" not in case and "a document that is no OVAL" not in case["note"]
]
TAILORED = [each for each in ASKED if "tailoring" in each.values[0]]


def collection(folder: Path) -> bytes:
    """The case's files as one datastream collection."""
    there = {role: [name for name in names if (folder / name).is_file()] for role, names in ROLES.items()}
    uris = "".join(f'<cat:uri name="{name}" uri="#cref-{name}"/>' for name in there["checks"])
    refs = {
        role: "".join(
            f'<component-ref id="cref-{name}" xlink:href="#comp-{name}"><cat:catalog>{uris}</cat:catalog></component-ref>'
            for name in names
        )
        for role, names in there.items()
    }
    streams = "".join(f"<{role}>{inner}</{role}>" for role, inner in refs.items())
    components = "".join(
        f'<component id="comp-{name}" timestamp="{NOW}">{(folder / name).read_text(encoding="utf-8")}</component>'
        for names in there.values()
        for name in names
    )
    opened = f'xmlns="{DS}" xmlns:cat="{CATALOG}" xmlns:xlink="{XLINK}" id="c" schematron-version="1.3"'
    stream = f'<data-stream id="s" use-case="OTHER" scap-version="1.3" timestamp="{NOW}">{streams}</data-stream>'
    return f"<data-stream-collection {opened}>{stream}{components}</data-stream-collection>".encode()


def options(folder: Path, case: dict[str, Any]) -> EvaluateOptions:
    """The same question, of the datastream."""
    asked = options_of(folder, case)._replace(content=str(folder / "ds.xml"), tailoring="")
    return asked._replace(tailoring_id="cref-t.xml") if "tailoring" in case else asked


def results(folder: Path, asked: EvaluateOptions) -> dict[str, list[str]]:
    """Our verdicts by the rules' short ids."""
    evaluate(asked, NOW)
    found = read_verdicts(folder / "ours.xml", 0).results
    return {name.removeprefix("xccdf_scapkit_rule_"): each for name, each in found.items()}


def wanted(case: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [want] if isinstance(want, str) else want for name, want in case["want"].items()}


@pytest.mark.parametrize("case", ASKED)
def test_datastream_comes_to_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    (tmp_path / "ds.xml").write_bytes(collection(tmp_path))
    for name in ROLES["checks"]:
        (tmp_path / name).unlink()
    assert results(tmp_path, options(tmp_path, case)) == wanted(case)


def test_tailoring_is_found_by_its_own_id_too(tmp_path: Path) -> None:
    case = TAILORED[0].values[0]
    lay_out(tmp_path, case)
    (tmp_path / "ds.xml").write_bytes(collection(tmp_path))
    asked = options(tmp_path, case)
    assert results(tmp_path, asked._replace(tailoring_id="xccdf_x_tailoring_t")) == wanted(case)
    with pytest.raises(Invalid, match="unknown-tailoring"):
        evaluate(asked._replace(tailoring_id="gone"), NOW)


@pytest.mark.parametrize("case", [each for each in ASKED if "tailoring" not in each.values[0]][::8])
def test_compressed_datastream_of_the_old_version_comes_to_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    age(tmp_path)
    (tmp_path / "ds.xml").write_bytes(bz2.compress(collection(tmp_path)))
    asked = options(tmp_path, case)
    assert results(tmp_path, asked._replace(profile=asked.profile.removeprefix("xccdf_x_profile_"))) == wanted(case)


@pytest.mark.parametrize("case", ASKED[::12])
def test_arf_of_it_is_valid(schemas: Path, case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    (tmp_path / "ds.xml").write_bytes(collection(tmp_path))
    evaluate(options(tmp_path, case)._replace(arf=str(tmp_path / "arf.xml")), NOW)
    given = {each.message for each in schema_problems(parse(collection(tmp_path), "ds.xml"), "ds.xml", schemas)}
    made = schema_problems(parse((tmp_path / "arf.xml").read_bytes(), "arf.xml"), "arf.xml", schemas)
    assert [str(each) for each in made if each.message not in given] == []
