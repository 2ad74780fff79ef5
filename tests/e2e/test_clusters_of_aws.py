"""Clusters of several kinds, collected from both APIs over HTTP as a user would, and what the profile says of each."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aws_accounts import ACCOUNT, REGION, WHEN, client
from aws_collected import signed
from aws_overlay import Overlay, Patch, Refusal, Reply
from collected_cluster import Place
from kubeconfigs import kubeconfig
from kubernetes_answers import Listed
from kubernetes_api import Cluster
from outcomes import outcomes
from shared import Run

PROFILE = "cis-1.8"
RULES = (
    "audit_logging",
    "audit_log_retention",
    "cluster_access_entries",
    "cluster_access_admins",
    "iam_integration",
    "secret_encryption",
    "control_plane_access",
    "endpoint_configuration",
    "configure_network_policy",
)
ADMIN, DEVELOPER = (f"arn:aws:iam::{ACCOUNT}:role/{name}" for name in ("admin", "developer"))
USER = f"arn:aws:iam::{ACCOUNT}:user/ann"
CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps"
PRIVATE = {"endpointPublicAccess": False, "endpointPrivateAccess": True}
CONTROLLED = {"enable-network-policy-controller": "true"}
ALL = ["api", "audit", "authenticator", "controllerManager", "scheduler"]


class Kind(NamedTuple):
    """A cluster: how it was made, what moto does not know of it, and what it has."""

    endpoints: Mapping[str, Any]
    logged: tuple[str, ...] = ()
    days: int | None = None
    key: str = ""
    more: Mapping[str, Any] = {}
    addon: str | None = None
    admins: tuple[str, ...] = ()
    maps: Mapping[str, Mapping[str, str]] = {}
    argument: str = "--enable-network-policy=false"
    nodes: int = 2


KINDS = {
    "hard": Kind(
        PRIVATE,
        ("audit",),
        365,
        "customer",
        {"accessConfig": {"authenticationMode": "API"}},
        '{"enableNetworkPolicy":"true"}',
        maps={"amazon-vpc-cni": CONTROLLED},
        argument="--enable-network-policy=true",
    ),
    "new": Kind(
        {"endpointPublicAccess": True, "endpointPrivateAccess": False, "publicAccessCidrs": ["0.0.0.0/0"]},
        more={"accessConfig": {"authenticationMode": "API_AND_CONFIG_MAP"}},
        addon="",
        admins=(ADMIN,),
    ),
    "auto": Kind(
        {"endpointPublicAccess": True, "endpointPrivateAccess": True, "publicAccessCidrs": ["203.0.113.0/24"]},
        ("api", "audit"),
        14,
        "doomed",
        {"accessConfig": {"authenticationMode": "API"}, "computeConfig": {"enabled": True, "nodePools": ["system"]}},
        maps={"amazon-vpc-cni": CONTROLLED},
        admins=(USER,),
        nodes=0,
    ),
    "old": Kind(
        PRIVATE,
        ("api",),
        more={"accessConfig": {"authenticationMode": "CONFIG_MAP"}},
        maps={
            "aws-auth": {"mapUsers": f"- userarn: {USER}\n  username: ann\n  groups: [system:masters]\n"},
            "amazon-vpc-cni": CONTROLLED,
        },
        argument="--enable-network-policy=true",
    ),
}
WANT = {
    "hard": ["pass"] * 9,
    "new": ["fail", "fail", "pass", "fail", "pass", "fail", "fail", "fail", "fail"],
    "auto": ["pass", "fail", "pass", "fail", "fail", "fail", "pass", "fail", "pass"],
    "old": ["fail", "fail", "fail", "fail", "fail", "fail", "pass", "pass", "pass"],
}


@pytest.fixture(scope="module")
def account(overlay: Overlay) -> Overlay:
    """An account with a cluster of each kind."""
    for name, kind in KINDS.items():
        _made(overlay.url, name, kind)
    overlay.replies.update(
        {
            "eks:DescribeCluster": lambda asked: Patch({"cluster": KINDS[asked["name"]].more}),
            "eks:ListAddons": lambda asked: {"addons": [] if KINDS[asked["name"]].addon is None else ["vpc-cni"]},
            "eks:DescribeAddon": _addon,
            "eks:ListAccessEntries": lambda asked: {"accessEntries": [DEVELOPER, *KINDS[asked["name"]].admins]},
            "eks:ListAssociatedAccessPolicies": _policies,
            "eks:ListIdentityProviderConfigs": {"identityProviderConfigs": []},
        }
    )
    return overlay


def _made(url: str, name: str, kind: Kind) -> None:
    """What moto knows of the cluster."""
    encryption = [{"resources": ["secrets"], "provider": {"keyArn": _key(url, kind)}}] if kind.key else []
    rest = [each for each in ALL if each not in kind.logged]
    entries = [{"types": list(kind.logged), "enabled": True}, {"types": rest, "enabled": False}]
    client(url, "eks").create_cluster(
        name=name,
        roleArn=f"arn:aws:iam::{ACCOUNT}:role/cluster",
        resourcesVpcConfig={"subnetIds": ["subnet-1"], **kind.endpoints},
        logging={"clusterLogging": [each for each in entries if each["types"]]},
        encryptionConfig=encryption,
    )
    if kind.days:
        logs, group = client(url, "logs"), f"/aws/eks/{name}/cluster"
        logs.create_log_group(logGroupName=group)
        logs.put_retention_policy(logGroupName=group, retentionInDays=kind.days)


def _key(url: str, kind: Kind) -> str:
    kms = client(url, "kms")
    made = kms.create_key()["KeyMetadata"]
    if kind.key == "doomed":
        kms.schedule_key_deletion(KeyId=made["KeyId"], PendingWindowInDays=7)
    return str(made["Arn"])


def _addon(asked: Mapping[str, str]) -> Reply:
    values = {"configurationValues": KINDS[asked["name"]].addon} if KINDS[asked["name"]].addon else {}
    arn = f"arn:aws:eks:{REGION}:{ACCOUNT}:addon/{asked['name']}/vpc-cni/1"
    return {"addon": {"addonName": asked["addonName"], "addonArn": arn, "createdAt": WHEN, **values}}


def _policies(asked: Mapping[str, str]) -> Reply:
    admin = asked["principalArn"] != DEVELOPER
    policy = f"arn:aws:eks::aws:cluster-access-policy/AmazonEKS{'ClusterAdmin' if admin else 'View'}Policy"
    given = [{"policyArn": policy, "accessScope": {"type": "cluster", "namespaces": []}}]
    return {
        "clusterName": asked["name"],
        "principalArn": asked["principalArn"],
        "associatedAccessPolicies": given,
    }


@pytest.fixture
def collected(
    account: Overlay, cluster: Cluster, place: Place, eks: Path, scapkit: Run, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """A function from a kind's name to the dump with its answers of both APIs."""
    signed(monkeypatch)
    (place.folder / "kubeconfig").write_text(kubeconfig(place.server.url, place.authority), encoding="utf-8")

    def collect(name: str) -> Path:
        _served(cluster, KINDS[name])
        folder, content = place.folder / name, (eks / "ssg-eks-ds.xml", "--profile", PROFILE)
        who = ("--kubeconfig", place.folder / "kubeconfig", "--name", name, "--output", folder)
        assert scapkit("collect", "kubernetes", *content, *who).returncode == 0
        where = ("--cluster", name, "--region", REGION, "--endpoint-url", account.url)
        assert scapkit("collect", "aws", *content, *where, "--output", folder, "--resume").returncode in (0, 2)
        return folder

    yield collect


def _served(cluster: Cluster, kind: Kind) -> None:
    """What the Kubernetes API serves of the cluster."""
    agent = {"name": "aws-eks-nodeagent", "image": "amazon/aws-network-policy-agent:v1.2.7", "args": [kind.argument]}
    containers = [{"name": "aws-node", "image": "amazon-k8s-cni:v1.20.4"}, agent]
    daemon = {
        "metadata": {"name": "aws-node", "namespace": "kube-system"},
        "spec": {"template": {"spec": {"containers": containers}}},
        "status": {"desiredNumberScheduled": kind.nodes, "numberReady": kind.nodes, "numberAvailable": kind.nodes},
    }
    cluster.lists["/apis/apps/v1/daemonsets"] = Listed("DaemonSet", "apps/v1", [daemon])
    for name, data in kind.maps.items():
        made = {"metadata": {"name": name, "namespace": "kube-system"}, "data": data}
        cluster.objects[f"{CONFIG_MAPS}/{name}"] = {"kind": "ConfigMap", "apiVersion": "v1", **made}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_kind_of_cluster_is_judged_from_what_both_apis_answer(collected: Any, eks: Path, name: str) -> None:
    found = outcomes(eks, collected(name), PROFILE)
    assert {rule: found[rule] for rule in RULES} == dict(zip(RULES, WANT[name], strict=True))


def test_a_hardened_cluster_is_not_known_where_aws_refuses(
    account: Overlay, collected: Any, eks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    denied = Refusal("AccessDeniedException", "not you", 403)
    for name in ("eks:ListAccessEntries", "eks:ListAddons", "kms:DescribeKey", "logs:DescribeLogGroups"):
        monkeypatch.setitem(account.replies, name, denied)
    found = outcomes(eks, collected("hard"), PROFILE)
    want = ["pass", "unknown", "pass", "unknown", "unknown", "unknown", "pass", "pass", "unknown"]
    assert {rule: found[rule] for rule in RULES} == dict(zip(RULES, want, strict=True))
