"""Lists come in pages and are kept as one; what cannot be had to its end is truncated."""

from collections import deque

from collected_cluster import Place, need, quick
from kubernetes_answers import Listed, Reply, status
from kubernetes_api import CUT, Cluster

PODS = "/api/v1/pods"


def pods(count: int, size: int = 0) -> Listed:
    """So many pods."""
    return Listed("Pod", "v1", [{"metadata": {"name": f"pod-{n:04}", "note": "x" * size}} for n in range(count)])


def test_a_list_of_three_pages_is_kept_as_one_without_a_continue_token(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods(1201)
    found = place.collect(need(PODS))[PODS]
    whole = place.kept(found)
    assert [each["metadata"]["name"] for each in whole["items"]] == [f"pod-{n:04}" for n in range(1201)]
    assert (whole["kind"], whole["apiVersion"], whole["metadata"]) == ("PodList", "v1", {"resourceVersion": "4711"})
    assert (found.status, found.code, found.path) == ("collected", "200", "kubernetes-api-resources/api/v1/pods")
    assert len(cluster.asked) == 3 and all("limit=500" in path for path in cluster.paths())


def test_a_list_of_one_page_is_kept_byte_for_byte(place: Place, cluster: Cluster) -> None:
    body = b'{ "kind":"PodList", "items": [ {"n": 1.10, "m": 12345678901234567890} ],\n "metadata": {} }'
    cluster.raw[PODS] = Reply(200, body)
    found = place.collect(need(PODS))[PODS]
    assert (place.dump / found.path).read_bytes() == body


def test_items_of_many_pages_keep_the_server_s_own_text(place: Place, cluster: Cluster) -> None:
    def one(item: str, more: str) -> Reply:
        return Reply(200, f'{{"kind":"L","metadata":{{"continue":"{more}"}},"items":[{item}]}}'.encode())

    cluster.next_replies[PODS] = deque([one('{"n": 1.10}', "next"), one('{"n":1e400, "m":"\\u00e9"}', "")])
    found = place.collect(need(PODS))[PODS]
    kept = (place.dump / found.path).read_text(encoding="utf-8")
    assert kept == '{"kind":"L","metadata":{},"items":[{"n": 1.10},{"n":1e400, "m":"\\u00e9"}]}\n'


def test_an_expired_list_is_begun_anew_once(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS], cluster.expire = pods(700), 1
    found = place.collect(need(PODS))[PODS]
    assert found.status == "collected"
    assert len(place.kept(found)["items"]) == 700
    assert len(cluster.asked) == 4


def test_a_list_that_expires_twice_is_truncated(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS], cluster.expire = pods(700), 2
    found = place.collect(need(PODS))[PODS]
    assert (found.status, found.code, found.path) == ("truncated", "410", "")
    assert "after 500 items" in found.message
    assert not (place.dump / "kubernetes-api-resources").exists()


def test_a_refusal_in_the_middle_of_a_list_makes_it_truncated(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods(700)
    first = cluster.answer(f"{PODS}?limit=500", {"authorization": f"Bearer {next(iter(cluster.tokens))}"}, "")
    cluster.next_replies[PODS] = deque([first, status(403, "no more of this")])
    found = place.collect(need(PODS))[PODS]
    assert (found.status, found.code, found.message) == ("truncated", "403", "after 500 items: no more of this")


def test_a_connection_that_breaks_in_the_middle_of_a_page_is_tried_again(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods(3)
    cluster.next_replies[PODS] = deque([CUT])
    pauses: list[float] = []
    assert place.collect(need(PODS), patience=quick(pauses))[PODS].status == "collected"
    assert len(pauses) == 1


def test_a_server_that_gives_the_same_token_again_is_left(place: Place, cluster: Cluster) -> None:
    cluster.raw[PODS] = Reply(200, b'{"metadata":{"continue":"again"},"items":[{}]}')
    found = place.collect(need(PODS))[PODS]
    assert (found.status, found.message) == ("truncated", "the server gives the same page again and again")


def test_pages_that_are_too_large_are_asked_for_smaller(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = pods(150, size=200_000)
    found = place.collect(need(PODS))[PODS]
    assert (found.status, len(place.kept(found)["items"])) == ("collected", 150)
    assert [path.partition("?")[2].partition("&")[0] for path in cluster.paths()] == ["limit=500", *["limit=50"] * 3]


def test_an_object_that_is_too_large_is_truncated(place: Place, cluster: Cluster) -> None:
    cluster.objects["/api/v1/namespaces/a"] = {"metadata": {"name": "x" * (25 << 20)}}
    found = place.collect(need("/api/v1/namespaces/a"))["/api/v1/namespaces/a"]
    assert (found.status, found.message) == ("truncated", "the answer has more than 24 MiB")


def test_what_content_itself_says_of_paging_gives_way(place: Place, cluster: Cluster) -> None:
    path = f"{PODS}?limit=10000&labelSelector=a%3Db&watch=true"
    cluster.lists[PODS] = pods(2)
    assert place.collect(need(path))[path].status == "collected"
    assert cluster.paths() == [f"{PODS}?labelSelector=a%3Db&limit=500"]


def test_an_empty_list_that_go_wrote_as_null_is_a_list(place: Place, cluster: Cluster) -> None:
    cluster.raw[PODS] = Reply(200, b'{"kind":"PodList","items":null}')
    assert place.collect(need(PODS))[PODS].status == "collected"


def test_an_answer_that_is_no_list_or_no_json_is_an_error(place: Place, cluster: Cluster) -> None:
    cluster.raw[PODS] = Reply(200, b"<html>please log in</html>")
    cluster.raw["/api/v1/nodes"] = Reply(200, b'{"kind":"Node"}')
    found = place.collect(need(PODS), need("/api/v1/nodes"))
    assert (found[PODS].status, found[PODS].message) == ("error", "the answer is no JSON object")
    assert (found["/api/v1/nodes"].status, found["/api/v1/nodes"].message) == ("error", "the answer is no list")
