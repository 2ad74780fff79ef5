"""The names of a cluster's nodes, from a list of nothing but metadata, and which of them have no kubelet to ask."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from scapkit.collect.kubernetes.fetch import Ask, pieces
from scapkit.collect.kubernetes.outcomes import Cut, Outcome
from scapkit.collect.kubernetes.paths import LIMIT, METADATA
from scapkit.collect.kubernetes.patience import Patience

NODES = "/api/v1/nodes"
COMPUTE = "eks.amazonaws.com/compute-type"
FARGATE = "Fargate runs it, so that it has no kubelet that you configure"
VIRTUAL = "it is a virtual node, and has no kubelet"


class Names(NamedTuple):
    """The nodes that have a kubelet, sorted, and why the others have none."""

    nodes: tuple[str, ...]
    others: Mapping[str, str]


def node_names(ask: Ask, patience: Patience) -> Names | Outcome:
    """All nodes; or why they are not known."""
    try:
        answer = b"".join(pieces(lambda path, _: ask(path, METADATA.format("List")), NODES, LIMIT, patience))
    except Cut as cut:
        status, code, message = cut.outcome
        return Outcome("error" if status == "not-found" else status, code, f"the list of nodes: {message or status}")
    items = json.loads(answer)["items"] or []
    found = {
        str(each["metadata"].get("name", "")): why_no_kubelet(each["metadata"])
        for each in items
        if isinstance(each, dict) and isinstance(each.get("metadata"), dict)
    }
    found.pop("", None)
    return Names(tuple(sorted(name for name, why in found.items() if not why)), {n: w for n, w in found.items() if w})


def why_no_kubelet(metadata: Mapping[str, Any]) -> str:
    """Why a node has no kubelet that could be asked for its configuration; empty where it has one."""
    labels = metadata.get("labels")
    if not isinstance(labels, dict):
        return ""
    if labels.get(COMPUTE) == "fargate":
        return FARGATE
    return VIRTUAL if labels.get("type") == "virtual-kubelet" else ""
