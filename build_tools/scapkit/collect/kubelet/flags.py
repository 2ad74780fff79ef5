"""A kubelet's command line: its flags, and what they set in its configuration (kubelet reference, "Options").

Flags are read as the kubelet does: `--flag=value`, `--flag value`, underscores for dashes, the last of several counts.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scapkit.collect.kubelet.durations import nanoseconds, written

TRUE = ("1", "t", "T", "true", "TRUE", "True")
FALSE = ("0", "f", "F", "false", "FALSE", "False")


class Flag(NamedTuple):
    """Where a flag goes in the configuration, and how its value is written."""

    path: str
    kind: str


FLAGS: Mapping[str, Flag] = {
    "address": Flag("address", "text"),
    "anonymous-auth": Flag("authentication.anonymous.enabled", "boolean"),
    "authentication-token-webhook": Flag("authentication.webhook.enabled", "boolean"),
    "authentication-token-webhook-cache-ttl": Flag("authentication.webhook.cacheTTL", "duration"),
    "authorization-mode": Flag("authorization.mode", "text"),
    "authorization-webhook-cache-authorized-ttl": Flag("authorization.webhook.cacheAuthorizedTTL", "duration"),
    "authorization-webhook-cache-unauthorized-ttl": Flag("authorization.webhook.cacheUnauthorizedTTL", "duration"),
    "cgroup-driver": Flag("cgroupDriver", "text"),
    "client-ca-file": Flag("authentication.x509.clientCAFile", "text"),
    "cluster-dns": Flag("clusterDNS", "list"),
    "cluster-domain": Flag("clusterDomain", "text"),
    "container-runtime-endpoint": Flag("containerRuntimeEndpoint", "text"),
    "enable-debugging-handlers": Flag("enableDebuggingHandlers", "boolean"),
    "enable-server": Flag("enableServer", "boolean"),
    "event-burst": Flag("eventBurst", "number"),
    "event-qps": Flag("eventRecordQPS", "number"),
    "feature-gates": Flag("featureGates", "gates"),
    "healthz-bind-address": Flag("healthzBindAddress", "text"),
    "healthz-port": Flag("healthzPort", "number"),
    "kube-api-burst": Flag("kubeAPIBurst", "number"),
    "kube-api-qps": Flag("kubeAPIQPS", "number"),
    "make-iptables-util-chains": Flag("makeIPTablesUtilChains", "boolean"),
    "max-pods": Flag("maxPods", "number"),
    "pod-max-pids": Flag("podPidsLimit", "number"),
    "port": Flag("port", "number"),
    "protect-kernel-defaults": Flag("protectKernelDefaults", "boolean"),
    "read-only-port": Flag("readOnlyPort", "number"),
    "register-node": Flag("registerNode", "boolean"),
    "rotate-certificates": Flag("rotateCertificates", "boolean"),
    "rotate-server-certificates": Flag("serverTLSBootstrap", "boolean"),
    "seccomp-default": Flag("seccompDefault", "boolean"),
    "streaming-connection-idle-timeout": Flag("streamingConnectionIdleTimeout", "duration"),
    "tls-cert-file": Flag("tlsCertFile", "text"),
    "tls-cipher-suites": Flag("tlsCipherSuites", "list"),
    "tls-min-version": Flag("tlsMinVersion", "text"),
    "tls-private-key-file": Flag("tlsPrivateKeyFile", "text"),
}
"""Those that say how a node is protected, and a few that people look for."""


def read_flags(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Names and values in their order, from the words of a command line without the program's name."""
    found: list[tuple[str, str]] = []
    rest = list(words)[::-1]
    while rest:
        word = rest.pop()
        if word == "--":
            break
        if not word.startswith("-"):
            continue
        name, mark, value = word.lstrip("-").partition("=")
        name = name.replace("_", "-") if word.startswith("--") else name
        if not mark and not _is_switch(name) and rest and not rest[-1].startswith("-"):
            value = rest.pop()
        found.append((name, value if value or mark else "true"))
    return tuple(found)


def _is_switch(name: str) -> bool:
    """A boolean flag takes no word after it."""
    return name in FLAGS and FLAGS[name].kind == "boolean"


def last(flags: Sequence[tuple[str, str]], name: str) -> str:
    """The value that counts, or the empty string."""
    return next((value for each, value in reversed(flags) if each == name), "")


def settings(flags: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What the flags set in the configuration, by its path. Raises ValueError where a kubelet would not start."""
    found: dict[str, Any] = {}
    for name, text in flags:
        if name in FLAGS:
            path, kind = FLAGS[name]
            value = _value(name, kind, text)
            if kind == "list":
                value = [*found.get(path, []), *value]
            if kind == "gates":
                value = found.get(path, {}) | value
            found[path] = value
    return found


def _value(name: str, kind: str, text: str) -> Any:
    if kind == "boolean" and text in (*TRUE, *FALSE):
        return text in TRUE
    if kind == "number" and text.lstrip("-").isdecimal():
        return int(text)
    if kind == "duration" and (length := nanoseconds(text)) is not None:
        return written(length)
    if kind == "list":
        return [each for each in text.split(",") if each]
    if kind == "gates":
        return _gates(text)
    if kind != "text":
        raise ValueError(f"--{name} is {text[:80]!r}, which is no {kind}")
    return text


def _gates(text: str) -> dict[str, bool]:
    pairs = [each.strip().partition("=") for each in text.split(",") if each.strip()]
    wrong = [name for name, _, value in pairs if value.strip() not in (*TRUE, *FALSE)]
    if wrong:
        raise ValueError(f"--feature-gates sets {wrong[0][:80]!r} neither true nor false")
    return {name.strip(): value.strip() in TRUE for name, _, value in pairs}
