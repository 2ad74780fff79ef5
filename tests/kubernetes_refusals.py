"""What a Kubernetes API says to what it has not or does not allow: in words of the path, as kube-apiserver 1.20.2."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kubernetes_answers import TEXT, Reply, no_such_page, printed, status

SERVED = ("admissionregistration.k8s.io", "apiextensions.k8s.io", "apiregistration.k8s.io", "apps", "autoscaling")
SERVED += ("batch", "coordination.k8s.io", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io")
GROUPS = frozenset(("/api/v1", *(f"/apis/{group}/v1" for group in SERVED)))
"""The groups that every server has."""


class Asked(NamedTuple):
    """A path of the API; without a name it is a list."""

    group: str
    namespace: str
    resource: str
    name: str
    inner: str

    @property
    def told(self) -> str:
        """The resource, and the object where there is one."""
        named = f' "{self.name}"' if self.name else ""
        return f"{self.resource}{self.group and f'.{self.group}'}{named}"

    @property
    def details(self) -> dict[str, str]:
        """The same as a Status has it."""
        found = {"name": self.name, "group": self.group, "kind": self.resource}
        return {key: text for key, text in found.items() if text}


def asked(path: str) -> Asked | None:
    """What a path asks for; None where it is none of the API's resources."""
    parts = path.strip("/").split("/")
    start = {"api": 2, "apis": 3}.get(parts[0], len(parts))
    inner = parts[start:]
    if not inner:
        return None
    group = parts[1] if parts[0] == "apis" else ""
    namespace = inner[1] if inner[0] == "namespaces" and len(inner) > 1 else ""
    rest = [*(inner[2:] if namespace and len(inner) > 2 else inner), "", ""]
    return Asked(group, namespace, rest[0], rest[1], rest[2])


def forbidden(path: str) -> Reply:
    """What RBAC says: before anybody looks whether there is such a thing."""
    safe = TEXT[1]
    found = asked(path)
    if found is None:
        return status(403, f'forbidden: User "tester" cannot get path "{path}"', safe, details={})
    verb = "get" if found.name else "list"
    where = f'in the namespace "{found.namespace}"' if found.namespace else "at the cluster scope"
    what = f"{found.resource}/{found.inner}" if found.inner else found.resource
    rest = f'User "tester" cannot {verb} resource "{what}" in API group "{found.group}" {where}'
    return status(403, f"{found.told} is forbidden: {rest}", safe, details=found.details)


def absent(path: str, served: Iterable[str]) -> Reply:
    """What is said of something that is not there; `served` are the paths that there are."""
    found = asked(path)
    if found is None:
        paths: dict[str, Any] = {"paths": sorted({"/healthz", "/version", *GROUPS})}
        return printed(paths, 404)
    version = _version(path)
    if version not in GROUPS and version not in map(_version, served):
        return no_such_page()
    if found.name:
        return status(404, f"{found.told} not found", details=found.details)
    return status(404, "the server could not find the requested resource", details={})


def _version(path: str) -> str:
    parts = path.split("/")
    return "/".join(parts[: 3 if parts[1] == "api" else 4])
