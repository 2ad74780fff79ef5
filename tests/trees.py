"""Plain trees of an EKS cluster and node, good, bad, mixed and nearly empty: what oscap gets as OSCAP_PROBE_ROOT."""

import json
import os
from pathlib import Path
from typing import Any

KUBELET = "tmp/runtime/openscap-kubeletconfig"
CONFIG = "etc/kubernetes/kubelet/kubelet-config.json"
KUBECONFIG = "var/lib/kubelet/kubeconfig"
POLICIES = (
    "kubernetes-api-resources/apis/networking.k8s.io/v1/networkpolicies"
    "#7400bb301fff2f7fc7b1b0fb7448b8e3f15222a8d23f992204315b19eeefa72f"
)
NAMESPACES = (
    "kubernetes-api-resources/api/v1/namespaces#f673748db2dd4e4f0ad55d10ce5e86714c06da02b67ddb392582f71ef81efab2"
)
# The same answers under the hashes of the public content in Debian 12, which filters without exemptions.
PUBLIC_POLICIES = POLICIES.partition("#")[0] + "#51742b3e87275db9eb7fc6c0286a9e536178a2a83e3670b615ceaf545e7fd300"
PUBLIC_NAMESPACES = NAMESPACES.partition("#")[0] + "#34d4beecc95c65d815d9d48fd4fdcb0c521631852ad088ef74e36d012b0e1e0d"

GOOD: dict[str, Any] = {
    "authentication": {
        "anonymous": {"enabled": False},
        "webhook": {"enabled": True},
        "x509": {"clientCAFile": "/etc/kubernetes/pki/ca.crt"},
    },
    "authorization": {"mode": "Webhook"},
    "readOnlyPort": 0,
    "streamingConnectionIdleTimeout": "4h0m0s",
    "makeIPTablesUtilChains": True,
    "protectKernelDefaults": True,
    "rotateCertificates": True,
    "serverTLSBootstrap": True,
    "featureGates": {"RotateKubeletServerCertificate": True},
}
BAD: dict[str, Any] = {
    "authentication": {"anonymous": {"enabled": True}, "x509": {"clientCAFile": "/tmp/ca.crt"}},
    "authorization": {"mode": "AlwaysAllow"},
    "readOnlyPort": 10255,
    "streamingConnectionIdleTimeout": "0s",
    "makeIPTablesUtilChains": False,
    "protectKernelDefaults": False,
    "rotateCertificates": False,
    "serverTLSBootstrap": False,
    "hostname-override": "node.example",
    "featureGates": {"RotateKubeletClientCertificate": False},
}
MIXED: dict[str, Any] = {
    **GOOD,
    "authentication": {"anonymous": {"enabled": True}},
    "readOnlyPort": "0",
    "makeIPTablesUtilChains": "true",
    "protectKernelDefaults": None,
}


def write(root: Path, path: str, value: object, mode: int = 0o644, owner: tuple[int, int] = (0, 0)) -> Path:
    """A file under the root: JSON unless the value is text; owned as said where we are root."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    target.chmod(mode)
    if os.geteuid() == 0:
        os.chown(target, *owner)
    return target


def tree(
    root: Path, kubelet: dict[str, Any], mode: int, owner: tuple[int, int], namespaces: list[str], policed: list[str]
) -> Path:
    """A whole tree: node files, kubelet configuration and the cluster's answers."""
    version = {"major": "1", "minor": "31", "gitVersion": "v1.31.4-eks-2d5f260"}
    write(root, "kubernetes-api-resources/version", version)
    for policies, spaces in ((POLICIES, NAMESPACES), (PUBLIC_POLICIES, PUBLIC_NAMESPACES)):
        write(root, policies, policed)
        write(root, spaces, [{"metadata": {"name": name}} for name in namespaces])
    write(root, KUBELET, {"kubeletconfig": kubelet})
    for role in ("master", "worker"):
        write(root, f"kubernetes-api-resources/kubeletconfig/role/{role}", kubelet)
    write(root, CONFIG, kubelet, mode, owner)
    write(root, KUBECONFIG, "apiVersion: v1\nkind: Config\n", mode, owner)
    return root


def make_trees(folder: Path) -> dict[str, Path]:
    """The trees by name: passing, failing, mixed and empty (which has only the marks of its platforms)."""
    empty = folder / "empty"
    write(empty, "kubernetes-api-resources/version", {"gitVersion": "v1.31.4-eks-2d5f260"})
    write(empty, KUBECONFIG, "")
    return {
        "passing": tree(folder / "passing", GOOD, 0o644, (0, 0), ["shop", "pay"], ["shop", "pay"]),
        "failing": tree(folder / "failing", BAD, 0o777, (1000, 1000), ["shop", "pay"], ["shop"]),
        "mixed": tree(folder / "mixed", MIXED, 0o600, (0, 1000), ["shop"], []),
        "empty": empty,
    }
