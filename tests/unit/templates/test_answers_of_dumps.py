"""kubernetes_resource and aws_resource over dumps with a manifest: what was refused or not asked for is unknown."""

import hashlib
import json
from pathlib import Path

import pytest

from authored import CONTENT, NOW, project
from scapkit.api.projects.building import BuildOptions, build
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from templated import by_us, rule_text

CALL, FILTER = "eks:DescribeCluster", ".cluster.resourcesVpcConfig"
DIGEST = hashlib.sha256((CALL + FILTER).encode()).hexdigest()
FILTERED = f"123456789012/eu-west-1/eks/DescribeCluster/shop#{DIGEST}.json"
RAW = "123456789012/eu-west-1/eks/DescribeCluster/shop.json"
ELSEWHERE = f"123456789012/us-east-1/eks/DescribeCluster/shop#{DIGEST}.json"
TINY = Requirement("file", "/etc/tiny", "collected", "files/etc/tiny")
GOOD, BAD = b'{"endpointPublicAccess": false}', b'{"endpointPublicAccess": true}'
PRIVATE = {"yamlpath": ".endpointPublicAccess", "values": [{"value": "false", "type": "boolean"}]}


def asked(kind: str, key: str, status: str = "collected", code: str = "") -> Requirement:
    root = {"aws": "aws-api-resources", "kubernetes": "kubernetes-api-resources"}[kind]
    return Requirement(kind, key, status, f"{root}/{key.lstrip('/')}" if status == "collected" else "", code)


def dumped(folder: Path, requirements: list[Requirement], answers: dict[str, bytes]) -> Path:
    """A dump of the product's platform with these answers."""
    manifest = Manifest(Asset("shop", "eks-cluster"), (TINY, *requirements))
    write_dump(folder / "dump", manifest, {"files/etc/tiny": b"", **answers})
    return folder / "dump"


@pytest.fixture(scope="module")
def datastream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules about one AWS call and one path of the Kubernetes API."""
    folder = tmp_path_factory.mktemp("answers")
    cluster = [{"aws": CALL, "filter": FILTER}]
    listed = {"path": "/api/v1/nodes", "yamlpath": "[:].name", "check_existence": "any_exist"}
    rules = {
        "aws": rule_text("aws_resource", {"entry": 0, **PRIVATE}, "aws", cluster),
        "kubernetes": rule_text("kubernetes_resource", {**listed, "empty_passes": True}, "kubernetes"),
    }
    changes: dict[str, str | None] = {f"{CONTENT}/files/{name}/rule.yml": text for name, text in rules.items()}
    selected = json.dumps({"title": "B", "description": "B.", "selections": sorted(rules)})
    made = project(folder, {**changes, "profiles/tiny/base.profile": selected})
    build(BuildOptions("tiny", str(made), str(folder / "out"), guides=False), NOW)
    return folder / "out/tiny/ex-tiny-ds.xml"


@pytest.mark.parametrize(
    ("requirements", "answers", "want"),
    [
        ([asked("aws", FILTERED)], {FILTERED: GOOD}, "pass"),
        ([asked("aws", FILTERED)], {FILTERED: BAD}, "fail"),
        ([], {}, "unknown"),
        ([asked("aws", "123456789012/eu-west-1/eks/ListClusters.json")], {}, "unknown"),
        ([], {FILTERED: GOOD}, "unknown"),
        ([asked("aws", FILTERED)], {}, "unknown"),
        ([asked("aws", FILTERED, "forbidden", "AccessDenied")], {}, "unknown"),
        ([asked("aws", FILTERED, "not-found")], {}, "fail"),
        ([asked("aws", RAW, "forbidden", "AccessDenied")], {}, "unknown"),
        ([asked("aws", RAW, "not-found")], {}, "fail"),
        ([asked("aws", RAW)], {RAW: b'{"cluster": {}}'}, "fail"),
        ([asked("aws", RAW)], {RAW: b'{"cluster": {"resourcesVpcConfig": {"endpointPublicAccess": false}}}'}, "pass"),
        ([asked("aws", RAW)], {RAW: b"[]"}, "unknown"),
        ([asked("aws", FILTERED), asked("aws", ELSEWHERE)], {FILTERED: GOOD, ELSEWHERE: GOOD}, "pass"),
        ([asked("aws", FILTERED), asked("aws", ELSEWHERE, "throttled")], {FILTERED: GOOD}, "unknown"),
        ([asked("aws", FILTERED), asked("aws", ELSEWHERE, "throttled")], {FILTERED: BAD}, "fail"),
    ],
)
def test_aws_answer_that_was_not_had_decides_nothing(
    datastream: Path, tmp_path: Path, requirements: list[Requirement], answers: dict[str, bytes], want: str
) -> None:
    files = {f"aws-api-resources/{key}": data for key, data in answers.items()}
    assert by_us(datastream, dumped(tmp_path, requirements, files))["aws"] == want


@pytest.mark.parametrize(
    ("requirements", "answer", "want"),
    [
        ([asked("kubernetes", "/api/v1/nodes")], b"[]", "pass"),
        ([asked("kubernetes", "/api/v1/nodes")], b'{"kind": "Status", "code": 403}', "fail"),
        ([asked("kubernetes", "/api/v1/nodes", "forbidden", "403")], None, "unknown"),
        ([asked("kubernetes", "/api/v1/nodes", "not-found", "404")], None, "fail"),
        ([], None, "unknown"),
        ([], b"[]", "unknown"),
    ],
)
def test_empty_list_passes_only_where_it_was_collected(
    datastream: Path, tmp_path: Path, requirements: list[Requirement], answer: bytes | None, want: str
) -> None:
    files = {} if answer is None else {"kubernetes-api-resources/api/v1/nodes": answer}
    assert by_us(datastream, dumped(tmp_path, requirements, files))["kubernetes"] == want
