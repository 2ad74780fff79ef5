"""Credentials from a program that the user's kubeconfig names (client.authentication.k8s.io v1 and v1beta1)."""

import json
import os
import subprocess
from base64 import b64encode
from collections.abc import Mapping
from typing import Any, NamedTuple

from scapkit.collect.kubernetes.access import Access, Hidden, Plugin
from scapkit.problem import Invalid, invalid

TIMEOUT = 60.0
MAX_OUTPUT = 1 << 20


class Given(NamedTuple):
    """What a plugin gave."""

    token: Hidden
    certificate: str
    key: Hidden


def run_plugin(plugin: Plugin, access: Access, environment: Mapping[str, str], timeout: float = TIMEOUT) -> Given:
    """Run it without a shell, with nothing to read. Raises Invalid: failed-plugin."""
    given = {**environment, **dict(plugin.environment), "KUBERNETES_EXEC_INFO": _info(plugin, access)}
    command = [plugin.command, *plugin.arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command, env=given, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise _failed(plugin, f"gave no answer in {timeout:g} s") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be run"
        raise _failed(plugin, reason, plugin.hint) from None
    if done.returncode:
        raise _failed(plugin, f"ended with {done.returncode}", _last_line(done.stderr))
    return _read(plugin, done.stdout)


def _info(plugin: Plugin, access: Access) -> str:
    spec: dict[str, Any] = {"interactive": False}
    if plugin.wants_cluster:
        authorities = {"certificate-authority-data": b64encode(access.authorities.encode()).decode()}
        more = {"tls-server-name": access.server_name, "proxy-url": access.proxy}
        spec["cluster"] = {
            "server": access.server,
            **(authorities if access.authorities else {}),
            **{name: text for name, text in more.items() if text},
            **({"insecure-skip-tls-verify": True} if access.insecure else {}),
        }
    return json.dumps({"apiVersion": plugin.version, "kind": "ExecCredential", "spec": spec})


def _read(plugin: Plugin, output: bytes) -> Given:
    try:
        if len(output) > MAX_OUTPUT:
            raise ValueError
        whole = json.loads(output)
        status = whole["status"]
        token, certificate, key = (
            str(status.get(name) or "") for name in ("token", "clientCertificateData", "clientKeyData")
        )
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise _failed(plugin, "printed no ExecCredential") from None
    if whole.get("apiVersion") != plugin.version or whole.get("kind") != "ExecCredential":
        raise _failed(plugin, f"printed something other than an ExecCredential of {plugin.version}")
    if bool(certificate) != bool(key) or not (token or certificate):
        raise _failed(plugin, "gave neither a token nor a certificate with its key")
    return Given(Hidden(token), certificate, Hidden(key))


def _failed(plugin: Plugin, what: str, hint: str = "") -> Invalid:
    message = f"the credential plugin {os.path.basename(plugin.command)} {what}"  # noqa: PTH119
    return invalid(plugin.file, "failed-plugin", message, hint=" ".join(hint.split()))


def _last_line(text: bytes) -> str:
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else ""
