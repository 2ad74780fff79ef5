"""The JSON Schema of manifest.json says what the reader takes and refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from scapkit.dumps.manifest import STATUSES, read_manifest, write_manifest
from scapkit.model.dump import Asset, Interface, Manifest, Requirement
from scapkit.problem import Invalid
from shared import REPOSITORY, SAMPLES
from small_schema import faults

SCHEMA = json.loads((REPOSITORY / "docs/manifest.schema.json").read_text(encoding="utf-8"))
WHOLE: dict[str, Any] = {
    "version": 1,
    "asset": {"name": "a", "kind": "k", "addresses": ["b"], "facts": {"c": "d"}, "interfaces": [{"name": "eth0"}]},
    "collector": "x",
    "started": "t",
    "finished": "t",
    "requirements": [{"kind": "file", "key": "/a", "status": "collected", "path": "files/a", "code": 200, "size": 3}],
}


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/manifest.json")), ids=lambda path: path.parent.name)
def test_the_samples_fit_the_schema(sample: Path) -> None:
    assert list(faults(json.loads(sample.read_bytes()), SCHEMA)) == []


def test_what_is_written_fits_the_schema_and_comes_back() -> None:
    requirements = tuple(Requirement("file", f"/{status}", status, size=3) for status in STATUSES)
    whole = Manifest(Asset("a", interfaces=(Interface("eth0", "10.0.0.1", "00:00:00:00:00:01"),)), requirements)
    data = write_manifest(whole)
    assert list(faults(json.loads(data), SCHEMA)) == []
    assert read_manifest(data, "m") == whole


def test_the_schema_and_the_reader_know_the_same_statuses() -> None:
    assert SCHEMA["properties"]["requirements"]["items"]["properties"]["status"]["enum"] == list(STATUSES)


def changed(place: str, value: Any) -> dict[str, Any]:
    whole = json.loads(json.dumps(WHOLE))
    *folders, name = place.split("/")
    target = whole
    for each in folders:
        target = target[int(each) if each.isdigit() else each]
    if value is None:
        del target[name]
    else:
        target[name] = value
    return whole


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("version", 2),
        ("version", None),
        ("asset", None),
        ("asset/name", ""),
        ("asset/addresses", "x"),
        ("asset/facts", {"a": 1}),
        ("asset/interfaces", [1]),
        ("collector", 1),
        ("requirements", {}),
        ("requirements/0/kind", None),
        ("requirements/0/key", ""),
        ("requirements/0/status", "colected"),
        ("requirements/0/path", "/etc/a"),
        ("requirements/0/path", "files/../../a"),
        ("requirements/0/sha256", "abc"),
        ("requirements/0/size", "3"),
    ],
)
def test_what_the_reader_refuses_does_not_fit_the_schema(place: str, value: Any) -> None:
    whole = changed(place, value)
    assert list(faults(whole, SCHEMA))
    with pytest.raises(Invalid):
        read_manifest(json.dumps(whole).encode(), "m")


def test_the_whole_example_fits_and_is_read() -> None:
    assert list(faults(WHOLE, SCHEMA)) == []
    assert read_manifest(json.dumps(WHOLE).encode(), "m").requirements[0].code == "200"
