"""What is collected of clusters of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from aws_accounts import ACCOUNT, NODE_SCRIPT, PULL_ONLY, cluster
from aws_collected import Collected, collected, options, signed
from aws_overlay import Overlay
from scapkit.collect.aws.names import argument


@pytest.fixture(scope="module")
def shop(overlay: Overlay, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collected]:
    """A cluster with managed nodes and all that belongs to it."""
    cluster(overlay)
    with pytest.MonkeyPatch.context() as patch:
        signed(patch)
        yield collected(options(overlay), tmp_path_factory.mktemp("shop"))


def test_nothing_is_missing_of_a_whole_cluster(shop: Collected) -> None:
    lacking = {key: each["status"] for key, each in shop.requirements.items() if each["status"] != "collected"}
    issuer = next(key for key in lacking if key.startswith("iam/GetOpenIDConnectProvider/"))
    assert lacking == {
        issuer: "not-found",
        "ecr/GetRegistryPolicy": "not-found",
        "ecr/GetRepositoryPolicy/team%2Fapi": "not-found",
        "eks/DescribeFargateProfile/shop": "not-found",
        "elbv2/DescribeRules": "not-found",
    }


def test_answers_are_those_of_the_api(shop: Collected) -> None:
    assert shop.answer("eks/DescribeCluster/shop")["cluster"]["name"] == "shop"
    assert shop.answer("eks/DescribeAddon/shop/vpc-cni")["addon"]["createdAt"] == "2026-11-20T09:00:00Z"
    assert shop.answer("eks/ListNodegroups/shop") == {"nodegroups": ["batch", "general"]}
    assert shop.answer("eks/DescribeNodegroup/shop/batch")["nodegroup"]["nodegroupName"] == "batch"
    assert shop.answer("ecr/GetRepositoryPolicy/web")["repositoryName"] == "web"
    assert shop.answer("logs/DescribeLogGroups/shop")["logGroups"][0]["logGroupName"] == "/aws/eks/shop/cluster"
    assert shop.answer("inspector2/BatchGetAccountStatus")["accounts"][0]["accountId"] == ACCOUNT
    assert len(shop.keys("guardduty/GetDetector/")) == 1


def test_roles_come_with_their_policies_those_of_aws_too(shop: Collected) -> None:
    assert shop.keys("iam/GetRole/") == ["iam/GetRole/shop-cluster", "iam/GetRole/shop-node", "iam/GetRole/shop-pods"]
    assert shop.answer("iam/GetRolePolicy/shop-node/own%3Ded")["PolicyDocument"]["Statement"][0]["Action"] == "ecr:*"
    [version] = shop.keys(f"iam/GetPolicyVersion/{argument(PULL_ONLY)}/")
    assert shop.answer(version)["PolicyVersion"]["Document"]["Statement"]


def test_only_what_belongs_to_the_cluster_is_looked_into(shop: Collected) -> None:
    [reservation] = shop.answer("ec2/DescribeInstances/shop")["Reservations"]
    assert [tag["Key"] for tag in reservation["Instances"][0]["Tags"]] == ["kubernetes.io/cluster/shop"]
    [listener] = shop.keys("elbv2/DescribeListeners/")
    assert "%2Fours%2F" in listener
    names = {each["LoadBalancerName"] for each in shop.answer("elbv2/DescribeLoadBalancers")["LoadBalancers"]}
    assert names == {"ours", "theirs"}
    assert shop.answer("elb/DescribeTags/1")["TagDescriptions"][0]["Tags"][0]["Key"] == "kubernetes.io/cluster/shop"
    vpc = shop.answer("eks/DescribeCluster/shop")["cluster"]["resourcesVpcConfig"]["vpcId"]
    assert len(shop.answer(f"ec2/DescribeSubnets/{vpc}")["Subnets"]) == 1


def test_scripts_of_launch_templates_are_not_kept(shop: Collected) -> None:
    [template] = shop.keys("ec2/DescribeLaunchTemplateVersions/")
    assert "ImageId" in shop.answer(template)["LaunchTemplateVersions"][0]["LaunchTemplateData"]
    assert NODE_SCRIPT.encode() not in shop.whole()


def test_answers_are_the_same_bytes_each_time(
    shop: Collected, overlay: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    again = collected(options(overlay), tmp_path)
    assert (again.folder / "manifest.json").read_bytes() == (shop.folder / "manifest.json").read_bytes()
    assert again.whole().replace(bytes(again.folder), b"") == shop.whole().replace(bytes(shop.folder), b"")
