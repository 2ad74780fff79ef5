"""kubeconfig files: contexts, merging, relative paths, and what is refused with its reason."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from scapkit.collect.kubernetes.access import Access
from scapkit.collect.kubernetes.in_cluster import read_service_account
from scapkit.collect.kubernetes.kubeconfig import read_kubeconfig
from scapkit.problem import Invalid

PEM = "-----BEGIN CERTIFICATE-----\n"


def written(file: Path, user: dict[str, Any] | None = None, name: str = "a", current: str = "a", **cluster: Any) -> str:
    """A kubeconfig whose parts all have one name."""
    whole = {
        "current-context": current,
        "clusters": [{"name": name, "cluster": {"server": f"https://{name}", **cluster}}],
        "users": [{"name": name, "user": user or {}}],
        "contexts": [{"name": name, "context": {"cluster": name, "user": name}}],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(whole), encoding="utf-8")
    return str(file)


def read(file: str, context: str = "", **environment: str) -> Access:
    """What a file gives."""
    return read_kubeconfig(file, context, environment)


def refused(file: str, context: str = "", **environment: str) -> str:
    """Why it gives nothing, as it is printed."""
    with pytest.raises(Invalid) as raised:
        read_kubeconfig(file, context, environment)
    return str(raised.value)


def test_the_current_context_is_used_unless_another_is_named(tmp_path: Path) -> None:
    first, second = written(tmp_path / "1", name="a"), written(tmp_path / "2", name="b", current="b")
    both = f"{first}:{tmp_path / 'none'}:{second}"
    assert read("", KUBECONFIG=both).server == "https://a"
    assert read("", "b", KUBECONFIG=both).server == "https://b"
    assert read(second).server == "https://b"


def test_the_first_file_to_name_a_thing_wins(tmp_path: Path) -> None:
    first = written(tmp_path / "1", server="https://first")
    second = written(tmp_path / "2", {"token": "t"}, server="https://second")
    assert read("", KUBECONFIG=f"{first}:{second}").server == "https://first"
    assert read("", KUBECONFIG=f"{second}:{first}").user.token == "t"


def test_without_any_word_the_file_in_the_home_is_read(tmp_path: Path) -> None:
    written(tmp_path / ".kube" / "config")
    assert read("", HOME=str(tmp_path)).server == "https://a"


def test_paths_are_relative_to_their_file(tmp_path: Path) -> None:
    user = {
        "tokenFile": "t",
        "client-certificate": "c.pem",
        "client-key": "../k.pem",
        "exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "./bin/login", "interactiveMode": "Never"},
    }
    file = written(tmp_path / "in" / "config", user, **{"certificate-authority": "ca.pem"})
    for name in ("in/c.pem", "k.pem", "in/ca.pem"):
        (tmp_path / name).write_text(f"{PEM}{name}", encoding="ascii")
    found = read(file)
    assert found.authorities == f"{PEM}in/ca.pem"
    assert (found.user.certificate, found.user.key) == (f"{PEM}in/c.pem", f"{PEM}k.pem")
    assert found.user.token_file == str(tmp_path / "in" / "t")
    assert found.user.plugin and found.user.plugin.command == str(tmp_path / "in" / "bin" / "login")


def test_data_is_preferred_to_a_file(tmp_path: Path) -> None:
    data = b64encode(PEM.encode()).decode()
    file = written(tmp_path / "1", **{"certificate-authority": "none", "certificate-authority-data": data})
    assert read(file).authorities == PEM


def test_what_a_cluster_says_of_its_server_is_read(tmp_path: Path) -> None:
    more = {"tls-server-name": "b", "insecure-skip-tls-verify": True, "proxy-url": "http://p:1"}
    found = read(written(tmp_path / "1", **more))
    assert (found.server_name, found.insecure, found.proxy) == ("b", True, "http://p:1")


def test_who_does_not_verify_trusts_no_authority_either(tmp_path: Path) -> None:
    data = b64encode(PEM.encode()).decode()
    more = {"insecure-skip-tls-verify": True, "certificate-authority-data": data}
    assert "exclude each other" in refused(written(tmp_path / "1", **more))


def test_another_s_rights_are_used_where_the_file_says_so(tmp_path: Path) -> None:
    user = {"as": "auditor", "as-groups": ["a", "b"], "as-uid": "1", "as-user-extra": {"scope": ["read"]}}
    assert read(written(tmp_path / "1", user)).user.headers == (
        ("Impersonate-User", "auditor"),
        ("Impersonate-Uid", "1"),
        ("Impersonate-Group", "a"),
        ("Impersonate-Group", "b"),
        ("Impersonate-Extra-scope", "read"),
    )


PLUGIN = {"apiVersion": "client.authentication.k8s.io/v1", "command": "x"}


@pytest.mark.parametrize(
    ("user", "what"),
    [
        ({"username": "a", "password": "b"}, "refused-credentials: the user: a name and a password are not sent"),
        ({"auth-provider": {"name": "gcp"}}, "refused-credentials: the user: authentication providers are gone"),
        ({"exec": {**PLUGIN, "apiVersion": "client.authentication.k8s.io/v1alpha1"}}, "refused-credentials"),
        ({"exec": {**PLUGIN, "interactiveMode": "Always"}}, "the plugin wants to ask a person"),
        ({"exec": {"apiVersion": PLUGIN["apiVersion"]}}, "malformed-kubeconfig: the user: exec: command is missing"),
        ({"client-certificate-data": "QQ=="}, "refused-credentials: the user: a client certificate and its key go"),
        ({"client-certificate": "none.pem"}, "unreadable-credentials: the user: client-certificate: No such file"),
        ({"client-key-data": "/w=="}, "malformed-kubeconfig: the user: client-key-data is not PEM in base64"),
        ({"as-groups": ["a"]}, "refused-credentials: the user: somebody else's groups without somebody else"),
        ({"token": 12345}, "malformed-kubeconfig: the user: token must be a string"),
        ({"as-groups": "a"}, "malformed-kubeconfig: the user: as-groups must be a list of strings"),
    ],
)
def test_credentials_that_cannot_be_used_are_refused_with_the_reason(
    tmp_path: Path, user: dict[str, Any], what: str
) -> None:
    said = refused(written(tmp_path / "1", user))
    assert what.replace("the user", "the kubeconfig: users 1: user") in said or what in said
    assert "12345" not in said


def test_what_is_not_there_is_named_with_what_is(tmp_path: Path) -> None:
    file = written(tmp_path / "1")
    assert "unknown-context: there is no context 'b' (there is a)" in refused(file, "b")
    assert "no-kubeconfig: No such file" in refused(str(tmp_path / "none"))
    assert "no-kubeconfig" in refused("", KUBECONFIG=str(tmp_path / "none"))
    assert "no-context" in refused(written(tmp_path / "2", current=""))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: [", "malformed-kubeconfig: this is no YAML"),
        ("- a", "malformed-kubeconfig: the kubeconfig: must be a mapping"),
        (
            "clusters: [{name: a, cluster: {}}, {name: a, cluster: {}}]",
            "malformed-kubeconfig: the kubeconfig: clusters 2: there is another cluster 'a'",
        ),
        ("clusters: a", "malformed-kubeconfig: the kubeconfig: clusters must be a list"),
        (
            "current-context: a\ncontexts: [{name: a, context: {cluster: b}}]",
            "unknown-cluster: there is no cluster 'b'",
        ),
        (
            "current-context: a\ncontexts: [{name: a, context: {cluster: b, user: c}}]\n"
            "clusters: [{name: b, cluster: {server: 'https://b'}}]",
            "unknown-user: there is no user 'c' (there is none at all)",
        ),
        (
            "current-context: a\ncontexts: [{name: a, context: {cluster: b}}]\nclusters: [{name: b, cluster: {}}]",
            "malformed-kubeconfig: the kubeconfig: clusters 1: cluster: server is missing",
        ),
    ],
)
def test_a_malformed_file_is_one_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "1").write_text(text, encoding="utf-8")
    said = refused(str(tmp_path / "1"))
    assert what in said and "\n" not in said


def test_a_pod_has_its_service_account(tmp_path: Path) -> None:
    environment = {"KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"}
    with pytest.raises(Invalid, match="not-in-cluster: No such file"):
        read_service_account(environment, str(tmp_path))
    (tmp_path / "ca.crt").write_text(PEM, encoding="ascii")
    (tmp_path / "token").write_text("t", encoding="ascii")
    found = read_service_account(environment, str(tmp_path))
    assert (found.server, found.authorities) == ("https://[fd00::1]:443", PEM)
    assert found.user.token_file == str(tmp_path / "token")
    with pytest.raises(Invalid, match="this is no pod"):
        read_service_account({}, str(tmp_path))
