"""Who may ask the server for what: a browser that was given the address, and a page that came from here."""

import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple

HOST = "127.0.0.1"
SECRET = "X-Scapkit-Secret"
MAX_BODY = 512 * 1024


class Refusal(NamedTuple):
    """A request that is refused: the HTTP status, and why."""

    status: int
    reason: str


class Gate:
    """Three secrets: a token opens the address that is shown, once; for it the browser gets a cookie, which it sends to
    the path `home` alone, as other servers of this machine share its cookies; `page` is in the page, for what writes.
    """

    def __init__(self, port: int) -> None:
        self.host = f"{HOST}:{port}"
        self.origin = f"http://{self.host}"
        self.home = f"/{secrets.token_urlsafe(16)}/"
        self.page = secrets.token_urlsafe(32)
        self._token = secrets.token_urlsafe(32)
        self._cookie = secrets.token_urlsafe(32)
        self._is_open = True

    @property
    def address(self) -> str:
        """Where to begin."""
        return f"{self.origin}/enter/{self._token}"

    @property
    def set_cookie(self) -> str:
        """What a browser that may come in is given (RFC 6265bis)."""
        return f"scapkit={self._cookie}; Path={self.home}; HttpOnly; SameSite=Strict"

    def strange(self, headers: Mapping[str, str]) -> Refusal | None:
        """Why nothing of a request is looked at: another name leads here (DNS rebinding), or another site asks."""
        if headers.get("Host", "") != self.host:
            return Refusal(403, "this server answers to its own address only")
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return Refusal(403, "another site asks")
        return None

    def enters(self, path: str) -> bool:
        """Whether a path is that of the address, which opens once."""
        fits = self._is_open and same(path, f"/enter/{self._token}")
        self._is_open = self._is_open and not fits
        return fits

    def unknown(self, headers: Mapping[str, str]) -> Refusal | None:
        """Why a page is not shown."""
        try:
            found = SimpleCookie(headers.get("Cookie", "")).get("scapkit")
        except CookieError:
            found = None
        if found is None or not same(found.value, self._cookie):
            return Refusal(403, "open the address that scapkit shows in the terminal; it opens once, in one browser")
        return None

    def unwritable(self, headers: Mapping[str, str], kind: str, limit: int) -> Refusal | None:
        """Why nothing is written: the request does not come from the page, or its body is none of `kind`."""
        if headers.get("Origin", "") != self.origin:
            return Refusal(403, "another origin asks")
        if not same(headers.get(SECRET, ""), self.page):
            return Refusal(403, "the page is of another session: load it again")
        if headers.get("Content-Type", "").partition(";")[0].strip().lower() != kind:
            return Refusal(415, f"wants {kind}")
        length = headers.get("Content-Length", "")
        if "Transfer-Encoding" in headers or not (length.isascii() and length.isdigit()):
            return Refusal(411, "wants a Content-Length")
        if len(length) > 12 or int(length) > limit:
            return Refusal(413, f"larger than {limit >> 10} KiB")
        return None


def same(given: str, wanted: str) -> bool:
    """Whether a secret is what was given, in a time that tells nothing."""
    return secrets.compare_digest(given.encode(errors="replace"), wanted.encode())
