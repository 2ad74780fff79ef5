"""What the server of the form does not do, and for whom."""

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from form_client import Asking, enter
from questioned import Served, content, served
from scapkit.api.asking.serving.gate import MAX_BODY
from scapkit.api.asking.serving.uploads import MAX_UPLOAD
from shared import Run


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Asking]]:
    folder = tmp_path_factory.mktemp("form")
    with served(folder) as found:
        yield found, enter(found, folder)


@pytest.fixture
def asking(form: tuple[Served, Asking]) -> Asking:
    return form[1]


def test_the_address_opens_once_and_leads_who_is_in_to_the_page(form: tuple[Served, Asking]) -> None:
    found, asking = form
    path = urlsplit(found.address).path
    assert asking.ask("GET", path, Cookie=None).status == 403
    again = asking.ask("GET", path)
    assert (again.status, again.headers["Location"]) == (303, asking.home)


def test_the_page_may_run_its_own_script_and_nothing_else(asking: Asking) -> None:
    answer = asking.ask("GET", asking.home)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": None}, 403),
        ({"Cookie": "scapkit=guess"}, 403),
        ({"Cookie": "a\x01b;;="}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "localhost"}, 403),
        ({"Host": None}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "none"}, 200),
    ],
)
def test_nobody_else_is_shown_the_page(asking: Asking, headers: dict[str, str | None], status: int) -> None:
    for path in (asking.home, f"{asking.home}states"):
        answer = asking.ask("GET", path, **headers)
        assert answer.status == status
        if status == 403:
            assert b"switched" not in answer.body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": None}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"X_Scapkit_Secret": "guess"}, 403),
        ({"X_Scapkit_Secret": None}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Length": None}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "٣"}, 411),
        ({"Transfer_Encoding": "chunked"}, 411),
        ({"Content_Length": str(MAX_BODY + 1)}, 413),
        ({"Content_Length": "9" * 40}, 413),
    ],
)
def test_nothing_is_written_for_anybody_but_the_page(
    asking: Asking, headers: dict[str, str | None], status: int
) -> None:
    given = {name: value and value.encode().decode("latin-1") for name, value in headers.items()}
    assert asking.ask("POST", f"{asking.home}answer", None, **given).status == status
    assert not (asking.folder / "answers.yml").exists()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 403),
        ("GET", "/favicon.ico", 403),
        ("GET", "/enter/", 403),
        ("GET", "../answers.yml", 404),
        ("GET", "answers.yml", 404),
        ("POST", "states", 404),
        ("PUT", "answer", 501),
        ("DELETE", "answer", 501),
        ("OPTIONS", "answer", 501),
    ],
)
def test_there_is_nothing_else(asking: Asking, method: str, path: str, status: int) -> None:
    cookie = None if status == 403 else asking.cookie
    answer = asking.ask(method, path if path.startswith("/") else f"{asking.home}{path}", Cookie=cookie)
    assert answer.status == status
    assert "Python" not in str(answer.headers)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"key": 1}', b'{"key": "q1", "more": "x"}', b"\xff", b"[" * 100_000, b'{"key": "q99"}', b"{}"],
)
def test_what_is_no_answer_is_told_and_not_saved(asking: Asking, body: bytes) -> None:
    answer = asking.ask("POST", f"{asking.home}answer", body)
    found = json.loads(answer.body)
    assert (answer.status, found["is_saved"]) == (200, False)
    assert found["problem"]
    assert not (asking.folder / "answers.yml").exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"answer": "perhaps"}, "answer"),
        ({"response": "PASS"}, "answer"),
        ({"key": "q4", "answer": "many"}, "answer"),
        ({"key": "q3", "answer": "Middling"}, "answer"),
        ({"who": " \n"}, "who"),
        ({"who": "a\x1b[2J"}, "who"),
        ({"who": "x" * 400}, "who"),
        ({"who": "\ud800"}, "who"),
        ({"expires": "soon"}, "expires"),
        ({"expires": "2020-01-01"}, "expires"),
        ({"expires": "9999-99-99"}, "expires"),
        ({"evidence": [{"file": "../tree"}]}, "evidence"),
        ({"evidence": [{"file": "/etc/passwd"}]}, "evidence"),
        ({"evidence": [{"file": "gone\x00.pdf"}]}, "evidence"),
        ({"evidence": [{"file": "f-ocil.xml", "sha256": "a" * 64}] * 51}, "evidence"),
        ({"evidence": "x"}, "evidence"),
        ({"action": "sign_off"}, ""),
        ({"action": "format"}, ""),
    ],
)
def test_a_field_that_is_wrong_is_named_and_nothing_is_saved(
    asking: Asking, fields: dict[str, object], field: str
) -> None:
    found = asking.save(**fields)
    assert (found["is_saved"], found["field"]) == (False, field)
    assert not (asking.folder / "answers.yml").exists()


def test_a_digest_that_the_page_makes_up_is_not_taken(tmp_path: Path) -> None:
    with served(tmp_path) as form:
        found = enter(form, tmp_path).save(evidence=[{"file": "f-ocil.xml", "sha256": "a" * 64}])
        assert found["is_saved"]
        assert "a" * 64 not in (tmp_path / "answers.yml").read_text(encoding="utf-8")


def test_who_says_nothing_or_half_a_request_does_not_keep_others_waiting(asking: Asking) -> None:
    host, _, port = asking.host.partition(":")
    waiting = [socket.create_connection((host, int(port))) for _ in range(40)]
    try:
        for each in waiting[:20]:
            each.sendall(b"POST / HTTP/1.1\r\nHost: x\r\n")
        for each in waiting[20:]:
            each.close()
        assert asking.ask("GET", asking.home).status == 200
    finally:
        for each in waiting:
            each.close()


def test_connections_that_send_a_byte_now_and_then_keep_nobody_waiting_and_end(asking: Asking) -> None:
    host, _, port = asking.host.partition(":")
    start = time.monotonic()
    slow = opened = [socket.create_connection((host, int(port))) for _ in range(100)]
    try:
        while slow and time.monotonic() - start < 20:
            slow = [each for each in slow if not _has_ended(each)]
            asked = time.monotonic()
            assert asking.ask("GET", asking.home).status == 200
            assert time.monotonic() - asked < 5
            time.sleep(0.5)
        assert slow == []
    finally:
        for each in opened:
            each.close()


def _has_ended(connection: socket.socket) -> bool:
    """Whether the server is done with a connection that goes on sending."""
    connection.settimeout(0.001)
    try:
        connection.sendall(b"G")
        connection.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def test_a_port_that_is_taken_is_told(scapkit: Run, form: tuple[Served, Asking], tmp_path: Path) -> None:
    port = urlsplit(form[0].address).port
    words = ("answer", content(tmp_path), "--profile", "base", "--serve", "--port", str(port))
    done = scapkit(*words)
    assert done.returncode == 1
    assert "unusable-port" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("--port", "x", "--serve"), ("--port", "70000", "--serve"), ("--port", "80")])
def test_options_that_do_not_fit_are_told(scapkit: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = scapkit("answer", content(tmp_path), "--profile", "base", *words)
    assert done.returncode == 1
    assert "unusable-port" in done.stderr or "not-served" in done.stderr


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Cookie": None}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"X_Scapkit_Secret": None}, 403),
        ({"Content_Type": "application/json"}, 415),
        ({"Content_Length": str(MAX_UPLOAD + 1)}, 413),
    ],
)
def test_no_evidence_is_taken_from_anybody_but_the_page(
    asking: Asking, headers: dict[str, str | None], status: int
) -> None:
    usual: dict[str, str | None] = {"Content_Type": "application/octet-stream"}
    assert asking.ask("POST", f"{asking.home}evidence?a.pdf", None, **(usual | headers)).status == status
    assert not (asking.folder / "evidence").exists()
