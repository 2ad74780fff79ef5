"""What tells that a cluster is one of EKS: the version that its API server reports, or that AWS describes it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reference import ask
from scapkit.api import EvaluateOptions
from scapkit.api.evaluating.definitions import JudgedDefinitions, judge
from scapkit.api.evaluating.fleet import evaluate_fleet
from shared import NOW, REPOSITORY

SAMPLE = REPOSITORY / "content/eks/samples/cluster"
AWS = "audit_logging"
KUBERNETES = "pods_no_privileged_containers"


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    """The sample, to be changed."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "cluster"))


def alter(dump: Path, which: str, **changes: str) -> None:
    """Requirements with another outcome: those of an API, or one key; with none they are gone."""
    manifest = json.loads((dump / "manifest.json").read_bytes())
    kept = []
    for each in manifest["requirements"]:
        if which in (each["kind"], each["key"]):
            if not changes:
                continue
            for name in ("sha256", "size", "path"):
                each.pop(name, None)
            each.update(changes)
        kept.append(each)
    manifest["requirements"] = kept
    (dump / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def judged(eks: Path, dump: Path) -> dict[str, Any]:
    """What some rules come to; nothing where no profile applies."""
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(dump))
    assets = evaluate_fleet(options, (str(dump),), ("cis-1.8",), NOW).fleet.assets
    found = {rule.short_id: rule.outcome for each in assets for rule in each.outline.rules}
    return {name: str(found[name]) for name in (AWS, KUBERNETES) if name in found}


def other_version(dump: Path) -> None:
    """An API server that is none of EKS."""
    file = dump / "kubernetes-api-resources/version"
    file.write_text(json.dumps({"gitVersion": "v1.33.1"}), encoding="utf-8")
    manifest = json.loads((dump / "manifest.json").read_bytes())
    for each in manifest["requirements"]:
        if each["key"] == "/version":
            each.pop("sha256", None)
            each.pop("size", None)
    (dump / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_where_the_version_was_refused_aws_tells(eks: Path, cluster: Path) -> None:
    alter(cluster, "/version", status="forbidden", code="403")
    assert judged(eks, cluster) == {AWS: "fail", KUBERNETES: "fail"}


def test_what_aws_alone_was_asked_is_judged_as_far_as_it_goes(eks: Path, cluster: Path) -> None:
    alter(cluster, "kubernetes")
    assert judged(eks, cluster) == {AWS: "fail", KUBERNETES: "unknown"}


def test_where_aws_was_not_asked_the_version_decides(eks: Path, cluster: Path) -> None:
    alter(cluster, "aws")
    assert judged(eks, cluster) == {AWS: "unknown", KUBERNETES: "fail"}
    other_version(cluster)
    assert judged(eks, cluster) == {}


def test_where_neither_tells_it_is_unknown(eks: Path, cluster: Path) -> None:
    alter(cluster, "kubernetes", status="forbidden", code="403")
    alter(cluster, "aws", status="forbidden", code="AccessDenied")
    assert judged(eks, cluster) == {AWS: "unknown", KUBERNETES: "unknown"}


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        (("aws-api-resources", "kubernetes-api-resources"), "true"),
        (("aws-api-resources",), "true"),
        (("kubernetes-api-resources",), "true"),
        ((), "false"),
    ],
)
def test_oscap_takes_a_tree_for_the_same(
    oscap: str, eks: Path, tmp_path: Path, tree: tuple[str, ...], told: str
) -> None:
    (tmp_path / "tree/etc").mkdir(parents=True)
    for name in tree:
        shutil.copytree(SAMPLE / name, tmp_path / "tree" / name)
    definition, document = "oval:ssg-installed_app_is_eks:def:1", str(eks / "ssg-eks-cpe-oval.xml")
    ours = judge(EvaluateOptions(document, str(tmp_path / "tree"), definitions=(definition,)), NOW)
    assert isinstance(ours, JudgedDefinitions)
    assert [str(each.result) for each in ours.results.definitions if each.definition_id == definition] == [told]
    done = ask([oscap, "oval", "eval", "--id", definition, document], tmp_path / "tree")
    assert f"Definition {definition}: {told}" in done.stdout
