"""Nodes that have no kubelet to ask: they are not asked, and it is known that there is nothing."""

import pytest

from collected_cluster import Place, need
from kubernetes_answers import Listed
from kubernetes_api import Cluster
from whole_cluster import NODES, configz, node

FARGATE = {"eks.amazonaws.com/compute-type": "fargate"}


@pytest.mark.parametrize("labels", [FARGATE, {"type": "virtual-kubelet"}])
def test_beside_others_they_are_noted_as_having_none(place: Place, cluster: Cluster, labels: dict[str, str]) -> None:
    cluster.lists[NODES] = Listed("Node", "v1", [node("a"), node("f", 2, labels)])
    cluster.objects[configz("a")] = {"kubeletconfig": {}}
    found = place.collect(need(configz("NODE_NAME")))
    assert {key: each.status for key, each in found.items()} == {configz("a"): "collected", configz("f"): "not-found"}
    assert configz("f") not in cluster.paths() and found[configz("f")].message


def test_where_there_are_no_others_nothing_is_said_of_kubelets(place: Place, cluster: Cluster) -> None:
    cluster.lists[NODES] = Listed("Node", "v1", [node("f", 2, FARGATE)])
    assert place.collect(need(configz("NODE_NAME"))) == {}
