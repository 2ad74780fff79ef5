"""A cluster of EKS for the stand-in, with nodes of every kind, and the command that collects it."""

import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from aws_accounts import REGION
from aws_overlay import Overlay
from collected_cluster import Place
from kubeconfigs import kubeconfig
from kubernetes_answers import Listed
from kubernetes_api import Cluster
from trees import GOOD

NODES = "/api/v1/nodes"
NAMESPACES, POLICIES = "/api/v1/namespaces", "/apis/networking.k8s.io/v1/networkpolicies"
GENERAL = "ip-10-0-1-2.eu-central-1.compute.internal"
BATCH = "ip-10-0-1-3.eu-central-1.compute.internal"
SERVERLESS = "fargate-ip-10-0-1-9.eu-central-1.compute.internal"


def configz(name: str) -> str:
    """Where a kubelet's configuration is asked for."""
    return f"{NODES}/{name}/proxy/configz"


def node(name: str, number: int = 2, labels: dict[str, str] | None = None, ready: str = "True") -> dict[str, Any]:
    """A node object as EKS has it."""
    info = {"osImage": "Amazon Linux 2023.9", "kubeletVersion": "v1.31.4-eks-2d5f260", "kernelVersion": "6.1"}
    return {
        "metadata": {"name": name, "labels": labels or {"eks.amazonaws.com/nodegroup": "general"}},
        "spec": {"providerID": f"aws:///eu-central-1a/i-0abc{number:04}"},
        "status": {
            "addresses": [{"type": "InternalIP", "address": f"10.0.1.{number % 250}"}],
            "nodeInfo": {**info, "operatingSystem": "linux", "architecture": "amd64"},
            "conditions": [{"type": "Ready", "status": ready}],
        },
    }


def fill(cluster: Cluster) -> Cluster:
    """Two nodes on EC2, one on Fargate, and two namespaces of which one has no network policy."""
    names = ("default", "kube-system", "orders", "shop")
    cluster.lists[NAMESPACES] = Listed("Namespace", "v1", [{"metadata": {"name": each}} for each in names])
    policy = {"metadata": {"name": "deny", "namespace": "shop"}, "spec": {"podSelector": {}}}
    cluster.lists[POLICIES] = Listed("NetworkPolicy", "networking.k8s.io/v1", [policy])
    serverless = node(SERVERLESS, 9, {"eks.amazonaws.com/compute-type": "fargate"})
    cluster.lists[NODES] = Listed("Node", "v1", [node(GENERAL, 2), node(BATCH, 3), serverless])
    for name in (GENERAL, BATCH):
        cluster.objects[configz(name)] = {"kubeletconfig": GOOD}
    return cluster


def words(
    datastream: Path,
    place: Place,
    overlay: Overlay,
    *more: str | Path,
    output: str = "shop",
    name: str = "shop",
    profile: str = "cis",
) -> list[str]:
    """`scapkit collect eks` over both stand-ins, into a folder of the place."""
    file = place.folder / "kubeconfig"
    if not file.exists():
        file.write_text(kubeconfig(place.server.url, place.authority), encoding="utf-8")
    given = ["--cluster", name, "--region", REGION, "--endpoint-url", overlay.url, "--kubeconfig", str(file)]
    return [
        *("collect", "eks", str(datastream), "--profile", profile),
        *given,
        *("--output", str(place.folder / output)),
        *map(str, more),
    ]


def wait_for(path: str, place: Place, running: "subprocess.Popen[Any]") -> None:
    """Wait until a running collection has this answer; its journal comes and goes with the parts of the cluster."""
    journal, until, had = place.folder / "shop/cluster/journal.jsonl", time.monotonic() + 60, b""
    while path.encode() not in had:
        assert time.monotonic() < until and running.poll() is None
        time.sleep(0.02)
        with suppress(FileNotFoundError):
            had = journal.read_bytes()
