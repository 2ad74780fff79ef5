"""kubeconfig files for tests."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from certificates import Authority
from kubernetes_api import TOKEN


def kubeconfig(server: str, authority: Authority | None, user: dict[str, Any] | None = None, **cluster: Any) -> str:
    """One cluster, one user, one context; JSON is YAML."""
    trust = {} if authority is None else {"certificate-authority-data": encoded(authority.certificate)}
    whole = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "test",
        "clusters": [{"name": "shop", "cluster": {"server": server, **trust, **cluster}}],
        "users": [{"name": "me", "user": {"token": TOKEN} if user is None else user}],
        "contexts": [{"name": "test", "context": {"cluster": "shop", "user": "me"}}],
    }
    return json.dumps(whole)


def encoded(file: Path) -> str:
    """A file's content in base64."""
    return b64encode(file.read_bytes()).decode()
