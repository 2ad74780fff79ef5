"""The server: HTTP on loopback, whose requests the gate admits and the form answers."""

from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RD
from threading import BoundedSemaphore
from time import monotonic
from typing import Any
from urllib.parse import unquote

from scapkit.api.asking.answer_session import Came
from scapkit.api.asking.serving.form import Form
from scapkit.api.asking.serving.gate import HOST, MAX_BODY, Gate, Refusal
from scapkit.api.asking.serving.uploads import MAX_UPLOAD, blocks
from scapkit.api.asking.session import AnswerOptions, Session
from scapkit.problem import Invalid, invalid
from scapkit.report.html.page import dress

SECONDS = 10
MAX_REQUESTS = 32
JSON, BYTES, HTML, TEXT = (
    "application/json",
    "application/octet-stream",
    "text/html; charset=utf-8",
    "text/plain; charset=utf-8",
)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """A server for one session; each request has a thread, and a few seconds to come in whole."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, session: Session, who: str, port: int) -> None:
        self.session = session
        self.form = Form(session, who)
        self._places = BoundedSemaphore(2 * MAX_REQUESTS)
        self._since: dict[Any, float] = {}
        super().__init__((HOST, port), Handler)
        self.gate = Gate(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Nobody waits for a place: of too many requests the oldest is heard no more."""
        for each in list(self._since)[: max(len(self._since) - MAX_REQUESTS + 1, 0)]:
            self._hush(each)
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        self._since[request] = monotonic()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One request, in its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._since.pop(request, None)
            self._places.release()

    def service_actions(self) -> None:
        """Now and then: requests that have not come in whole in their time are heard no more."""
        for request, since in list(self._since.items()):
            if monotonic() - since > SECONDS:
                self._hush(request)

    def _hush(self, request: Any) -> None:
        """What reads the request finds its end."""
        self._since.pop(request, None)
        with suppress(OSError):
            request.shutdown(SHUT_RD)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke, or took too long, is nobody's concern."""


class Handler(BaseHTTPRequestHandler):
    """One request. Its headers are looked at before anything else, its body after all that could refuse it."""

    server: Server
    timeout = SECONDS
    server_version, sys_version = "scapkit", ""

    def do_GET(self) -> None:
        """The address that opens, the page, and the states."""
        gate = self.server.gate
        refusal = gate.strange(self._headers)
        if refusal is None and gate.enters(self.path):
            self._reply(303, b"", TEXT, {"Location": gate.home, "Set-Cookie": gate.set_cookie})
            return
        refusal = refusal or gate.unknown(self._headers)
        if refusal is None and self.path.startswith("/enter/"):
            self._reply(303, b"", TEXT, {"Location": gate.home})
            return
        found = None if refusal else self._found(gate)
        if found is None:
            self._refuse(refusal or Refusal(404, "there is nothing here"))
        else:
            self._reply(200, *found)

    def _found(self, gate: Gate) -> tuple[bytes, str] | None:
        with self.server.session.lock:
            if self.path == gate.home:
                return self.server.form.page(gate.page), HTML
            if self.path == f"{gate.home}states":
                return self.server.form.states(), JSON
        return None

    def do_POST(self) -> None:
        """What the page saves."""
        gate = self.server.gate
        path, _, query = self.path.partition("?")
        kind, limit = (BYTES, MAX_UPLOAD) if path == f"{gate.home}evidence" else (JSON, MAX_BODY)
        refusal = gate.strange(self._headers) or gate.unknown(self._headers)
        refusal = refusal or gate.unwritable(self._headers, kind, limit)
        if refusal is None and path not in (f"{gate.home}answer", f"{gate.home}evidence"):
            refusal = Refusal(404, "there is nothing here")
        if refusal is not None:
            self._refuse(refusal)
            return
        body = blocks(self.rfile, int(self.headers["Content-Length"]))
        if kind == BYTES:
            self._reply(200, self.server.form.keep(unquote(query, errors="replace"), body), JSON)
            return
        posted = b"".join(body)
        with self.server.session.lock:
            told = self.server.form.take(posted)
        self._reply(200, told, JSON)

    @property
    def _headers(self) -> dict[str, str]:
        """The headers by their usual names; of one that is given twice all, so that it fits nothing."""
        return {name.title(): ", ".join(self.headers.get_all(name, [])) for name in self.headers}

    def _refuse(self, refusal: Refusal) -> None:
        self._reply(refusal.status, f"{refusal.reason}\n".encode(), TEXT)

    def _reply(self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        policy = dress("answer.html").policy + "; frame-ancestors 'none'" if kind == HTML else "default-src 'none'"
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), "Content-Security-Policy": policy}
        for name, value in (headers | HEADERS | (more or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the standard library refuses, said as plainly as the rest."""
        del explain
        self._reply(int(code), f"{message or 'no'}\n".encode(errors="replace"), TEXT)

    def log_message(self, *_arguments: object) -> None:
        """Nothing is told of requests."""


def serve(options: AnswerOptions, who: str, port: int, ready: Callable[[str], None], now: Callable[[], str]) -> Came:
    """Serve the questions until KeyboardInterrupt; `ready` gets the address. Port 0 is any that is free.

    Raises Invalid for what cannot be used, and for a port that is taken.
    """
    session = Session(options, now)
    try:
        server = Server(session, who, port)
    except (OSError, OverflowError) as error:
        raise invalid("--port", "unusable-port", f"{port}: {getattr(error, 'strerror', None) or error}") from None
    with server:
        ready(server.gate.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever(poll_interval=0.2)
        with session.lock:
            return came(session)


def came(session: Session) -> Came:
    """How it ended; a file that somebody damaged meanwhile counts as it was before."""
    with suppress(Invalid):
        session.refresh()
    return Came(session.answered, session.open())
