"""The nodes of a cluster as its API has them: which there are, of what kind, and what is known of each."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from scapkit.collect.kubernetes.nodes import COMPUTE, why_no_kubelet

KIND = "eks-node"
NODEGROUP = "eks.amazonaws.com/nodegroup"
HYBRID = "eks-hybrid:"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")
_INSTANCE = re.compile(r"i-[0-9a-f]+$")
_INFO = (
    ("architecture", "architecture"),
    ("image", "osImage"),
    ("kernel", "kernelVersion"),
    ("kubelet", "kubeletVersion"),
    ("os", "operatingSystem"),
)


class Node(NamedTuple):
    """A node; `compute` is ec2, auto, fargate, hybrid or what its label says, `names` are all by which it is known.

    `left_out` says why there is nothing of its own to judge, `document` is the object as JSON.
    """

    name: str
    compute: str
    facts: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    document: bytes = b""
    left_out: str = ""


def nodes_of(answer: bytes) -> tuple[Node, ...]:
    """The nodes of a List, sorted by name. Raises ValueError for what is no list of nodes."""
    try:
        items = json.loads(answer)["items"] or []
        found = [_node(_shaped(item)) for item in items]
    except (RecursionError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"it is no list of nodes: {error}") from None
    return tuple(sorted(found))


def _shaped(item: Any) -> Mapping[str, Any]:
    if not isinstance(item, dict) or not isinstance(item.get("metadata"), dict):
        raise TypeError("an item has no metadata")
    return {"apiVersion": "v1", "kind": "Node", **item}


def _node(item: Mapping[str, Any]) -> Node:
    metadata, status = item["metadata"], _member(item, "status")
    name, labels = str(metadata.get("name", "")), _member(metadata, "labels")
    provider = str(_member(item, "spec").get("providerID", ""))
    compute = str(labels.get(COMPUTE) or ("hybrid" if provider.startswith(HYBRID) else "ec2"))
    addresses = tuple(_addresses(status))
    why = why_no_kubelet(metadata) if _NAME.fullmatch(name) else "its name is none that a node may have"
    document = (json.dumps(item, indent=1, sort_keys=True) + "\n").encode()
    facts = {"compute": compute, "provider": provider, **_facts(status, labels, provider)}
    known = tuple((key, value) for key, value in sorted(facts.items()) if value)
    inner = tuple(text for kind, text in addresses if kind.endswith("IP"))
    return Node(name, compute, known, inner, (name, *(text for _, text in addresses)), document, why)


def _facts(status: Mapping[str, Any], labels: Mapping[str, Any], provider: str) -> dict[str, str]:
    info = _member(status, "nodeInfo")
    found = {fact: str(info.get(member, "")) for fact, member in _INFO}
    instance = _INSTANCE.search(provider)
    conditions = status.get("conditions") or []
    ready = [each.get("status", "") for each in conditions if isinstance(each, dict) and each.get("type") == "Ready"]
    own = {"nodegroup": str(labels.get(NODEGROUP, "")), "instance": instance[0] if instance else ""}
    return {**found, **own, "ready": str(ready[0]).lower() if ready else ""}


def _addresses(status: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for each in status.get("addresses") or []:
        if isinstance(each, dict) and str(each.get("type", "")).startswith(("Internal", "Hostname")):
            yield str(each["type"]), str(each.get("address", ""))


def _member(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    return found if isinstance(found, dict) else {}
