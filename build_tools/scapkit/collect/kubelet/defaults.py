"""What a kubelet uses where nobody says otherwise, by version, for the settings that benchmarks ask for.

From the published Kubernetes sources, releases 1.21 to 1.35: `SetDefaults_KubeletConfiguration` in
pkg/kubelet/apis/config/v1beta1/defaults.go, for a kubelet with a configuration file, and `applyLegacyDefaults` in
cmd/kubelet/app/options/options.go, for one that is started without. The kubelet's event rate was raised in 1.27
(CHANGELOG-1.27, "kube-api-qps", "event-qps").
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class Default(NamedTuple):
    """A setting's value from version (1, `since`) on."""

    path: str
    value: Any
    since: int = 0


DEFAULTS = (
    Default("authentication.anonymous.enabled", False),
    Default("authentication.webhook.enabled", True),
    Default("authentication.webhook.cacheTTL", "2m0s"),
    Default("authorization.mode", "Webhook"),
    Default("authorization.webhook.cacheAuthorizedTTL", "5m0s"),
    Default("authorization.webhook.cacheUnauthorizedTTL", "30s"),
    Default("eventBurst", 10),
    Default("eventBurst", 100, 27),
    Default("eventRecordQPS", 5),
    Default("eventRecordQPS", 50, 27),
    Default("enableDebuggingHandlers", True),
    Default("makeIPTablesUtilChains", True),
    Default("protectKernelDefaults", False),
    Default("readOnlyPort", 0),
    Default("rotateCertificates", False),
    Default("serverTLSBootstrap", False),
    Default("streamingConnectionIdleTimeout", "4h0m0s"),
)
COMMAND_LINE = (
    Default("authentication.anonymous.enabled", True),
    Default("authentication.webhook.enabled", False),
    Default("authorization.mode", "AlwaysAllow"),
    Default("readOnlyPort", 10255),
)
"""What is different where there is no configuration file."""
UNSET = ("", 0, "0s")
"""What means the default where these stand in a file: the ones that Go cannot tell from nothing."""
PLAIN = (
    "authentication.webhook.cacheTTL",
    "authorization.mode",
    "authorization.webhook.cacheAuthorizedTTL",
    "authorization.webhook.cacheUnauthorizedTTL",
    "eventBurst",
    "streamingConnectionIdleTimeout",
)
"""The settings of which that is true."""
OMITTED: Mapping[str, Any] = {
    "protectKernelDefaults": False,
    "readOnlyPort": 0,
    "rotateCertificates": False,
    "serverTLSBootstrap": False,
}
"""What a kubelet leaves out of its answer where it is so (`omitempty` in staging/src/k8s.io/kubelet/config/v1beta1)."""
DURATIONS = (
    "authentication.webhook.cacheTTL",
    "authorization.webhook.cacheAuthorizedTTL",
    "authorization.webhook.cacheUnauthorizedTTL",
    "streamingConnectionIdleTimeout",
)
_VERSION = re.compile(r"v?1\.(\d{1,3})\b")


def minor(version: str) -> int | None:
    """21 for `v1.21.5-eks-1` or `Kubernetes v1.21.5`; None for what is none."""
    found = _VERSION.search(version)
    return int(found[1]) if found else None


def defaults(version: int | None, has_file: bool) -> dict[str, Any]:
    """The defaults by path; without a version those that were never changed."""
    found: dict[str, Any] = {}
    for each in (*DEFAULTS, *(() if has_file else COMMAND_LINE)):
        if version is None and each.since:
            found.pop(each.path, None)
        elif version is None or version >= each.since:
            found[each.path] = each.value
    return found
