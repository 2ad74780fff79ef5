"""A large cluster for the stand-in: pods as fat as real ones, namespaces, nodes with their kubelets."""

from typing import Any

from kubernetes_answers import Listed
from kubernetes_api import Cluster


def large_cluster(pods: int = 5000, namespaces: int = 300, nodes: int = 200) -> Cluster:
    """So many of each; some pods are privileged or use the host's network."""
    cluster = Cluster()
    cluster.lists["/api/v1/pods"] = Listed("Pod", "v1", [pod(n, n % namespaces, n % nodes) for n in range(pods)])
    cluster.lists["/api/v1/namespaces"] = Listed(
        "Namespace", "v1", [{"metadata": {"name": f"team-{n}"}} for n in range(namespaces)]
    )
    cluster.lists["/apis/networking.k8s.io/v1/networkpolicies"] = Listed(
        "NetworkPolicy",
        "networking.k8s.io/v1",
        [{"metadata": {"name": "deny", "namespace": f"team-{n}"}} for n in range(namespaces)],
    )
    cluster.lists["/api/v1/nodes"] = Listed(
        "Node", "v1", [{"metadata": {"name": f"ip-{n}"}, "status": {"images": ["x" * 60] * 50}} for n in range(nodes)]
    )
    for number in range(nodes):
        configz = {"kubeletconfig": {"readOnlyPort": 0, "clusterDNS": ["10.0.0.10"], "more": "x" * 3000}}
        cluster.objects[f"/api/v1/nodes/ip-{number}/proxy/configz"] = configz
    return cluster


def pod(number: int, namespace: int, node: int) -> dict[str, Any]:
    """About 4 KB of pod."""
    fields = {f"f:label{n}": {f"f:part{m}": {} for m in range(6)} for n in range(12)}
    return {
        "metadata": {
            "name": f"pod-{number}",
            "namespace": f"team-{namespace}",
            "labels": {f"label{n}": f"value{n}" for n in range(8)},
            "managedFields": [{"manager": "kubelet", "operation": "Update", "fieldsV1": fields}],
        },
        "spec": {
            "nodeName": f"ip-{node}",
            "hostNetwork": number % 500 == 0,
            "containers": [container(name, number) for name in ("app", "sidecar")],
        },
        "status": {
            "phase": "Running",
            "conditions": [{"type": each, "status": "True"} for each in ("Ready", "Initialized")],
        },
    }


def container(name: str, number: int) -> dict[str, Any]:
    """A container of a pod."""
    return {
        "name": name,
        "image": f"123456789012.dkr.ecr.eu-central-1.amazonaws.com/{name}:v{number % 7}",
        "env": [{"name": f"VARIABLE_{n}", "value": "x" * 20} for n in range(12)],
        "securityContext": {"privileged": number % 700 == 0, "runAsNonRoot": True},
        "resources": {"requests": {"cpu": "100m", "memory": "128Mi"}, "limits": {"memory": "1Gi"}},
    }
