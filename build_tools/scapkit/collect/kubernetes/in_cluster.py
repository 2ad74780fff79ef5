"""The access that a pod has by its service account."""

from collections.abc import Mapping
from pathlib import Path

from scapkit.collect.kubernetes.access import Access, User
from scapkit.problem import invalid

FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount"


def read_service_account(environment: Mapping[str, str], folder: str = FOLDER) -> Access:
    """From the two variables and the folder that the kubelet gives every pod. Raises Invalid: not-in-cluster."""
    host, port = environment.get("KUBERNETES_SERVICE_HOST", ""), environment.get("KUBERNETES_SERVICE_PORT", "")
    token, authorities = Path(folder) / "token", Path(folder) / "ca.crt"
    if not host or not port:
        message = "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set: this is no pod"
        raise invalid("--in-cluster", "not-in-cluster", message, hint="use a kubeconfig")
    try:
        trusted = authorities.read_text(encoding="ascii")
        token.open("rb").close()
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "not PEM"
        raise invalid(getattr(error, "filename", None) or str(authorities), "not-in-cluster", what) from None
    shown = f"[{host}]" if ":" in host else host
    return Access(str(folder), "in-cluster", f"https://{shown}:{port}", trusted, user=User(token_file=str(token)))
