"""Filtered answers made when judging: where the collector did not know the filter, or had other Values."""

import json
from pathlib import Path

import pytest

from authored import CONTENT, NOW, project
from scapkit.api.projects.building import BuildOptions, build
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from templated import by_us

PODS, CALL = "/api/v1/pods", "eks:DescribeCluster"
FILTER = '[.items[] | select(.name | test("{{.var_spared}}") | not) | .name]'
AWS = "123456789012/eu-west-1/eks/DescribeCluster/shop.json"
ASKED = "shop 123456789012 eu-west-1"
RULES = {
    "pods": {"path": PODS, "filter": FILTER},
    "cluster": {"aws": CALL, "filter": "[.cluster | select(.public) | .name]"},
    "named": {
        "aws": CALL,
        "filter": f'["{{{{.aws_cluster}}}} {{{{.aws_account}}}} {{{{.aws_region}}}}" | select(. != "{ASKED}")]',
    },
}
FILES = {
    "files/etc/tiny": b"",
    "kubernetes-api-resources/api/v1/pods": b'{"items": [{"name": "a"}]}',
    f"aws-api-resources/{AWS}": b'{"cluster": {"name": "shop", "public": true}}',
}
KNOWN = (
    Requirement("file", "/etc/tiny", "collected", "files/etc/tiny"),
    Requirement("kubernetes", PODS, "collected", "kubernetes-api-resources/api/v1/pods"),
    Requirement("aws", AWS, "collected", f"aws-api-resources/{AWS}"),
)


@pytest.fixture(scope="module")
def datastream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rules, of which one has a filter with a Value."""
    folder = tmp_path_factory.mktemp("filtering")
    changes: dict[str, str | None] = {
        f"{CONTENT}/files/{name}/rule.yml": json.dumps(
            {
                **dict.fromkeys(("title", "description", "rationale"), name),
                "severity": "low",
                "collect": [entry],
                "template": {"name": "findings", "vars": {"what": "things"}},
            }
        )
        for name, entry in RULES.items()
    }
    changes[f"{CONTENT}/files/var_spared.var"] = json.dumps(
        {"title": "S", "description": "S.", "type": "string", "options": {"default": "^a$", "none": "^$"}}
    )
    profiles = {"base": ["pods", "cluster", "named"], "strict": ["pods", "cluster", "var_spared=none"]}
    for name, selections in profiles.items():
        changes[f"profiles/tiny/{name}.profile"] = json.dumps(
            {"title": name, "description": name, "selections": selections}
        )
    made = project(folder, changes)
    return Path(build(BuildOptions("tiny", str(made), str(folder / "out"), guides=False), NOW).datastream)


def filtered(folder: Path, datastream: Path, data: bytes, values: tuple[tuple[str, str], ...]) -> Path:
    """A dump in which a collector filtered the pods, with these Values."""
    from scapkit.api.gathering.planning import plan
    from scapkit.collect.answers import digest

    need = next(each for each in plan(str(datastream), "base").needs if each.key == PODS)
    key = f"{PODS}#{digest(need)}"
    path = f"kubernetes-api-resources{key}"
    known = (*KNOWN, Requirement("kubernetes", key, "collected", path))
    write_dump(folder, Manifest(Asset("shop"), known, values=values), {**FILES, path: data})
    return folder


def test_answers_are_filtered_by_whom_judges_where_no_collector_did(datastream: Path, tmp_path: Path) -> None:
    write_dump(tmp_path, Manifest(Asset("shop"), KNOWN), FILES)
    found = by_us(datastream, tmp_path, profile="base")
    assert (found["pods"], found["cluster"]) == ("pass", "fail")
    assert by_us(datastream, tmp_path, profile="strict")["pods"] == "fail"


def test_filters_know_by_an_answers_name_what_was_asked_about(datastream: Path, tmp_path: Path) -> None:
    write_dump(tmp_path, Manifest(Asset("other"), KNOWN), FILES)
    assert by_us(datastream, tmp_path, profile="base")["named"] == "pass"


def test_what_was_filtered_with_other_values_does_not_count(datastream: Path, tmp_path: Path) -> None:
    dump = filtered(tmp_path, datastream, b"[]", (("var_spared", "^a$"),))
    assert by_us(datastream, dump, profile="base")["pods"] == "pass"
    assert by_us(datastream, dump, profile="strict")["pods"] == "fail"


def test_what_was_filtered_with_the_same_values_counts(datastream: Path, tmp_path: Path) -> None:
    assert (
        by_us(datastream, filtered(tmp_path, datastream, b"[]", (("var_spared", "^$"),)), profile="strict")["pods"]
        == "pass"
    )


def test_a_filter_that_fails_when_judging_is_no_verdict(datastream: Path, tmp_path: Path) -> None:
    write_dump(tmp_path, Manifest(Asset("shop"), KNOWN), {**FILES, "kubernetes-api-resources/api/v1/pods": b"{}"})
    assert by_us(datastream, tmp_path, profile="base")["pods"] == "unknown"
