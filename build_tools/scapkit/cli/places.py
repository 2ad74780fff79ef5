"""Where this user's programs keep things (XDG Base Directory specification)."""

import os

from scapkit.api.evaluating.keeping import Keeping


def user_keeping() -> Keeping:
    """The folder for what is kept of content, and the file of the secret; nothing without a home."""
    cache, state = _folder("XDG_CACHE_HOME", ".cache"), _folder("XDG_STATE_HOME", ".local/state")
    return Keeping(f"{cache}/scapkit/content", f"{state}/scapkit/secret") if cache and state else Keeping()


def _folder(variable: str, usual: str) -> str:
    """The folder that a variable names, else the usual one; relative paths do not count."""
    named, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if named.startswith("/"):
        return named
    return f"{home}/{usual}" if home.startswith("/") else ""
