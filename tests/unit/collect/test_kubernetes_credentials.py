"""How a request is identified: tokens, files of tokens, client certificates, programs that give either."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from collected_cluster import Place
from kubeconfigs import encoded
from kubernetes_api import TOKEN, Cluster
from scapkit.collect.kubernetes.access import Access, Hidden, Plugin, User
from scapkit.collect.kubernetes.credentials import Credentials
from scapkit.collect.kubernetes.plugin import run_plugin
from scapkit.problem import Invalid

V1 = "client.authentication.k8s.io/v1"


def program(folder: Path, body: str) -> str:
    """A program of Python."""
    file = folder / "plugin"
    file.write_text(f"#!{sys.executable}\nimport json, os, sys\n{body}\n", encoding="utf-8")
    file.chmod(stat.S_IRWXU)
    return str(file)


def gives(version: str = V1, **status: str) -> str:
    """Print credentials."""
    return f"print(json.dumps({ {'apiVersion': version, 'kind': 'ExecCredential', 'status': status}!r}))"


def exec_(command: str, version: str = V1, **more: Any) -> dict[str, Any]:
    """The user of a kubeconfig with a plugin."""
    return {"exec": {"apiVersion": version, "command": command, "interactiveMode": "Never", **more}}


def test_a_token_is_sent(place: Place, cluster: Cluster) -> None:
    assert place.connection({"token": TOKEN}).get("/version").code == 200
    assert place.connection({"token": "another"}).get("/version").code == 401
    assert place.connection({}).get("/version").code == 401


def test_a_file_of_a_token_is_read_for_each_request(place: Place, cluster: Cluster) -> None:
    file = place.folder / "token"
    file.write_text("old\n", encoding="ascii")
    connection = place.connection({"tokenFile": "token"})
    assert connection.get("/version").code == 401
    file.write_text(f"{TOKEN}\n", encoding="ascii")
    assert connection.get("/version").code == 200
    file.unlink()
    assert (connection.get("/version").code, connection.get("/version").fault) == (0, "refused")


def test_a_client_certificate_is_shown(place: Place, cluster: Cluster) -> None:
    certificate, key = place.authority.issue("somebody")
    cluster.tokens = set()
    by_file = {"client-certificate": str(certificate), "client-key": str(key)}
    by_data = {"client-certificate-data": encoded(certificate), "client-key-data": encoded(key)}
    assert place.connection(by_file).get("/version").code == 200
    assert place.connection(by_data).get("/version").code == 200
    with pytest.raises(Invalid, match="unreadable-credentials: the client certificate and its key cannot be used"):
        place.connection({**by_data, "client-key-data": encoded(place.authority.issue("other")[1])})


def test_a_plugin_gives_a_token_or_a_certificate(place: Place, cluster: Cluster) -> None:
    assert place.connection(exec_(program(place.folder, gives(token=TOKEN)))).get("/version").code == 200
    certificate, key = (each.read_text() for each in place.authority.issue("somebody"))
    cluster.tokens = set()
    command = program(place.folder, gives(clientCertificateData=certificate, clientKeyData=key))
    assert place.connection(exec_(command)).get("/version").code == 200


def test_with_other_credentials_at_hand_no_plugin_is_run(place: Place, cluster: Cluster) -> None:
    certificate, key = place.authority.issue("somebody")
    never = exec_(program(place.folder, "sys.exit(1)"))
    shown = {"client-certificate-data": encoded(certificate), "client-key-data": encoded(key)}
    assert place.connection({**never, "token": TOKEN}).get("/version").code == 200
    assert place.connection({**never, **shown}).get("/version").code == 200


def test_a_plugin_is_told_what_the_standard_says(tmp_path: Path) -> None:
    command = program(
        tmp_path,
        "json.dump([dict(os.environ), sys.argv[1:], sys.stdin.read()], open('said', 'w'))\n" + gives(token="t"),
    )
    plugin = Plugin(command, ("$(id)", "; id"), (("B", "2"), ("C", "3")), V1, True, "", "kubeconfig")
    access = Access("kubeconfig", "a", "https://a", "PEM", "name")
    work = tmp_path / "said"
    wrapped = plugin._replace(command=program(tmp_path, f"import runpy\n{_saving(work)}\n{gives(token='t')}"))
    assert run_plugin(wrapped, access, {"A": "1", "B": "1"}).token == "t"
    environment, arguments, read = json.loads(work.read_text(encoding="utf-8"))
    info = json.loads(environment.pop("KUBERNETES_EXEC_INFO"))
    assert {name: environment[name] for name in "ABC"} == {"A": "1", "B": "2", "C": "3"}
    assert (arguments, read) == (["$(id)", "; id"], "")
    cluster = {"server": "https://a", "certificate-authority-data": "UEVN", "tls-server-name": "name"}
    assert info == {"apiVersion": V1, "kind": "ExecCredential", "spec": {"interactive": False, "cluster": cluster}}


def _saving(file: Path) -> str:
    return f"json.dump([dict(os.environ), sys.argv[1:], sys.stdin.read()], open({str(file)!r}, 'w'))"


def test_where_the_server_takes_a_token_no_more_the_plugin_is_asked_again_once(place: Place, cluster: Cluster) -> None:
    count = place.folder / "count"
    counting = f"n = len(open({str(count)!r}, 'a+').read() or '')\nopen({str(count)!r}, 'a').write('x')\n"
    counting = f"n = os.path.getsize({str(count)!r}) if os.path.exists({str(count)!r}) else 0\nopen({str(count)!r}, 'a').write('x')\n"
    body = f"{counting}print(json.dumps({{'apiVersion': {V1!r}, 'kind': 'ExecCredential', 'status': {{'token': f'token-{{n}}'}}}}))"
    connection = place.connection(exec_(program(place.folder, body)))
    cluster.tokens = {"token-1"}
    assert connection.get("/version").code == 200
    assert connection.get("/version").code == 200
    assert count.read_text() == "xx"
    cluster.tokens = set()
    assert connection.get("/version").code == 401
    assert count.read_text() == "xxx"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("print('in vain', file=sys.stderr); sys.exit(3)", "plugin ended with 3 (in vain)"),
        ("print('hello')", "printed no ExecCredential"),
        ("print('[]')", "printed no ExecCredential"),
        (gives(), "gave neither a token nor a certificate with its key"),
        (gives(clientCertificateData="a"), "gave neither a token"),
        (gives("client.authentication.k8s.io/v1beta1", token="t"), "something other than an ExecCredential of"),
        ("import time; time.sleep(60)", "gave no answer in 0.5 s"),
        ("print('x' * (2 << 20))", "printed no ExecCredential"),
    ],
)
def test_a_plugin_that_fails_says_why_in_one_line(tmp_path: Path, body: str, reason: str) -> None:
    plugin = Plugin(program(tmp_path, body), (), (), V1, False, "", "kubeconfig")
    with pytest.raises(Invalid) as raised:
        run_plugin(plugin, Access("kubeconfig", "a", "https://a"), {}, 0.5 if "sleep" in body else 20.0)
    said = str(raised.value)
    assert said.startswith("kubeconfig: failed-plugin: ") and reason in said and "\n" not in said


def test_a_plugin_that_is_not_installed_is_told_with_its_hint(tmp_path: Path) -> None:
    plugin = Plugin(str(tmp_path / "none"), (), (), V1, False, "install\nit", "kubeconfig")
    with pytest.raises(Invalid, match=r"plugin none No such file or directory \(install it\)"):
        run_plugin(plugin, Access("kubeconfig", "a", "https://a"), {})


def test_credentials_are_not_shown_when_printed() -> None:
    user = User(token=Hidden("secret-token"), key=Hidden("secret-key"))
    assert "secret" not in repr(Access("f", "a", "https://a", user=user))


def test_a_token_with_a_line_break_is_refused() -> None:
    with pytest.raises(Invalid, match="unreadable-credentials: the token holds what no token can"):
        Credentials(Access("f", "a", "https://a", user=User(token=Hidden("a\r\nHost: b"))), {})
