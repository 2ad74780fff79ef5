"""An HTTP server before moto's: it answers some operations of the AWS API itself and hands on all others.

What it answers is checked against botocore's own models, so that no test passes over answers that AWS would not give.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit
from xml.sax.saxutils import escape

import botocore.session
from botocore.validate import ParamValidator

_MODELS = botocore.session.get_session()


class Refusal(NamedTuple):
    """An error of the API."""

    code: str
    message: str = "no"
    status: int = 400


class Patch(NamedTuple):
    """Members that replace those of moto's answer, however deep."""

    members: Mapping[str, Any]


Reply = Mapping[str, Any] | Refusal | Patch
Replies = dict[str, Reply | Callable[[Mapping[str, str]], Reply]]
"""By `service:Operation`; a function gets the labels of the path and the query, as in `{"name": "shop"}`."""


class Overlay(NamedTuple):
    """A running server: where it is, what it answers, and every operation that it was asked for."""

    url: str
    replies: Replies
    asked: list[str]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, moto: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.moto = moto
        self.lock = Lock()
        self.replies: Replies = {}
        self.asked: list[str] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: Any) -> None:
        pass

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        service, operation, labels = _operation(self.command, self.path, dict(self.headers), body)
        name = f"{service}:{operation}"
        with self.server.lock:
            self.server.asked.append(name)
            reply = self.server.replies.get(name)
        found = reply(labels) if callable(reply) else reply
        if isinstance(found, Refusal):
            self._send(found.status, *_refused(service, found))
        elif isinstance(found, Mapping):
            self._send(200, _checked(service, operation, found), {"Content-Type": "application/json"})
        else:
            status, answer, headers = self._from_moto(body)
            if found is not None and status == 200:
                answer = _checked(service, operation, _merged(json.loads(answer), found.members))
            self._send(status, answer, headers)

    do_GET = do_POST = do_PUT = do_DELETE = _serve

    def _from_moto(self, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        connection = HTTPConnection(*self.server.moto)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        found = answer.status, answer.read(), dict(answer.getheaders())
        connection.close()
        return found

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _operation(method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[str, str, dict[str, str]]:
    """Which operation of which service a request is for, by its signature's scope and the service's protocol."""
    scope = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/", headers.get("Authorization", ""))
    signed = scope[1] if scope else ""
    form = parse_qs(body.decode("utf-8", "replace"))
    if "X-Amz-Target" in headers:
        return signed, headers["X-Amz-Target"].rpartition(".")[2], {}
    if "Action" in form:
        balancers = "elbv2" if form["Version"] == ["2015-12-01"] else "elb"
        return (balancers if signed == "elasticloadbalancing" else signed), form["Action"][0], {}
    if signed in ("eks", "guardduty", "inspector2"):
        operation, labels = _by_path(signed, method, urlsplit(path).path)
        return signed, operation, {**labels, **dict(parse_qsl(urlsplit(path).query))}
    return signed, "", {}


def _by_path(service: str, method: str, path: str) -> tuple[str, dict[str, str]]:
    model = _MODELS.get_service_model(service)
    for name in model.operation_names:
        http = model.operation_model(name).http
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(http["requestUri"].partition("?")[0]))
        found = re.fullmatch(pattern, path)
        if found and http["method"] == method:
            return name, {label: unquote(value) for label, value in found.groupdict().items()}
    return "", {}


def _checked(service: str, operation: str, answer: Mapping[str, Any]) -> bytes:
    shape = _MODELS.get_service_model(service).operation_model(operation).output_shape
    report = ParamValidator().validate(answer, shape)
    unknown = answer.keys() - shape.members.keys()
    assert not report.has_errors() and not unknown, f"{service}:{operation}: {report.generate_report()} {unknown}"
    return json.dumps(answer).encode()


def _merged(whole: Any, members: Any) -> Any:
    if not (isinstance(whole, Mapping) and isinstance(members, Mapping)):
        return members
    return {**whole, **{name: _merged(whole.get(name), value) for name, value in members.items()}}


def _refused(service: str, refusal: Refusal) -> tuple[bytes, dict[str, str]]:
    """An error as the protocol of the service has it."""
    protocol = _MODELS.get_service_model(service).metadata["protocol"]
    code, message = escape(refusal.code), escape(refusal.message)
    if protocol == "ec2":
        inner = f"<Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors>"
        return f"<Response>{inner}<RequestID>r</RequestID></Response>".encode(), {"Content-Type": "text/xml"}
    if protocol == "query":
        inner = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
        return f"<ErrorResponse>{inner}<RequestId>r</RequestId></ErrorResponse>".encode(), {"Content-Type": "text/xml"}
    body = json.dumps({"__type": refusal.code, "message": refusal.message}).encode()
    return body, {"Content-Type": "application/json", "x-amzn-ErrorType": refusal.code}


@contextmanager
def overlaid(moto: tuple[str, int]) -> Iterator[Overlay]:
    """A server before moto's."""
    server = _Server(moto)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Overlay(f"http://127.0.0.1:{server.server_port}", server.replies, server.asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
