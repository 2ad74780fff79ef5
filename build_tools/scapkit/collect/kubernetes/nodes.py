"""The names of a cluster's nodes, from a list of nothing but metadata."""

import json

from scapkit.collect.kubernetes.fetch import Ask, pieces
from scapkit.collect.kubernetes.outcomes import Cut, Outcome
from scapkit.collect.kubernetes.paths import LIMIT, METADATA
from scapkit.collect.kubernetes.patience import Patience

NODES = "/api/v1/nodes"


def node_names(ask: Ask, patience: Patience) -> tuple[str, ...] | Outcome:
    """Sorted; or why they are not known."""
    try:
        answer = b"".join(pieces(lambda path, _: ask(path, METADATA.format("List")), NODES, LIMIT, patience))
    except Cut as cut:
        status, code, message = cut.outcome
        return Outcome("error" if status == "not-found" else status, code, f"the list of nodes: {message or status}")
    items = json.loads(answer)["items"] or []
    names = {each["metadata"]["name"] for each in items if isinstance(each, dict) and "metadata" in each}
    return tuple(sorted(map(str, names)))
