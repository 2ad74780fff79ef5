"""What is refused, busy or broken is tried again as it asks for, then recorded, and the rest goes on."""

import gzip
from collections import deque

import pytest

from collected_cluster import Place, need, quick
from kubernetes_answers import Listed, Reply, status, too_many_requests
from kubernetes_api import CUT, TOKEN, Cluster
from scapkit.collect.kubernetes.access import Access, Hidden, User
from scapkit.collect.kubernetes.connection import Answer, Connection
from scapkit.collect.kubernetes.credentials import Credentials
from scapkit.collect.kubernetes.patience import Patience, persist, retry_after

PODS = "/api/v1/pods"
POLICIES = "/apis/networking.k8s.io/v1/networkpolicies"


def test_a_refusal_is_recorded_with_what_the_api_says_and_the_rest_goes_on(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = Listed("Pod", "v1", [])
    cluster.forbidden = lambda path: "networking" in path
    found = place.collect(need(PODS), need(POLICIES, ".items"))
    assert found[PODS].status == "collected"
    refused = [each for key, each in found.items() if key.startswith(POLICIES)]
    assert len(refused) == 2
    for each in refused:
        assert (each.status, each.code, each.path) == ("forbidden", "403", "")
        assert each.message == (
            'networkpolicies.networking.k8s.io is forbidden: User "tester" cannot list resource "networkpolicies" in '
            'API group "networking.k8s.io" at the cluster scope'
        )


def test_an_unknown_user_is_forbidden(place: Place, cluster: Cluster) -> None:
    cluster.tokens = set()
    found = place.collect(need(PODS))[PODS]
    assert (found.status, found.code, found.message) == ("forbidden", "401", "Unauthorized")


def test_what_is_not_there_is_not_found_and_so_is_what_its_filter_would_make(place: Place, cluster: Cluster) -> None:
    things, none, cron = "/apis/none.example/v1/things", "/api/v1/namespaces/none", "/apis/batch/v1/cronjobs"
    found = place.collect(need(things, ".items"), need(none), need(cron))
    assert {(each.status, each.code) for each in found.values()} == {("not-found", "404")}
    assert len(found) == 4
    assert [found[key].message for key in (things, none, cron)] == [
        "404 page not found",
        'namespaces "none" not found',
        "the server could not find the requested resource",
    ]


def test_a_busy_server_is_asked_again_after_the_time_that_it_says(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = Listed("Pod", "v1", [])
    cluster.next_replies[PODS] = deque([too_many_requests(7), status(503, "starting")])
    pauses: list[float] = []
    assert place.collect(need(PODS), patience=quick(pauses))[PODS].status == "collected"
    assert pauses == [7 + 0.5, 1.0]


def test_a_server_that_stays_busy_is_left_after_some_attempts(place: Place, cluster: Cluster) -> None:
    cluster.raw[PODS] = too_many_requests()
    cluster.raw[POLICIES] = status(500, "etcd has no leader")
    cluster.next_replies["/api/v1/nodes"] = deque([CUT] * 9)
    found = place.collect(need(PODS), need(POLICIES), need("/api/v1/nodes"))
    assert (found[PODS].status, found[PODS].code) == ("throttled", "429")
    assert found[PODS].message == "Too many requests, please try again later."
    assert (found[POLICIES].status, found[POLICIES].code) == ("error", "500")
    assert (found["/api/v1/nodes"].status, found["/api/v1/nodes"].message) == ("error", "the connection broke")
    assert len(cluster.asked) == 9


def test_nobody_waits_longer_than_there_is_time() -> None:
    times, pauses = iter((0.0, 1.0, 2.0, 3.0)), list[float]()
    patience = Patience(seconds=100, sleep=pauses.append, random=lambda: 0.0, clock=lambda: next(times))
    busy = Answer(429, retry_after="99")
    assert persist(lambda: busy, patience) is busy
    assert pauses == [99.0]


def test_pauses_double_and_have_a_longest() -> None:
    pauses: list[float] = []
    patience = Patience(attempts=9, sleep=pauses.append, random=lambda: 1.0, clock=lambda: 0.0)
    persist(lambda: Answer(500), patience)
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


@pytest.mark.parametrize(
    ("text", "date", "seconds"),
    [
        ("5", "", 5),
        ("Thu, 01 Jan 2026 00:01:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT", 60),
        ("Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 2026 00:01:00 GMT", 0),
        ("Thu, 01 Jan 2026 00:00:00 GMT", "", 0),
        ("soon", "", 0),
        ("-5", "", 0),
        ("", "", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str, date: str, seconds: float) -> None:
    assert retry_after(Answer(429, retry_after=text, date=date)) == seconds


def test_when_the_time_for_the_run_is_up_the_rest_is_skipped(place: Place, cluster: Cluster) -> None:
    cluster.lists[PODS] = Listed("Pod", "v1", [])
    found = place.collect(need(PODS, ".items"), patience=quick([])._replace(until=0.0))
    assert {each.status for each in found.values()} == {"skipped"}
    assert cluster.asked == []


def test_a_redirect_is_not_followed(place: Place, cluster: Cluster) -> None:
    cluster.raw[PODS] = Reply(302, b"", (("Location", "https://127.0.0.1:1/elsewhere"),))
    found = place.collect(need(PODS))[PODS]
    assert (found.status, found.code) == ("error", "302")


def test_an_answer_that_drips_is_left_after_some_time(place: Place, cluster: Cluster) -> None:
    times = iter((0.0, 121.0))
    access = Access("f", "a", place.server.url, insecure=True, user=User(token=Hidden(TOKEN)))
    answer = Connection(access, Credentials(access, {}), {}, lambda: next(times)).get("/version")
    assert (answer.code, answer.fault, answer.message) == (0, "too-slow", "the answer was not whole after 120 s")


def test_an_answer_that_unpacks_to_too_much_is_left(place: Place, cluster: Cluster) -> None:
    bomb = gzip.compress(b" " * (200 << 20), 9)
    cluster.raw["/version"] = Reply(200, bomb, (("Content-Encoding", "gzip"),))
    assert place.connection().get("/version").fault == "too-large"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/namespaces/a/pods/b/exec?command=sh",
        "/api/v1/namespaces/a/services/b/proxy",
        "/api/v1/namespaces/a/services/b/proxy/delete-everything",
        "/api/v1/namespaces/a/pods/b/log",
        "/api/v1/nodes/a/proxy/run/b",
        "/api/v1/nodes/a/proxy/configz/../run",
        "/api/v1/watch/pods",
        "/api/v1/namespaces/a/pods/b%2fexec",
        "/api//v1/secrets",
        "/../etc",
        "/api/v1/pods?a=\r\nHost: b",
        "http://elsewhere/api",
    ],
)
def test_content_cannot_reach_what_runs_behind_the_api(place: Place, cluster: Cluster, path: str) -> None:
    assert [each.status for each in place.collect(need(path)).values()] == ["skipped"]
    assert cluster.asked == []


def test_objects_may_be_called_like_what_is_refused(place: Place, cluster: Cluster) -> None:
    path = "/api/v1/namespaces/log/configmaps/proxy"
    cluster.objects[path] = {"metadata": {"name": "proxy"}}
    assert place.collect(need(path))[path].status == "collected"
