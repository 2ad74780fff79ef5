"""Manifests for collecting on every node of a cluster, or through `kubectl debug`, with as few rights as it takes.

Nothing runs by itself: the pod waits, and `kubectl exec` starts the collector in it and takes its archive along. It can
read the node's files, whosever they are, and write none; it has no token for the API.
"""

from collections.abc import Iterable
from shlex import quote
from typing import Any

from scapkit.collect.need import Need

KINDS = ("daemonset", "debug")
NAME = "scapkit-node"
HOST = "/host"
_LABELS = {"app.kubernetes.io/name": NAME}
_WAIT = ("sleep", "infinity")
_OF_THE_NETWORK = ("unix:sysctl",)
_ON_BOTTLEROCKET = """# On Bottlerocket, SELinux lets containers read little of the node. Add to the securityContext:
#   seLinuxOptions: {user: system_u, role: system_r, type: super_t, level: s0}
"""
_DAEMONSET = f"""# scapkit on every node of the cluster. Apply it, then take an archive from each pod:
#
#   kubectl apply -f this.yml
#   kubectl -n {NAME} rollout status daemonset/{NAME}
#   for pod in $(kubectl -n {NAME} get pods -l app.kubernetes.io/name={NAME} -o name); do
#     node=$(kubectl -n {NAME} get "$pod" -o jsonpath='{{.spec.nodeName}}')
#     kubectl -n {NAME} exec -i "$pod" -- scapkit collect node - --profile PROFILE --root {HOST} --output - \\
#       < DATASTREAM > "$node.tar.gz"
#   done
#   kubectl delete -f this.yml
#
{_ON_BOTTLEROCKET}"""
_DEBUG = f"""# What `kubectl debug` should make of its container (kubectl 1.31 and later), for one node:
#
#   kubectl debug node/NODE --quiet -i --image=IMAGE --profile=general --custom=this.yml -- \\
#     scapkit collect node - --name NODE --profile PROFILE --root {HOST} --output - < DATASTREAM > NODE.tar.gz
#   kubectl get pods -o name | grep node-debugger- | xargs kubectl delete
#
{_ON_BOTTLEROCKET}"""


def node_manifest(kind: str, image: str, needs: Iterable[Need], profile: str = "", content: str = "") -> bytes:
    """YAML for one of KINDS; the needs decide whether it is in the node's network, without which it sees its own.

    Profile and content are put into the commands of the comment.
    """
    import yaml

    in_network = any(need.kind == "fact" and need.key in _OF_THE_NETWORK for need in needs)
    head, documents = (_DAEMONSET, _daemonset(image, in_network)) if kind == "daemonset" else (_DEBUG, (_debugged(),))
    for word, given in (("PROFILE", profile), ("DATASTREAM", content)):
        head = head.replace(word, quote(given) if given.isprintable() and given else word)
    return (head + yaml.safe_dump_all(documents, sort_keys=False)).encode()


def _daemonset(image: str, in_network: bool) -> tuple[dict[str, Any], ...]:
    namespace = {
        "apiVersion": "v1",
        "kind": "Namespace",
        # a node's files may be mounted at this level of the Pod Security Standards alone
        "metadata": {"name": NAME, "labels": {"pod-security.kubernetes.io/enforce": "privileged"}},
    }
    account = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": NAME, "namespace": NAME},
        "automountServiceAccountToken": False,
    }
    silence = {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": NAME, "namespace": NAME},
        "spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]},
    }
    pods = {
        "apiVersion": "apps/v1",
        "kind": "DaemonSet",
        "metadata": {"name": NAME, "namespace": NAME, "labels": dict(_LABELS)},
        "spec": {
            "selector": {"matchLabels": dict(_LABELS)},
            "template": {"metadata": {"labels": dict(_LABELS)}, "spec": _pod(image, in_network)},
        },
    }
    return namespace, account, silence, pods


def _pod(image: str, in_network: bool) -> dict[str, Any]:
    container = {"name": "collector", "image": image, "command": list(_WAIT), **_container()}
    return {
        "serviceAccountName": NAME,
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "hostNetwork": in_network,
        "hostPID": False,
        "hostIPC": False,
        "nodeSelector": {"kubernetes.io/os": "linux"},
        "tolerations": [{"operator": "Exists"}],
        "terminationGracePeriodSeconds": 1,
        "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}},
        "containers": [container],
        "volumes": [
            {"name": "host", "hostPath": {"path": "/", "type": "Directory"}},
            # in memory, so that nothing is written to the node's disk
            {"name": "archive", "emptyDir": {"medium": "Memory", "sizeLimit": "512Mi"}},
        ],
    }


def _container() -> dict[str, Any]:
    return {
        "env": [{"name": "NODE_NAME", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}],
        "securityContext": _rights(),
        "resources": {
            "requests": {"cpu": "10m", "memory": "64Mi"},
            "limits": {"cpu": "500m", "memory": "768Mi"},
        },
        "volumeMounts": [
            {"name": "host", "mountPath": HOST, "readOnly": True, "recursiveReadOnly": "IfPossible"},
            {"name": "archive", "mountPath": "/tmp"},  # noqa: S108
        ],
    }


def _rights() -> dict[str, Any]:
    """Root without any of its powers but one: to read what it does not own."""
    return {
        "runAsUser": 0,
        "runAsGroup": 0,
        "privileged": False,
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"], "add": ["DAC_READ_SEARCH"]},
    }


def _debugged() -> dict[str, Any]:
    """Kubectl mounts the node's root itself, as the volume `host-root`; an archive has no place but /dev/shm."""
    return {
        "env": [{"name": "TMPDIR", "value": "/dev/shm"}],  # noqa: S108
        "securityContext": _rights(),
        "volumeMounts": [{"name": "host-root", "mountPath": HOST, "readOnly": True}],
    }
