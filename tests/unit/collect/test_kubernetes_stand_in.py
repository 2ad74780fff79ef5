"""The stand-in answers as kube-apiserver 1.20.2 was seen to answer: what tests rest on is held here."""

import http.client
import json
import ssl
from contextlib import closing
from typing import Any

from collected_cluster import Place
from kubernetes_answers import EXPIRED, METADATA, Listed
from kubernetes_api import TOKEN, Cluster

PODS = "/api/v1/pods"
ONE, LIST = (f"application/json;{METADATA}{each};g=meta.k8s.io;v=v1" for each in ("", "List"))


def ask(place: Place, path: str, accept: str = "application/json") -> tuple[int, dict[str, str], bytes]:
    """Code, headers and body of an answer."""
    context = ssl.create_default_context(cafile=str(place.authority.certificate))
    with closing(http.client.HTTPSConnection(place.server.url.removeprefix("https://"), context=context)) as connection:
        connection.request("GET", path, headers={"Authorization": f"Bearer {TOKEN}", "Accept": accept})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def read(place: Place, path: str, accept: str = "application/json") -> Any:
    """The JSON of an answer."""
    return json.loads(ask(place, path, accept)[2])


def pods(size: int = 0) -> Listed:
    """Three pods, not in order."""
    names = ("b", "c", "a")
    return Listed(
        "Pod", "v1", [{"kind": "Pod", "metadata": {"name": n, "namespace": "x", "n": "x" * size}} for n in names]
    )


def test_pages_are_in_the_order_of_names_and_say_how_many_follow(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods()
    first = read(place, f"{PODS}?limit=2")
    assert list(first) == ["kind", "apiVersion", "metadata", "items"]
    assert list(first["metadata"]) == ["resourceVersion", "continue", "remainingItemCount"]
    assert (first["metadata"]["remainingItemCount"], "=" in first["metadata"]["continue"]) == (1, False)
    assert [(each["metadata"]["name"], "kind" in each) for each in first["items"]] == [("a", False), ("b", False)]
    last = read(place, f"{PODS}?limit=2&continue={first['metadata']['continue']}")
    assert ([each["metadata"]["name"] for each in last["items"]], last["metadata"]) == (
        ["c"],
        {"resourceVersion": "4711"},
    )
    assert len(read(place, f"{PODS}?limit=-1")["items"]) == 3


def test_pages_of_metadata_do_not_say_how_many_follow_but_what_items_are(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods()
    found = read(place, f"{PODS}?limit=2", LIST)
    assert list(found["metadata"]) == ["resourceVersion", "continue"]
    assert list(found["items"][0]) == ["kind", "apiVersion", "metadata"]


def test_an_expired_token_comes_with_another_that_goes_on(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS], cluster.expire = pods(), 1
    token = read(place, f"{PODS}?limit=1")["metadata"]["continue"]
    gone = read(place, f"{PODS}?limit=1&continue={token}")
    assert (gone["code"], gone["reason"], gone["message"]) == (410, "Expired", EXPIRED)
    again = read(place, f"{PODS}?continue={gone['metadata']['continue']}")
    assert [each["metadata"]["name"] for each in again["items"]] == ["b", "c"]


def test_what_cannot_be_read_of_a_request_is_told(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods()
    cluster.objects["/api/v1/namespaces/a"] = {"kind": "Namespace", "metadata": {"name": "a"}}
    for path, accept, code, said in (
        (f"{PODS}?limit=5&continue=zzz", "application/json", 400, "invalid continue token"),
        (f"{PODS}?limit=abc", "application/json", 400, 'strconv.ParseInt: parsing "abc"'),
        (PODS, ONE, 406, "the requested object is a list (*core.PodList)"),
        ("/api/v1/namespaces/a", LIST, 406, "the requested object is not a list (*core.Namespace)"),
        (PODS, "text/plain", 406, "406: Not Acceptable"),
    ):
        found = read(place, path, accept)
        assert (found["code"], said in found["message"]) == (code, True), path


def test_refusals_name_what_was_asked_for(place: Place, cluster: Cluster) -> None:
    cluster.forbidden = lambda path: "aws-auth" in path or path == "/nothing"
    refused = read(place, "/api/v1/namespaces/kube-system/configmaps/aws-auth")
    assert refused["details"] == {"name": "aws-auth", "kind": "configmaps"}
    assert refused["message"].endswith('get resource "configmaps" in API group "" in the namespace "kube-system"')
    assert read(place, "/nothing")["message"] == 'forbidden: User "tester" cannot get path "/nothing"'
    absent = read(place, "/apis/apps/v1/namespaces/kube-system/daemonsets/aws-node")
    assert absent["details"] == {"name": "aws-node", "group": "apps", "kind": "daemonsets"}
    assert absent["message"] == 'daemonsets.apps "aws-node" not found'
    assert "paths" in read(place, "/elsewhere")


def test_long_answers_come_in_chunks_and_texts_are_not_to_be_guessed_at(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods(1000)
    assert ask(place, PODS)[1]["Transfer-Encoding"] == "chunked"
    code, headers, body = ask(place, "/apis/none.example/v1/things")
    assert (code, body) == (404, b"404 page not found\n")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in headers and "Date" in headers
