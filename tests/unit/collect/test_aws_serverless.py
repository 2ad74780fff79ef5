"""A cluster without node groups: Fargate, and nodes that AWS manages by itself (Auto Mode)."""

from pathlib import Path

import pytest

from aws_accounts import client, cluster, role
from aws_collected import collected, options, signed
from aws_overlay import Overlay, Patch


@pytest.fixture(scope="module")
def serverless(overlay: Overlay) -> Overlay:
    """The cluster."""
    cluster(overlay, "lambda", nodegroups=())
    pods, auto = role(overlay.url, "fargate-pods"), role(overlay.url, "auto-node")
    client(overlay.url, "eks").create_fargate_profile(
        clusterName="lambda", fargateProfileName="all", podExecutionRoleArn=pods, selectors=[{"namespace": "all"}]
    )
    overlay.replies["eks:DescribeCluster"] = Patch(
        {"cluster": {"computeConfig": {"enabled": True, "nodeRoleArn": auto}}}
    )
    return overlay


def test_a_cluster_without_node_groups_has_its_fargate_profiles_and_the_role_of_auto_mode(
    serverless: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    found = collected(options(serverless, "lambda"), tmp_path)
    assert found.answer("eks/DescribeFargateProfile/lambda/all")["fargateProfile"]["selectors"] == [
        {"namespace": "all"}
    ]
    assert found.status("eks/DescribeNodegroup/lambda") == "not-found"
    assert found.status("iam/GetInstanceProfile") == "not-found"
    assert found.status("ec2/DescribeLaunchTemplateVersions") == "not-found"
    roles = {key.rpartition("/")[2] for key in found.keys("iam/ListAttachedRolePolicies/")}
    assert roles == {"auto-node", "fargate-pods", "lambda-cluster", "lambda-pods"}
