"""The Kubernetes API that is asked must be that of the cluster that AWS tells of."""

import json
from pathlib import Path

import pytest

from scapkit.collect.eks.collect import check_endpoint
from scapkit.collect.writer import DumpWriter
from scapkit.model.dump import Asset
from scapkit.problem import Invalid
from shared import NOW

OURS = "https://ABC.gr7.eu-central-1.eks.amazonaws.com"
KEY = "123456789012/eu-central-1/eks/DescribeCluster/shop"


def dump(folder: Path, answer: object = None) -> Path:
    """What AWS told, and what a filter made of it."""
    writer = DumpWriter(folder / "cluster", Asset("shop", "eks-cluster"), "test", NOW)
    writer.answer("aws", f"{KEY}#{'0' * 64}.json", f"aws-api-resources/{KEY}#{'0' * 64}.json", b"[]")
    data = json.dumps({"cluster": {"endpoint": OURS}} if answer is None else answer).encode()
    writer.answer("aws", f"{KEY}.json", f"aws-api-resources/{KEY}.json", data)
    writer.finish(NOW)
    return folder / "cluster"


def test_another_cluster_s_endpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="other-asset"):
        check_endpoint("https://DEF.gr7.eu-central-1.eks.amazonaws.com", dump(tmp_path))


@pytest.mark.parametrize("server", [OURS, OURS.lower(), "https://bastion.example:6443", "https://127.0.0.1"])
def test_its_own_endpoint_and_a_way_round_are_taken(tmp_path: Path, server: str) -> None:
    check_endpoint(server, dump(tmp_path))


@pytest.mark.parametrize("answer", [{}, {"cluster": {}}, {"cluster": {"endpoint": None}}])
def test_where_aws_does_not_tell_there_is_nothing_to_compare(tmp_path: Path, answer: object) -> None:
    check_endpoint("https://DEF.gr7.eu-central-1.eks.amazonaws.com", dump(tmp_path, answer))
