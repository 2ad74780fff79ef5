"""Clusters of two kinds, collected over HTTP from both APIs as a user does it, and judged by CIS EKS 1.8.0."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from aws_collected import signed
from aws_kinds import closed, opened
from aws_moto import empty
from aws_overlay import Overlay, Refusal, overlaid
from collected_cluster import Place
from kubernetes_answers import Listed
from kubernetes_api import Cluster
from outcomes import outcomes
from shared import Run
from whole_cluster import fill, words

RULES = (
    "private_nodes",
    "image_scanning",
    "registry_access",
    "read_only_registry_access",
    "dedicated_service_accounts",
    "configure_tls",
)
KINDS = {
    "/api/v1/pods": "Pod",
    "/api/v1/services": "Service",
    "/api/v1/serviceaccounts": "ServiceAccount",
    "/apis/networking.k8s.io/v1/ingresses": "Ingress",
}


@pytest.fixture
def account(moto: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> Iterator[Overlay]:
    """An account of AWS without anything."""
    signed(monkeypatch)
    empty(moto)
    with overlaid(moto) as made:
        yield made


@pytest.fixture
def filled(cluster: Cluster) -> Cluster:
    """The cluster as Kubernetes has it: private nodes, and no workload of anybody's."""
    for path, kind in KINDS.items():
        cluster.lists[path] = Listed(kind, "networking.k8s.io/v1" if kind == "Ingress" else "v1", [])
    return fill(cluster)


def judged(scapkit: Run, eks: Path, place: Place, account: Overlay) -> dict[str, str]:
    """What the rules come to after a collection."""
    given = words(eks / "ssg-eks-ds.xml", place, account)
    done = scapkit(*("cis-1.8" if each == "cis" else each for each in given))
    assert done.returncode in (0, 2), done.stderr
    found = outcomes(eks, place.folder / "shop/cluster", "cis-1.8")
    return {rule: found[rule] for rule in RULES}


def test_a_cluster_that_is_open_fails(scapkit: Run, eks: Path, place: Place, account: Overlay, filled: Cluster) -> None:
    opened(account)
    assert judged(scapkit, eks, place, account) == dict.fromkeys(RULES, "fail")


def test_a_cluster_as_it_should_be_passes(
    scapkit: Run, eks: Path, place: Place, account: Overlay, filled: Cluster
) -> None:
    closed(account)
    assert judged(scapkit, eks, place, account) == dict.fromkeys(RULES, "pass")


def test_what_one_refusal_leaves_open_is_unknown_and_no_more(
    scapkit: Run, eks: Path, place: Place, account: Overlay, filled: Cluster
) -> None:
    closed(account)
    for call in ("ec2:DescribeRouteTables", "ecr:DescribeRepositories", "iam:GetPolicyVersion"):
        account.replies[call] = Refusal(
            "AccessDenied" if call.startswith("iam") else "AccessDeniedException", "no", 403
        )
    open_ones = dict.fromkeys(
        ("private_nodes", "image_scanning", "registry_access", "read_only_registry_access"), "unknown"
    )
    assert judged(scapkit, eks, place, account) == {**dict.fromkeys(RULES, "pass"), **open_ones}
