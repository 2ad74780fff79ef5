"""Trees of nodes as the images of EKS set them up, by path as `templated.plant` takes them.

Owners and modes are those of the public sources of the images: amazon-eks-ami (bootstrap.sh for Amazon Linux 2, nodeadm for
Amazon Linux 2023) and Bottlerocket, which writes the kubelet's files with mode 0600.
"""

from collections.abc import Mapping
from typing import Any

EFFECTIVE = "/tmp/runtime/openscap-kubeletconfig"
AL2_CONFIG = "/etc/kubernetes/kubelet/kubelet-config.json"
AL2023_CONFIG = "/etc/kubernetes/kubelet/config.json"
DROPINS = "/etc/kubernetes/kubelet/config.json.d/"
BOTTLEROCKET_CONFIG = "/etc/kubernetes/kubelet/config"
AL_KUBECONFIG = "/var/lib/kubelet/kubeconfig"
BOTTLEROCKET_KUBECONFIG = "/etc/kubernetes/kubelet/kubeconfig"
KUBECONFIG = "apiVersion: v1\nkind: Config\n"

# What all images set; none of them sets rotateCertificates.
SET: Mapping[str, Any] = {
    "authentication": {
        "anonymous": {"enabled": False},
        "webhook": {"cacheTTL": "2m0s", "enabled": True},
        "x509": {"clientCAFile": "/etc/kubernetes/pki/ca.crt"},
    },
    "authorization": {"mode": "Webhook", "webhook": {"cacheAuthorizedTTL": "5m0s", "cacheUnauthorizedTTL": "30s"}},
    "featureGates": {"RotateKubeletServerCertificate": True},
    "protectKernelDefaults": True,
    "readOnlyPort": 0,
    "serverTLSBootstrap": True,
}
# With the defaults of a recent version, as `collect node` writes it.
IN_EFFECT: Mapping[str, Any] = {
    **SET,
    "eventRecordQPS": 50,
    "makeIPTablesUtilChains": True,
    "rotateCertificates": False,
    "streamingConnectionIdleTimeout": "4h0m0s",
}


def _release(pretty: str, version: str, name: str = "amzn") -> dict[str, Any]:
    text = f'NAME="{pretty}"\nID="{name}"\nVERSION_ID="{version}"\nPRETTY_NAME="{pretty}"\n'
    return {"/usr/lib/os-release": text, "/etc/os-release": {"link": "../usr/lib/os-release"}}


def _effective(values: Mapping[str, Any]) -> dict[str, Any]:
    return {EFFECTIVE: {"data": {"kubeletconfig": values}, "mode": "0600"}}


def al2() -> dict[str, Any]:
    """A node of the last image of Amazon Linux 2."""
    return {
        **_release("Amazon Linux 2", "2"),
        **_effective(IN_EFFECT),
        AL2_CONFIG: {"data": {"kind": "KubeletConfiguration", **SET}, "mode": "0644"},
        AL_KUBECONFIG: {"text": KUBECONFIG, "mode": "0644"},
    }


def al2023() -> dict[str, Any]:
    """A node that nodeadm set up, with settings of the user in a drop-in."""
    return {
        **_release("Amazon Linux 2023.6.20250203", "2023"),
        **_effective(IN_EFFECT),
        AL2023_CONFIG: {"data": {"kind": "KubeletConfiguration", **SET}, "mode": "0644"},
        DROPINS: {"mode": "0755"},
        f"{DROPINS}40-nodeadm.conf": {"data": {"kind": "KubeletConfiguration", "maxPods": 58}, "mode": "0644"},
        AL_KUBECONFIG: {"text": KUBECONFIG, "mode": "0644"},
    }


def bottlerocket() -> dict[str, Any]:
    """A node of Bottlerocket, as EKS Auto Mode has them too."""
    return {
        **_release("Bottlerocket OS 1.32.0 (aws-k8s-1.31)", "1.32.0", "bottlerocket"),
        **_effective(IN_EFFECT),
        BOTTLEROCKET_CONFIG: {"data": {"kind": "KubeletConfiguration", **SET}, "mode": "0600"},
        BOTTLEROCKET_KUBECONFIG: {"text": KUBECONFIG, "mode": "0600"},
    }


IMAGES = {"al2": al2, "al2023": al2023, "bottlerocket": bottlerocket}
CONFIGS = {"al2": AL2_CONFIG, "al2023": AL2023_CONFIG, "bottlerocket": BOTTLEROCKET_CONFIG}
KUBECONFIGS = {"al2": AL_KUBECONFIG, "al2023": AL_KUBECONFIG, "bottlerocket": BOTTLEROCKET_KUBECONFIG}


def with_effective(files: Mapping[str, Any], **values: Any) -> dict[str, Any]:
    """The tree with other settings in effect; None takes one away."""
    found = {name: value for name, value in {**IN_EFFECT, **values}.items() if value is not None}
    return {**files, **_effective(found)}


def open_to_all(files: Mapping[str, Any], *paths: str) -> dict[str, Any]:
    """The tree with some files writable by everybody, and not root's."""
    opened = {path: {**files[path], "mode": "0777", "owner": [1000, 1000]} for path in paths}
    return {**files, **opened}


def without(files: Mapping[str, Any], *paths: str) -> dict[str, Any]:
    """The tree without some files."""
    return {path: file for path, file in files.items() if path not in paths}
