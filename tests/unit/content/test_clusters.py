"""The profiles for clusters over whole ones: a fresh one, and one of which nothing may be read.

A part of the fresh cluster is a file in `tests/clusters/fresh`: `answers` as in cases, and under `want` what each rule is
judged. All parts together are one cluster as eksctl makes it: a managed node group of two nodes and the default add-ons.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from authored import NOW
from scapkit.api.gathering.planning import plan
from scapkit.api.projects.building import BuildOptions, build
from scapkit.api.projects.case_answers import KUBERNETES, Asked
from scapkit.api.projects.systems import write_system
from scapkit.authoring.cases import BASE, SYSTEM, SYSTEM_KEYS
from scapkit.authoring.sources import files, read_source
from scapkit.authoring.yaml.marked import read_yaml
from scapkit.authoring.yaml.shape import Fields, Key, Shape, check
from scapkit.collect.answers import digest
from scapkit.collect.need import Need
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.problem import Problem
from shared import REPOSITORY
from templated import by_us

PART = Shape("a part of a cluster", {**SYSTEM_KEYS, "want": Key("pairs", help="what each rule is judged")})
FRESH = files(REPOSITORY / "tests" / "clusters" / "fresh", ".yml")
PROFILE = "cis-1.8"
OPEN = {"unknown", "notchecked", "error"}


@pytest.fixture(scope="module")
def datastream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product built."""
    folder = tmp_path_factory.mktemp("eks")
    return Path(build(BuildOptions("eks", str(REPOSITORY), str(folder), guides=False), NOW).datastream)


def read(path: Path, shape: Shape) -> Fields:
    """A file of the given shape."""
    problems: list[Problem] = []
    fields = check(read_yaml(read_source(REPOSITORY, path)), shape, "", problems)
    assert not problems
    return fields


def test_fresh_cluster_is_judged_as_an_expert_would(datastream: Path, tmp_path: Path) -> None:
    parts = [read(path, PART) for path in FRESH]
    planned = plan(str(datastream), PROFILE)
    asked = Asked(planned.needs, planned.plan.values, {})
    dump = write_system(tmp_path / "fresh", (read(REPOSITORY / SYSTEM, BASE), *parts), asked)
    want = {rule: node.text for part in parts for rule, node in part.pairs("want").items()}
    found = {
        rule: result for rule, result in by_us(datastream, dump, profile=PROFILE).items() if result != "notselected"
    }
    assert found == want


def test_parts_of_the_fresh_cluster_do_not_answer_for_each_other() -> None:
    answered = [
        (each.text("path"), each.text("aws"), *(node.text for node in each.nodes("arguments")), each.text("region"))
        for path in FRESH
        for each in read(path, PART).many("answers")
    ]
    assert len(answered) == len(set(answered))


@pytest.mark.parametrize("profile", ["cis", PROFILE])
def test_nothing_passes_or_fails_where_everything_is_forbidden(datastream: Path, tmp_path: Path, profile: str) -> None:
    version = {f"{KUBERNETES}/version": b'{"gitVersion": "v1.33.4-eks-99d6cc0"}'}
    forbidden = [
        each for need in plan(str(datastream), profile).needs for each in refused(need) if each.key != "/version"
    ]
    known = Requirement("kubernetes", "/version", "collected", f"{KUBERNETES}/version")
    write_dump(tmp_path / "dump", Manifest(Asset("shop", "eks-cluster"), (known, *forbidden)), version)
    assert open_results(by_us(datastream, tmp_path / "dump", profile=profile)) == {}


def refused(need: Need) -> list[Requirement]:
    """What a collector notes of a need that it was not allowed."""
    if need.kind != "kubernetes":
        key = f"123456789012/eu-central-1/{need.key.replace(':', '/')}/shop"
        keys = [f"{key}.json", f"{key}#{digest(need)}.json"] if need.kind == "aws" else [need.key]
    else:
        keys = [need.key, f"{need.key}#{digest(need)}"]
    return [Requirement(need.kind, key, "forbidden", code="403") for key in keys]


def open_results(results: Mapping[str, str]) -> dict[str, str]:
    """The rules that came to a verdict, though nothing was known."""
    return {rule: result for rule, result in results.items() if result not in OPEN | {"notselected"}}
