"""Whom a connection trusts, and which way it goes."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from certificates import Authority
from collected_cluster import Place
from kubernetes_api import Cluster, Server
from scapkit.collect.kubernetes.access import Access
from scapkit.collect.kubernetes.connection import Connection
from scapkit.collect.kubernetes.credentials import Credentials
from scapkit.collect.kubernetes.patience import Patience
from scapkit.collect.kubernetes.proxies import find_proxy
from scapkit.collect.kubernetes.server import Version, asset_of, find_version
from scapkit.problem import Invalid


def connection(access: Access, **environment: str) -> Connection:
    """To a server, as nobody."""
    return Connection(access, Credentials(access, {}), environment)


def test_another_authority_is_not_trusted(place: Place, tmp_path: Path) -> None:
    other = Authority(tmp_path).certificate.read_text(encoding="ascii")
    answer = connection(Access("f", "a", place.server.url, other)).get("/version")
    assert (answer.code, answer.fault) == (0, "untrusted")
    assert answer.message.startswith("the server's certificate is not trusted: ")
    assert connection(Access("f", "a", place.server.url)).get("/version").fault == "untrusted"


def test_the_server_s_name_may_be_another_than_its_address(authority: Authority, cluster: Cluster) -> None:
    trusted = authority.certificate.read_text(encoding="ascii")
    with Server(cluster, authority, "DNS:api.shop.example") as server:
        assert connection(Access("f", "a", server.url, trusted)).get("/version").fault == "untrusted"
        named = Access("f", "a", server.url, trusted, "api.shop.example")
        assert connection(named).get("/version").code == 401
        assert connection(named._replace(server_name="other.example")).get("/version").fault == "untrusted"


def test_who_does_not_want_to_verify_need_not(place: Place) -> None:
    assert connection(Access("f", "a", place.server.url, insecure=True)).get("/version").code == 401


@pytest.mark.parametrize("server", ["http://10.0.0.1", "ftp://a", "https://", "a:443", "https://a?b"])
def test_a_server_that_is_no_https_address_is_refused(server: str) -> None:
    with pytest.raises(Invalid, match="f: unusable-server: the server of a is no https address"):
        connection(Access("f", "a", server))


def test_authorities_that_are_no_certificates_are_refused() -> None:
    with pytest.raises(Invalid, match="unreadable-credentials: the certificate authority of a is not PEM"):
        connection(Access("f", "a", "https://a", "nothing"))


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    patience = Patience(attempts=1)
    access = Access("f", "a", "https://127.0.0.1:1")
    with pytest.raises(Invalid, match=r"f: unreachable-cluster: https://127.0.0.1:1: no connection to the server"):
        find_version(connection(access).get, access, patience)


def test_something_else_than_a_kubernetes_api_is_not_believed(place: Place, cluster: Cluster) -> None:
    access = Access("f", "a", place.server.url)
    del cluster.objects["/version"]
    with pytest.raises(Invalid, match=r"f: not-kubernetes: .* gives no version \(HTTP 404\)"):
        find_version(place.connection().get, access, Patience())
    cluster.objects["/version"] = {"hello": "world"}
    with pytest.raises(Invalid, match="not-kubernetes"):
        find_version(place.connection().get, access, Patience())
    cluster.tokens = set()
    assert find_version(place.connection().get, access, Patience()) == Version()


def test_the_asset_is_named_as_the_kubeconfig_has_it() -> None:
    arn = "arn:aws:eks:eu-central-1:123456789012:cluster/shop"
    found = asset_of(Access("f", arn, "https://a"), "", Version("v1.31.2-eks-1", "1.31"))
    assert (found.name, found.kind, found.addresses) == ("shop", "eks-cluster", ("https://a",))
    facts = {"account": "123456789012", "arn": arn, "region": "eu-central-1", "version": "1.31"}
    assert dict(found.facts) == facts
    assert asset_of(Access("f", "kind-a", "https://a"), "mine", Version())[:2] == ("mine", "kubernetes-cluster")


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """An HTTP proxy that refuses everything, and what it was asked."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            asked.append((self.path, self.headers.get("Proxy-Authorization", "")))
            self.send_error(403)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"127.0.0.1:{server.server_port}", asked
        server.shutdown()


def test_a_proxy_is_asked_for_the_way(proxy: tuple[str, list[tuple[str, str]]]) -> None:
    place, asked = proxy
    answer = connection(Access("f", "a", "https://shop.example:6443", proxy=f"http://me:word@{place}")).get("/version")
    assert (answer.fault, answer.message) == ("broken", "no connection through the proxy")
    assert asked == [("shop.example:6443", "Basic bWU6d29yZA==")]


@pytest.mark.parametrize(
    ("server", "environment", "found"),
    [
        ("https://shop.example", {"HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        ("https://shop.example", {"https_proxy": "p:1"}, "http://p:1"),
        ("https://shop.example", {"HTTP_PROXY": "http://p:1"}, ""),
        ("https://shop.example", {"HTTPS_PROXY": "p", "NO_PROXY": "other.example,shop.example"}, ""),
        ("https://api.shop.example", {"HTTPS_PROXY": "p", "NO_PROXY": ".shop.example"}, ""),
        ("https://api.shop.example", {"HTTPS_PROXY": "p", "no_proxy": "shop.example:443"}, ""),
        ("https://workshop.example", {"HTTPS_PROXY": "p", "NO_PROXY": "shop.example"}, "http://p"),
        ("https://10.1.2.3:6443", {"HTTPS_PROXY": "p", "NO_PROXY": "10.0.0.0/8"}, ""),
        ("https://11.1.2.3:6443", {"HTTPS_PROXY": "p", "NO_PROXY": "10.0.0.0/8"}, "http://p"),
        ("https://127.0.0.1:6443", {"HTTPS_PROXY": "p"}, ""),
        ("https://shop.example", {"HTTPS_PROXY": "p", "NO_PROXY": "*"}, ""),
    ],
)
def test_the_environment_s_proxy_is_used_where_it_is_meant(
    server: str, environment: dict[str, str], found: str
) -> None:
    assert find_proxy(Access("f", "a", server), environment) == found


def test_other_kinds_of_proxies_are_refused() -> None:
    with pytest.raises(Invalid, match="unusable-proxy: a proxy of the kind socks5 is not known"):
        find_proxy(Access("f", "a", "https://a", proxy="socks5://p:1"), {})
