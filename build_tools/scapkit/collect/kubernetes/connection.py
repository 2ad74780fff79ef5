"""One GET at a time to one API server: bounded in size and time, no redirects, every failure an answer."""

import ssl
from collections.abc import Callable, Mapping
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from scapkit import __version__
from scapkit.collect.kubernetes.access import Access
from scapkit.collect.kubernetes.credentials import Credentials
from scapkit.collect.kubernetes.proxies import find_proxy, is_loopback
from scapkit.collect.kubernetes.tls import make_context
from scapkit.problem import Invalid, invalid

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

CONNECTIONS = 4
MAX_BODY = 24 << 20
MAX_SECONDS = 120.0
PIECE = 1 << 16
BROKEN, UNTRUSTED, TOO_LARGE, TOO_SLOW, REFUSED = "broken", "untrusted", "too-large", "too-slow", "refused"


class Answer(NamedTuple):
    """An HTTP answer, or with code 0 why there is none: `fault` is broken, untrusted, too-large, too-slow or refused.

    `retry_after` and `date` are the headers as they came.
    """

    code: int
    body: bytes = b""
    fault: str = ""
    message: str = ""
    retry_after: str = ""
    date: str = ""


class Connection:
    """A pool of connections to a server; many threads may use it."""

    def __init__(
        self,
        access: Access,
        credentials: Credentials,
        environment: Mapping[str, str],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Connects to nothing yet. Raises Invalid: unusable-server, unusable-proxy, unreadable-credentials."""
        _check_server(access)
        self._access, self._credentials, self._clock = access, credentials, clock
        self._proxy = find_proxy(access, environment)
        self._pools = {credentials.generation: self._open()}

    def get(self, path: str, accept: str = "application/json") -> Answer:
        """Ask for a path; where the server does not know the user any more, once again with new credentials."""
        generation = self._credentials.generation
        answer = self._get(path, accept, generation)
        if answer.code == 401 and self._credentials.renew(generation):
            return self._get(path, accept, self._credentials.generation)
        return answer

    def _get(self, path: str, accept: str, generation: int) -> Answer:
        try:
            if generation not in self._pools:
                self._pools[generation] = self._open()
            return self._ask(self._pools[generation], path, accept)
        except Invalid as error:
            return Answer(0, fault=REFUSED, message=error.problems[0].message)

    def _ask(self, pool: "PoolManager", path: str, accept: str) -> Answer:
        from urllib3 import HTTPHeaderDict
        from urllib3.exceptions import HTTPError

        headers = HTTPHeaderDict(self._credentials.headers())
        headers.update({"Accept": accept, "Accept-Encoding": "gzip", "User-Agent": f"scapkit/{__version__}"})
        url = self._access.server.rstrip("/") + path
        started = self._clock()
        try:
            response = pool.request("GET", url, headers=headers, preload_content=False, redirect=False, retries=False)
            try:
                return self._read(response, started)
            finally:
                response.close()
        except HTTPError as error:
            return failure(error)

    def _read(self, response: "BaseHTTPResponse", started: float) -> Answer:
        body = bytearray()
        for piece in response.stream(PIECE, decode_content=True):
            body += piece
            if len(body) > MAX_BODY:
                return Answer(0, fault=TOO_LARGE, message=f"the answer has more than {MAX_BODY >> 20} MiB")
            if self._clock() - started > MAX_SECONDS:
                return Answer(0, fault=TOO_SLOW, message=f"the answer was not whole after {MAX_SECONDS:g} s")
        headers = response.headers
        return Answer(
            response.status, bytes(body), retry_after=headers.get("Retry-After", ""), date=headers.get("Date", "")
        )

    def _open(self) -> "PoolManager":
        import urllib3

        context = make_context(self._access, *self._credentials.certificate())
        if self._access.insecure:
            # whoever asked for this has been warned, in our own words
            urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
        options = {
            "num_pools": 2,
            "maxsize": CONNECTIONS,
            "block": True,
            "timeout": urllib3.Timeout(connect=10, read=60),
            "ssl_context": context,
            **({"server_hostname": self._access.server_name} if self._access.server_name else {}),
            **({"cert_reqs": ssl.CERT_NONE, "assert_hostname": False} if self._access.insecure else {}),
        }
        if not self._proxy:
            return urllib3.PoolManager(**options)  # type: ignore[arg-type]
        parts = urlsplit(self._proxy)
        proof = f"{parts.username}:{parts.password or ''}" if parts.username else ""
        headers = urllib3.make_headers(proxy_basic_auth=proof) if proof else None
        return urllib3.ProxyManager(self._proxy, proxy_headers=headers, **options)  # type: ignore[arg-type]


def _check_server(access: Access) -> None:
    parts = urlsplit(access.server)
    if parts.scheme == "http" and is_loopback(parts.hostname or ""):
        return
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        message = f"the server of {access.cluster} is no https address"
        raise invalid(access.source, "unusable-server", message, hint="http is for this machine only")


def failure(error: Exception) -> Answer:
    """Why a request gave no answer, in words that hold nothing of what was sent."""
    from urllib3 import exceptions

    reasons = _reasons(error)
    for each in reasons:
        if isinstance(each, ssl.SSLCertVerificationError):
            return Answer(0, fault=UNTRUSTED, message=f"the server's certificate is not trusted: {each.verify_message}")
    known = (
        (exceptions.NameResolutionError, "the server's name is not known"),
        (exceptions.ReadTimeoutError, "no answer in time"),
        (exceptions.ProxyError, "no connection through the proxy"),
        (exceptions.NewConnectionError, "no connection to the server"),
        (exceptions.ConnectTimeoutError, "no connection in time"),
        (exceptions.SSLError, "TLS failed"),
        (exceptions.DecodeError, "the answer cannot be decompressed"),
    )
    said = next((text for kind, text in known if any(isinstance(each, kind) for each in reasons)), "")
    return Answer(0, fault=BROKEN, message=said or "the connection broke")


def _reasons(error: BaseException, depth: int = 5) -> list[BaseException]:
    """An error and those that led to it: urllib3 hands them on as `reason`, as an argument or as the context."""
    inner = (getattr(error, "reason", None), *error.args, error.__context__)
    found = next((each for each in inner if isinstance(each, BaseException)), None)
    return [error, *(_reasons(found, depth - 1) if found and depth else [])]
