"""The rights that a plan takes: RBAC rules, and paths for tar."""

from typing import Any

import pytest

from scapkit.collect.need import Need
from scapkit.collect.node_paths import node_paths
from scapkit.collect.rbac import manifests


def rules(*paths: str) -> list[tuple[Any, ...]]:
    """The rules of the one role that the paths need."""
    [role] = manifests(paths)
    return [tuple(rule.values()) for rule in role["rules"]]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/api/v1/pods", ([""], ["pods"], ["list"])),
        ("/api/v1/pods?limit=500", ([""], ["pods"], ["list"])),
        ("/api/v1/nodes/a", ([""], ["nodes"], ["a"], ["get"])),
        ("/api/v1/nodes/a/proxy/configz", ([""], ["nodes/proxy"], ["a"], ["get"])),
        ("/api/v1/namespaces", ([""], ["namespaces"], ["list"])),
        ("/api/v1/namespaces/kube-system", ([""], ["namespaces"], ["kube-system"], ["get"])),
        ("/apis/apps/v1/deployments", (["apps"], ["deployments"], ["list"])),
        ("/apis/rbac.authorization.k8s.io/v1/clusterroles/x", (["rbac.authorization.k8s.io"], ["clusterroles"], ["x"], ["get"])),
        ("/version", (["/version"], ["get"])),
        ("/apis/apps/v1", (["/apis/apps/v1"], ["get"])),
    ],
)  # fmt: skip
def test_a_path_takes_one_verb_on_one_resource(path: str, wanted: tuple[Any, ...]) -> None:
    assert rules(path) == [wanted]


def test_the_configuration_of_all_kubelets_takes_a_list_of_nodes_and_their_proxy() -> None:
    assert rules("/api/v1/nodes/NODE_NAME/proxy/configz") == [
        ([""], ["nodes"], ["list"]), ([""], ["nodes/proxy"], ["get"])
    ]  # fmt: skip


def test_resources_of_a_group_and_names_of_a_resource_are_put_together() -> None:
    assert rules("/api/v1/pods", "/api/v1/nodes", "/api/v1/persistentvolumes/b", "/api/v1/persistentvolumes/a") == [
        ([""], ["nodes", "pods"], ["list"]), ([""], ["persistentvolumes"], ["a", "b"], ["get"])
    ]  # fmt: skip


def test_what_lies_in_a_namespace_takes_a_role_there_and_no_more() -> None:
    made = manifests(["/api/v1/namespaces/kube-system/configmaps/aws-auth", "/api/v1/namespaces/a/pods", "/version"])
    assert [(each["kind"], each["metadata"].get("namespace", "")) for each in made] == [
        ("ClusterRole", ""), ("Role", "a"), ("Role", "kube-system")
    ]  # fmt: skip
    assert made[2]["rules"] == [
        {"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["aws-auth"], "verbs": ["get"]}
    ]


def paths(*needs: tuple[str, str]) -> tuple[str, ...]:
    found, left = node_paths(Need(*each) for each in needs)
    assert left == ()
    return found


def test_patterns_give_the_folder_from_which_they_start_and_what_is_below_a_folder_is_not_told_twice() -> None:
    assert paths(("file", "/etc/b"), ("glob", "/etc/a.d/*.conf"), ("file", "/etc/a.d/x"), ("glob", "/h/*/*")) == (
        "/etc/a.d", "/etc/b", "/h"
    )  # fmt: skip
    assert paths(("folder", "/etc"), ("glob", "/etc/a/*"), ("kubernetes", "/version"), ("fact", "unix:uname")) == (
        "/etc",
    )


def test_folders_without_end_are_left_out_and_told() -> None:
    endless = [Need("folder", "/"), Need("glob", "/*"), Need("folder", "/proc/sys"), Need("glob", "/sys/*")]
    found, left = node_paths([*endless, Need("file", "/proc/mounts"), Need("folder", "/process")])
    assert (found, left) == (("/proc/mounts", "/process"), tuple(endless))
