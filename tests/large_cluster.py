"""A large cluster for the stand-in: pods as fat as real ones, namespaces, nodes with their kubelets."""

from typing import Any

from kubernetes_answers import Listed
from kubernetes_api import Cluster
from trees import BAD, GOOD
from whole_cluster import node

TEMPLATE = {"template": {"spec": {"containers": [{"name": "app", "image": "web:1"}]}}}
RULE = {"apiGroups": [""], "resources": ["configmaps"], "verbs": ["get"]}


def large_cluster(pods: int = 5000, namespaces: int = 300, nodes: int = 200) -> Cluster:
    """So many of each; some pods are privileged or use the host's network, and one kubelet lets anybody in."""
    cluster = Cluster()
    spread = [f"team-{n}" for n in range(namespaces)]
    made = {
        "/api/v1/pods": ("Pod", [pod(n, n % namespaces, n % nodes) for n in range(pods)]),
        "/api/v1/namespaces": ("Namespace", [{"metadata": {"name": each}} for each in spread]),
        "/api/v1/nodes": ("Node", [_node(n) for n in range(nodes)]),
        "/api/v1/serviceaccounts": ("ServiceAccount", _in_each(spread, "default")),
        "/api/v1/services": ("Service", _in_each(spread, "web")),
        "/apis/networking.k8s.io/v1/networkpolicies": ("NetworkPolicy", _in_each(spread, "deny")),
        "/apis/rbac.authorization.k8s.io/v1/roles": ("Role", _in_each(spread, "own", rules=[RULE])),
        "/apis/rbac.authorization.k8s.io/v1/rolebindings": ("RoleBinding", _in_each(spread, "own", subjects=[])),
        "/apis/rbac.authorization.k8s.io/v1/clusterroles": ("ClusterRole", []),
        "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings": ("ClusterRoleBinding", []),
        "/apis/apps/v1/deployments": ("Deployment", _in_each(spread, "app", spec=TEMPLATE)),
        "/apis/apps/v1/replicasets": ("ReplicaSet", _in_each(spread, "app-5d9c", spec=TEMPLATE)),
    }
    for path, (kind, items) in made.items():
        cluster.lists[path] = Listed(kind, path.split("/", 2)[2].rpartition("/")[0], items)
    for number in range(nodes):
        found = {**(BAD if number == 77 else GOOD), "clusterDNS": ["10.0.0.10"], "more": "x" * 3000}
        cluster.objects[f"/api/v1/nodes/ip-{number}/proxy/configz"] = {"kubeletconfig": found}
    return cluster


def _in_each(namespaces: list[str], name: str, **more: Any) -> list[dict[str, Any]]:
    """An object of a name in each namespace."""
    return [{"metadata": {"name": name, "namespace": each}, **more} for each in namespaces]


def _node(number: int) -> dict[str, Any]:
    """A node with its images, which are most of a real one."""
    made = node(f"ip-{number}", number)
    images = [{"names": [f"repository.example/{'x' * 60}:{n}"], "sizeBytes": 1} for n in range(50)]
    made["status"]["images"] = images
    return made


def pod(number: int, namespace: int, node: int) -> dict[str, Any]:
    """About 4 KB of pod."""
    fields = {f"f:label{n}": {f"f:part{m}": {} for m in range(6)} for n in range(12)}
    return {
        "metadata": {
            "name": f"pod-{number}",
            "namespace": f"team-{namespace}",
            "labels": {"pod-template-hash": "5d9c"} | {f"label{n}": f"value{n}" for n in range(8)},
            "ownerReferences": [{"kind": "ReplicaSet", "name": "app-5d9c", "controller": True}],
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
