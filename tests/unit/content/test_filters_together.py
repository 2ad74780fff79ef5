"""All filters of our and of public content give together, through our process, what jq gives for each, byte for byte."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from authored import NOW
from scapkit.api.projects.building import BuildOptions, build
from scapkit.collect.filtering.running import Filtering
from scapkit.collect.markers import marked_needs
from scapkit.collect.templates import render
from scapkit.names import short_id
from scapkit.xccdf.items import rules_of
from scapkit.xccdf.make_policy import make_policy
from scapkit.xmlio.content import open_content
from shared import REPOSITORY

ASKED = {"aws_account": "123456789012", "aws_region": "eu-central-1", "aws_cluster": "shop", "aws_role": "node"}
FOR_ALL = "/api/v1/pods", "eks:DescribeCluster"
PUBLIC = "ssg-eks-ds.xml", "ssg-ocp4-ds.xml"


@pytest.fixture(scope="module")
def filters(tmp_path_factory: pytest.TempPathFactory, public_content: Path) -> Mapping[str, tuple[str, ...]]:
    """Those of all contents, by the path or call of their answer."""
    ours = build(BuildOptions("eks", str(REPOSITORY), str(tmp_path_factory.mktemp("eks")), guides=False), NOW)
    found: dict[str, dict[str, None]] = {}
    for path in (ours.datastream, *(str(public_content / name) for name in PUBLIC)):
        for key, program in programs(path):
            found.setdefault(key, {})[program] = None
    return {key: tuple(each) for key, each in found.items()}


def programs(datastream: str) -> Iterator[tuple[str, str]]:
    """The filters of a content, with the values of no profile; some need more than these to be filters."""
    content = open_content(datastream)
    values = {short_id(name): text for name, text in make_policy(content.benchmark, None).values.items()} | ASKED
    for rule in rules_of(content.benchmark):
        for need in (need for each in rule.warnings for need in marked_needs(each.text.markup, rule.id)):
            if need.filter:
                yield need.key, render(need.filter, values)


def answers() -> dict[str, list[Any]]:
    """Those of the fresh cluster, by path or call."""
    found: dict[str, list[Any]] = {}
    for path in sorted((REPOSITORY / "tests/clusters/fresh").glob("*.yml")):
        for each in yaml.safe_load(path.read_text(encoding="utf-8")).get("answers", ()):
            if each.get("answer") is not None:
                found.setdefault(each.get("path") or each["aws"], []).append(each["answer"])
    return found


def by_jq(program: str, text: str) -> bytes:
    """What a filter gives alone; nothing where it fails, or gives not one result."""
    jq = pytest.importorskip("jq")
    try:
        found = jq.compile(program).input_text(text).text()
    except ValueError:
        return b""
    return f"{found}\n".encode() if found and "\n" not in found else b""


def test_filters_give_together_what_each_gives_alone(filters: Mapping[str, tuple[str, ...]]) -> None:
    everything = tuple(program for each in filters.values() for program in each)
    made = 0
    with Filtering() as filtering:
        for key, given in answers().items():
            wanted = everything if key in FOR_ALL else filters.get(key, ())
            for text in (json.dumps(each, default=str) for each in given):
                alone = [by_jq(each, text) for each in wanted]
                together = [data for data, _ in filtering.made_of(text.encode(), wanted)]
                assert together == alone
                made += sum(map(bool, alone))
    assert made > 100
