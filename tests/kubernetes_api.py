"""A stand-in for a Kubernetes API server, over HTTPS, on this machine."""

import gzip
import json
import socket
import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from certificates import Authority
from kubernetes_answers import Listed, Reply, one, page, printed, status
from kubernetes_refusals import absent, forbidden

TOKEN = "a-token-that-must-not-be-kept"
VERSION = {
    "major": "1",
    "minor": "31+",
    "gitVersion": "v1.31.2-eks-7f9249a",
    "gitCommit": "2d2d4a5c0d4e5b6f7a8b9c0d1e2f3a4b5c6d7e8f",
    "gitTreeState": "clean",
    "buildDate": "2024-11-13T10:21:40Z",
    "goVersion": "go1.22.8",
    "compiler": "gc",
    "platform": "linux/amd64",
}
COMPRESSED_FROM = 128 << 10
CHUNKED_FROM = 2048
CHUNK = 32 << 10
CUT = Reply(0, b"")
"""The connection is closed in the middle of the answer."""


class Cluster:
    """What the stand-in serves.

    `lists` and `objects` are by path; `forbidden` paths are refused; `next_replies` are given first, one a request;
    `expire` is how many continue tokens are refused as too old; `asked` is every request's path and headers.
    """

    def __init__(self) -> None:
        self.lists: dict[str, Listed] = {}
        self.objects: dict[str, Any] = {"/version": VERSION}
        self.raw: dict[str, Reply] = {}
        self.forbidden: Callable[[str], bool] = lambda path: False
        self.next_replies: dict[str, deque[Reply]] = defaultdict(deque)
        self.expire = 0
        self.tokens = {TOKEN}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.pause: Callable[[str], None] = lambda path: None

    def paths(self) -> list[str]:
        """The paths asked for, with their queries."""
        return [path for path, _ in self.asked]

    def answer(self, target: str, headers: dict[str, str], subject: str) -> Reply:
        """The answer to one request."""
        self.asked.append((target, headers))
        path, _, query = target.partition("?")
        self.pause(path)
        if self.next_replies[path]:
            return self.next_replies[path].popleft()
        token = headers.get("authorization", "").removeprefix("Bearer ")
        if not subject and token not in self.tokens:
            return status(401, "Unauthorized")
        if self.forbidden(path):
            return forbidden(path)
        if "json" not in headers.get("accept", "") and "*/*" not in headers.get("accept", "*/*"):
            return status(406, "406: Not Acceptable", details={})
        return self._found(path, dict(parse_qsl(query)), headers.get("accept", ""))

    def _found(self, path: str, query: dict[str, str], accept: str) -> Reply:
        if path in self.raw:
            return self.raw[path]
        if path in self.lists:
            expired = "continue" in query and self.expire > 0
            self.expire -= expired
            return page(self.lists[path], query, accept, expired)
        if path in self.objects:
            found = self.objects[path]
            return printed(found) if path == "/version" else one(found, accept)
        return absent(path, (*self.lists, *self.objects, *self.raw))


class Server:
    """An HTTPS server for a cluster, on a free port of 127.0.0.1; for a `with`."""

    def __init__(self, cluster: Cluster, authority: Authority, alternatives: str = "IP:127.0.0.1") -> None:
        certificate, key = authority.issue("server", alternatives)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        context.load_verify_locations(authority.certificate)
        context.verify_mode = ssl.CERT_OPTIONAL
        self._server = _Listening(("127.0.0.1", 0), _handler(cluster))
        self._server.context = context
        self.url = f"https://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Server":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Listening(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    context: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake belongs to the connection's own thread."""
        try:
            with self.context.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        except OSError:
            return


def _chunks(body: bytes) -> bytes:
    """A body of a length that was not known when it began (RFC 9112, 7.1)."""
    pieces = (body[start : start + CHUNK] for start in range(0, len(body), CHUNK))
    return b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in pieces) + b"0\r\n\r\n"


def _handler(cluster: Cluster) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            peer = self.connection.getpeercert()
            subject = json.dumps(peer.get("subject")) if peer else ""
            headers = {name.lower(): value for name, value in self.headers.items()}
            found = cluster.answer(self.path, headers, subject)
            if found is CUT:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            self._send(found, headers)

        def _send(self, found: Reply, headers: dict[str, str]) -> None:
            body, more = found.body, [("Cache-Control", "no-cache, private"), ("Date", self.date_time_string())]
            packed = any(name == "Content-Encoding" for name, _ in found.headers)
            if len(body) > COMPRESSED_FROM and not packed and "gzip" in headers.get("accept-encoding", ""):
                more += [("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
                body = gzip.compress(body, 1)
            chunked = len(found.body) > CHUNKED_FROM
            length = ("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(len(body)))
            self.send_response_only(found.code)
            for name, value in (*found.headers, *more, length):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(_chunks(body) if chunked else body)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    return Handler
