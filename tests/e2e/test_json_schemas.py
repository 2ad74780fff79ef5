"""The JSON Schemas of the reports say all that is in them, and nothing that is not."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from shared import REPOSITORY, SAMPLES, Run


def strict(schema: Any) -> Any:
    """The same where no member but those that are named may be: so that none is added without being told."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(each) for name, each in schema.items()}
    return {"additionalProperties": False, **made} if "required" in schema and "type" in schema else made


def schema(name: str) -> Draft202012Validator:
    found = json.loads((REPOSITORY / "docs" / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(strict(found))


BLANKS = {"authority": "Ann Lee <ann@example.org>", "reason": "accepted", "expires": "2999-01-01"}


@pytest.fixture
def written(scapkit: Run, eks: Path, tmp_path: Path) -> Path:
    """A report on each sample, of a waived one and of definitions, and one on both samples."""
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--quiet")
    form = tmp_path / "form.yml"
    cluster = (*asked, "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    scapkit(*cluster, "--report", f"waivers={form}")
    text = form.read_text(encoding="utf-8")
    for name, value in BLANKS.items():
        text = text.replace(f"{name}:\n", f"{name}: {value}\n")
    form.write_text(text, encoding="utf-8")
    scapkit(*cluster, "--waivers", form, "--json", tmp_path / "cluster.json")
    scapkit(*asked, "--profile", "cis-1.8-node", "--dump", SAMPLES / "node", "--json", tmp_path / "node.json")
    both = tmp_path / "both"
    shutil.copytree(SAMPLES / "cluster", both / "cluster")
    shutil.copytree(SAMPLES / "node", both / "node")
    (both / "lost").mkdir()
    scapkit(*asked, "--profile", "cis-1.8", "--dump", both, "--waivers", form, "--json", tmp_path / "collection.json")
    scapkit(
        "evaluate", eks / "ssg-eks-oval.xml", "--quiet", "--dump", SAMPLES / "node", "--json", tmp_path / "oval.json"
    )
    return tmp_path


def test_what_is_written_fits_the_schemas(written: Path) -> None:
    report = json.loads((written / "cluster.json").read_bytes())
    assert any(rule["overrides"] for rule in report["rules"]) and report["scores_before"]
    for name in ("cluster", "node", "oval"):
        schema("json-report.schema.json").validate(json.loads((written / f"{name}.json").read_bytes()))
    schema("json-collection.schema.json").validate(json.loads((written / "collection.json").read_bytes()))


@pytest.mark.parametrize(
    ("place", "value"),
    [("version", 2), ("counts", {"passed": "1"}), ("rules", [{}]), ("started", None), ("more", 1)],
)
def test_what_is_not_a_report_does_not_fit(written: Path, place: str, value: Any) -> None:
    report = json.loads((written / "node.json").read_bytes())
    with pytest.raises(ValidationError):
        schema("json-report.schema.json").validate({**report, place: value})
