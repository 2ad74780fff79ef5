"""Node objects as assets, and the archives that belong to them."""

import json
from typing import Any

import pytest

from scapkit.collect.eks.archives import Archive, match
from scapkit.collect.eks.nodes import Node, nodes_of
from whole_cluster import node


def nodes(*items: Any) -> tuple[Node, ...]:
    """The nodes of a list."""
    return nodes_of(json.dumps({"kind": "NodeList", "items": items}).encode())


def test_a_node_s_facts_come_from_its_object() -> None:
    found = nodes(node("ip-10-0-1-2.ec2", 2))[0]
    facts = dict(found.facts)
    assert (found.compute, found.addresses, found.left_out) == ("ec2", ("10.0.1.2",), "")
    assert (facts["instance"], facts["nodegroup"], facts["ready"]) == ("i-0abc0002", "general", "true")
    assert json.loads(found.document)["kind"] == "Node"


@pytest.mark.parametrize(
    ("labels", "compute", "left_out"),
    [
        ({"eks.amazonaws.com/compute-type": "fargate"}, "fargate", "Fargate"),
        ({"eks.amazonaws.com/compute-type": "auto"}, "auto", ""),
        ({"type": "virtual-kubelet"}, "ec2", "virtual"),
    ],
)
def test_labels_tell_what_runs_a_node(labels: dict[str, str], compute: str, left_out: str) -> None:
    found = nodes(node("a", 1, labels))[0]
    assert found.compute == compute and left_out in found.left_out and bool(left_out) == bool(found.left_out)


@pytest.mark.parametrize("name", ["../cluster", "", "a/b", "A", "-a", "x" * 254])
def test_what_cannot_be_a_node_s_name_never_becomes_a_folder(name: str) -> None:
    assert nodes({"metadata": {"name": name}})[0].left_out


def test_an_object_that_says_nothing_is_a_node_all_the_same() -> None:
    odd = {"metadata": {"name": "a", "labels": []}, "spec": None, "status": {"addresses": ["x"], "conditions": [1]}}
    found = nodes(odd)[0]
    assert (found.name, found.left_out, found.facts) == ("a", "", (("compute", "ec2"),))


@pytest.mark.parametrize("answer", [b"[]", b'{"items": 3}', b'{"items": [3]}', b"x", b'{"items": [{}]}'])
def test_what_is_no_list_of_nodes_is_told(answer: bytes) -> None:
    with pytest.raises(ValueError):
        nodes_of(answer)


def test_archives_belong_to_nodes_by_what_they_say_of_themselves_then_by_their_file_s_name() -> None:
    known = (("a.ec2", ("a.ec2", "10.0.0.1", "a")), ("b.ec2", ("b.ec2",)))
    by_name, by_host, by_file, stranger = (
        Archive("1", ("b.ec2", "x")),
        Archive("2", ("a", "x")),
        Archive("3", ("localhost", "a.ec2")),
        Archive("4", ("c", "c")),
    )
    assert match((by_name, by_host, stranger), known) == {"b.ec2": by_name, "a.ec2": by_host}
    assert match((by_file,), known) == {"a.ec2": by_file}
