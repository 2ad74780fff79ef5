"""The rights that Kubernetes API paths take, as RBAC rules (Kubernetes documentation, Using RBAC Authorization)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

NAME = "scapkit-collector"
NODE = "NODE_NAME"
"""What stands in a path for the name of every node."""
_VERSION = "rbac.authorization.k8s.io/v1"


class Right(NamedTuple):
    """One verb on a resource: in a namespace or all, of one name or all; `path` for what is no resource."""

    namespace: str = ""
    group: str = ""
    resource: str = ""
    verb: str = "get"
    name: str = ""
    path: str = ""


def rights(path: str) -> Iterator[Right]:
    """What it takes to GET a path, its variables put in: list for a collection, get for one object."""
    place = path.partition("?")[0]
    parts = place.strip("/").split("/")
    inner = {"api": parts[2:], "apis": parts[3:]}.get(parts[0], [])
    if not inner:
        yield Right(path=place)
        return
    group = parts[1] if parts[0] == "apis" else ""
    namespace = ""
    if inner[0] == "namespaces" and len(inner) > 2:
        namespace, inner = inner[1], inner[2:]
    kind, name, below = inner[0], inner[1] if len(inner) > 1 else "", "/".join(inner[2:3])
    if name == NODE:
        yield Right(namespace, group, kind, "list")
        name = ""
    elif not name:
        yield Right(namespace, group, kind, "list")
        return
    yield Right(namespace, group, f"{kind}/{below}" if below else kind, "get", name)


def manifests(paths: Iterable[str]) -> list[Mapping[str, Any]]:
    """A ClusterRole for everything that is asked of the whole cluster, and a Role for each namespace that is named."""
    found = sorted({right for path in paths for right in rights(path)})
    spaces = sorted({right.namespace for right in found})
    return [_role(space, [right for right in found if right.namespace == space]) for space in spaces]


def _role(namespace: str, found: list[Right]) -> Mapping[str, Any]:
    kind = {"kind": "Role"} if namespace else {"kind": "ClusterRole"}
    metadata = {"name": NAME, "namespace": namespace} if namespace else {"name": NAME}
    return {"apiVersion": _VERSION, **kind, "metadata": metadata, "rules": list(_rules(found))}


def _rules(found: list[Right]) -> Iterator[Mapping[str, Any]]:
    """Resources of one group and verb together; named objects of one resource together."""
    whole: dict[tuple[str, str], list[str]] = {}
    named: dict[tuple[str, str, str], list[str]] = {}
    for right in found:
        if right.path:
            continue
        if right.name:
            named.setdefault((right.group, right.resource, right.verb), []).append(right.name)
        else:
            whole.setdefault((right.group, right.verb), []).append(right.resource)
    for (group, verb), resources in whole.items():
        yield {"apiGroups": [group], "resources": resources, "verbs": [verb]}
    for (group, resource, verb), names in named.items():
        if resource not in whole.get((group, verb), ()):
            yield {"apiGroups": [group], "resources": [resource], "resourceNames": names, "verbs": [verb]}
    if urls := [right.path for right in found if right.path]:
        yield {"nonResourceURLs": urls, "verbs": ["get"]}
