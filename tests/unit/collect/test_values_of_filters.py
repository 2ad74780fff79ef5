"""A dump says which Values went into its filtered answers, so that others do not take them for theirs."""

from pathlib import Path

import pytest

from scapkit.api.gathering.dumping import merge
from scapkit.collect.answers import values_used
from scapkit.collect.need import Need
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Asset
from scapkit.problem import Invalid

START = "2026-11-26T10:00:00Z"
RAW, FILTERED = "/api/v1/pods", "/api/v1/pods#ab"


def made(folder: Path, resume: bool = False, **values: str) -> DumpWriter:
    return DumpWriter(folder, Asset("shop"), "test", START, resume, tuple(sorted(values.items())))


def filled(folder: Path, **values: str) -> Path:
    one = made(folder, **values)
    for key in (RAW, FILTERED):
        one.answer("kubernetes", key, f"kubernetes-api-resources{key}", b"[]")
    one.finish(START)
    return folder


def values_of(folder: Path) -> dict[str, str]:
    manifest = open_dump(str(folder)).manifest
    assert manifest is not None
    return dict(manifest.values)


def test_values_are_those_of_variables_that_filters_name() -> None:
    needs = (Need("kubernetes", "/a", '{{if ne .var_a ".var_c"}}x{{end}}'), Need("aws", "a:B", "[.x.var_b]"))
    assert values_used(needs, {"var_a": "1", "var_b": "2", "var_c": "3"}) == (("var_a", "1"),)


@pytest.mark.parametrize(("value", "has"), [("1", True), ("2", False)])
def test_resuming_with_other_values_filters_again(tmp_path: Path, value: str, has: bool) -> None:
    again = made(filled(tmp_path / "dump", var_a="1"), resume=True, var_a=value, var_b="3")
    assert (again.has("kubernetes", RAW), again.has("kubernetes", FILTERED)) == (True, has)
    again.finish(START)
    assert values_of(tmp_path / "dump") == {"var_a": value, "var_b": "3"}


def test_another_collector_without_values_leaves_them(tmp_path: Path) -> None:
    again = made(filled(tmp_path / "dump", var_a="1"), resume=True)
    assert again.has("kubernetes", FILTERED)
    again.finish(START)
    assert values_of(tmp_path / "dump") == {"var_a": "1"}


def test_merging_keeps_values_and_refuses_others(tmp_path: Path) -> None:
    one, two, three = (
        filled(tmp_path / "1", var_a="1"),
        filled(tmp_path / "2", var_b="2"),
        filled(tmp_path / "3", var_a="3"),
    )
    merge((str(one), str(two)), str(tmp_path / "both"))
    assert values_of(tmp_path / "both") == {"var_a": "1", "var_b": "2"}
    with pytest.raises(Invalid) as error:
        merge((str(one), str(three)), str(tmp_path / "not"))
    assert error.value.problems[0].code == "conflicting-evidence" and not (tmp_path / "not").exists()
