"""Paths with variables, and what is known of a path by its form."""

import pytest

from collected_cluster import Place, need
from kubernetes_api import Cluster
from scapkit.collect.kubernetes.paths import is_list, is_secret


def test_an_answer_lies_under_the_path_with_its_variables_put_in(place: Place, cluster: Cluster) -> None:
    cluster.objects["/api/v1/namespaces/shop/configmaps/config"] = {"data": {"a": '{"b": 1}'}}
    key = "/api/v1/namespaces/{{.space}}/configmaps/{{.name}}"
    found = place.collect(need(key, ".data.a | fromjson"), values={"space": "shop", "name": "config\n"})
    assert {each.status for each in found.values()} == {"collected"}
    # sha256 of the path and filter as authored
    digest = "492c2acede4a27fb7087ef29c5dcecb85411e27015cd8ce777c5dca03f4f55b2"
    path = "/api/v1/namespaces/shop/configmaps/config"
    assert list(found) == [path, f"{path}#{digest}"]
    assert place.kept(found[f"{path}#{digest}"]) == {"b": 1}


def test_a_path_whose_variable_has_no_value_is_not_asked_for(place: Place, cluster: Cluster) -> None:
    found = place.collect(need("/api/v1/namespaces/{{.space}}/pods", ".items"))
    assert {(each.status, each.message) for each in found.values()} == {("skipped", "the variable space has no value")}
    assert cluster.asked == []


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("/api/v1/namespaces", True),
        ("/api/v1/namespaces/a", False),
        ("/api/v1/namespaces/a/pods", True),
        ("/api/v1/namespaces/a/pods/b", False),
        ("/api/v1/pods?labelSelector=a", True),
        ("/apis/apps/v1/deployments", True),
        ("/apis/apps/v1/namespaces/a/deployments", True),
        ("/apis/apps/v1/namespaces/a/deployments/b/status", False),
        ("/apis/apps/v1", False),
        ("/apis", False),
        ("/version", False),
        ("/api/v1/nodes/a/proxy/configz", False),
    ],
)
def test_a_list_is_known_by_its_path(path: str, listed: bool) -> None:
    assert is_list(path) is listed


@pytest.mark.parametrize(
    ("path", "secret"),
    [
        ("/api/v1/secrets", True),
        ("/api/v1/namespaces/a/secrets?limit=5", True),
        ("/api/v1/namespaces/a/secrets/b", True),
        ("/api/v1/namespaces/secrets/pods", False),
        ("/apis/external.example/v1/secrets", False),
    ],
)
def test_a_secret_is_known_by_its_path(path: str, secret: bool) -> None:
    assert is_secret(path) is secret
