"""Where the images that EKS runs on have what concerns the kubelet: taken where no content says what is needed."""

from scapkit.collect.need import Need
from scapkit.collect.node.known import VERSION_FILE
from scapkit.collect.node.kubelet import PATH as KUBELET

AMAZON_LINUX_2 = ("/etc/kubernetes/kubelet/kubelet-config.json", "/var/lib/kubelet/kubeconfig")
AMAZON_LINUX_2023 = ("/etc/kubernetes/kubelet/config.json", "/var/lib/kubelet/kubeconfig")
DROPINS = "/etc/kubernetes/kubelet/config.json.d"
"""Of Amazon Linux 2023: what nodeadm and the user add to the configuration."""
BOTTLEROCKET = ("/etc/kubernetes/kubelet/config", "/etc/kubernetes/kubelet/kubeconfig")
"""Auto Mode's nodes are Bottlerocket too."""
ANY = ("/etc/kubernetes/pki/ca.crt", "/etc/os-release", VERSION_FILE, KUBELET)

USUAL_NEEDS = (
    *(Need("file", path) for path in sorted({*AMAZON_LINUX_2, *AMAZON_LINUX_2023, *BOTTLEROCKET, *ANY})),
    Need("folder", DROPINS),
)
