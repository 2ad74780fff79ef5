"""Every kubelet's configuration comes through the API server, a path for each node."""

from itertools import count

import pytest

from collected_cluster import Place, need, quick
from kubernetes_answers import Listed, no_such_page, refusing_kubelet, status, unreachable_kubelet
from kubernetes_api import Cluster

NODES = "/api/v1/nodes"
FILTER = '.kubeletconfig|.kind="KubeletConfiguration"'


def path(node: str) -> str:
    """Where a node's kubelet tells its configuration."""
    return f"{NODES}/{node}/proxy/configz"


@pytest.fixture
def nodes(cluster: Cluster) -> Cluster:
    """Two nodes."""
    cluster.lists[NODES] = Listed("Node", "v1", [{"metadata": {"name": name}} for name in ("ip-10-0-0-1.ec2", "b")])
    for name in ("b", "ip-10-0-0-1.ec2"):
        cluster.objects[path(name)] = {"kubeletconfig": {"readOnlyPort": 0, "node": name}}
    return cluster


@pytest.mark.parametrize("name", ["{{.NODE_NAME}}", "NODE_NAME", "$NODE_NAME", "${NODE_NAME}"])
def test_a_path_with_a_place_for_the_node_s_name_is_asked_for_each_node(
    place: Place, nodes: Cluster, name: str
) -> None:
    found = place.collect(need(path(name), FILTER))
    assert {each.status for each in found.values()} == {"collected"}
    assert [key.partition("#")[0] for key in found] == [path("b")] * 2 + [path("ip-10-0-0-1.ec2")] * 2
    filtered = next(each for key, each in found.items() if key.startswith(f"{path('b')}#"))
    assert place.kept(filtered) == {"kind": "KubeletConfiguration", "node": "b", "readOnlyPort": 0}
    assert "PartialObjectMetadataList" in nodes.asked[0][1]["accept"]


def test_list_and_configuration_of_nodes_stay_apart(place: Place, nodes: Cluster) -> None:
    found = place.collect(need(NODES), need(path("NODE_NAME")))
    assert {each.status for each in found.values()} == {"collected"}
    assert len(place.kept(found[NODES])["items"]) == 2
    assert place.kept(found[path("b")])["kubeletconfig"]["node"] == "b"


def test_a_kubelet_that_says_nothing_is_an_error_of_its_node_alone(place: Place, nodes: Cluster) -> None:
    nodes.raw[path("b")] = no_such_page()
    found = place.collect(need(path("NODE_NAME")))
    assert (found[path("b")].status, found[path("b")].code) == ("error", "404")
    assert found[path("ip-10-0-0-1.ec2")].status == "collected"


def test_a_kubelet_that_cannot_be_reached_is_asked_less_often_than_the_api(place: Place, nodes: Cluster) -> None:
    nodes.raw[path("b")] = unreachable_kubelet("10.0.0.7:10250")
    found = place.collect(need(path("NODE_NAME")), patience=quick([], attempts=9))[path("b")]
    said = "error trying to reach service: dial tcp 10.0.0.7:10250: connect: connection refused"
    assert (found.status, found.code, found.message) == ("error", "500", said)
    assert nodes.paths().count(path("b")) == 3


def test_a_kubelet_that_does_not_answer_takes_a_minute_at_most(place: Place, nodes: Cluster) -> None:
    nodes.raw[path("b")] = unreachable_kubelet()
    patience = quick([], attempts=9)._replace(clock=count(0.0, 61.0).__next__, seconds=600)
    assert place.collect(need(path("NODE_NAME")), patience=patience)[path("b")].status == "error"
    assert nodes.paths().count(path("b")) == 1


def test_a_kubelet_that_refuses_the_api_is_told_in_its_own_words(place: Place, nodes: Cluster) -> None:
    nodes.raw[path("b")] = refusing_kubelet()
    found = place.collect(need(path("NODE_NAME")))[path("b")]
    assert (found.status, found.code) == ("forbidden", "403")
    assert found.message.startswith("Forbidden (user=kube-apiserver-kubelet-client, verb=get")


def test_without_the_list_of_nodes_nothing_is_known_of_any(place: Place, nodes: Cluster) -> None:
    nodes.raw[NODES] = status(403, "nodes is forbidden")
    found = place.collect(need(path("NODE_NAME")))
    assert [(each.key, each.status, each.message) for each in found.values()] == [
        (path("NODE_NAME"), "forbidden", "the list of nodes: nodes is forbidden")
    ]
