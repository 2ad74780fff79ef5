"""The credentials of one run, kept in memory: asked for each request, renewed where the server no longer takes them."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from scapkit.collect.kubernetes.access import Access
from scapkit.collect.kubernetes.plugin import Given, run_plugin
from scapkit.problem import Invalid, invalid

MAX_TOKEN = 1 << 16


class Credentials:
    """`generation` counts how often they were renewed."""

    def __init__(self, access: Access, environment: Mapping[str, str]) -> None:
        """Runs the plugin, if there is one to run. Raises Invalid: failed-plugin, unreadable-credentials."""
        self._access, self._environment = access, environment
        self._lock = Lock()
        self.generation = 0
        self._given = self._ask()
        self.headers()

    def headers(self) -> list[tuple[str, str]]:
        """What identifies a request. A token file is read each time: service accounts' tokens are exchanged."""
        user = self._access.user
        token = str(self._given.token if self._given else user.token)
        if user.token_file:
            token = token_of(user.token_file, user.token)
        if not token.isascii() or not token.isprintable():
            raise invalid(self._access.source, "unreadable-credentials", "the token holds what no token can")
        identity = [("Authorization", f"Bearer {token}")] if token else []
        return [*identity, *user.headers]

    def certificate(self) -> tuple[str, str]:
        """A client certificate and its key, in PEM, or two empty texts."""
        if self._given and self._given.certificate:
            return self._given.certificate, self._given.key
        return self._access.user.certificate, self._access.user.key

    def renew(self, generation: int) -> bool:
        """Renew what was used in a generation; whether there is something new. A plugin that fails now gives none."""
        with self._lock:
            if generation != self.generation:
                return True
            if self._given is None:
                return False
            try:
                self._given = self._ask()
            except Invalid:
                return False
            self.generation += 1
            return True

    def _ask(self) -> Given | None:
        user = self._access.user
        if user.plugin is None or user.token or user.token_file or user.certificate:
            return None
        return run_plugin(user.plugin, self._access, self._environment)


def token_of(file: str, fallback: str) -> str:
    """The token in a file; raises Invalid where it cannot be read and there is no other."""
    try:
        with Path(file).open("rb") as stream:
            return stream.read(MAX_TOKEN).decode("ascii").strip()
    except (OSError, ValueError) as error:
        if fallback:
            return fallback
        reason = getattr(error, "strerror", None) or "not a token"
        raise invalid(file, "unreadable-credentials", reason) from None
