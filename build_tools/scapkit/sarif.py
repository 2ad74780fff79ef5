"""What all our SARIF logs have in common (SARIF 2.1.0, OASIS Standard of 27 March 2020 with Errata 01)."""

import re
from collections.abc import Sequence
from posixpath import normpath
from typing import Any
from urllib.parse import quote, urlsplit

from scapkit import __version__
from scapkit.names import HOME

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
# `[text](target)` is a link and `{0}` a place to be filled in messages (3.11.5, 3.11.6).
_MEANT = re.compile(r"(?<=\])(?=\()|(?<=\{)(?=[0-9]+\})")
_RESERVED = ":/?#[]@!$&'()*+,;=%~"
_APART = "\u200b"


def tool(rules: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """The program as a tool (3.18), with the rules that it knows."""
    driver = {"name": "scapkit", "version": __version__, "semanticVersion": __version__, "informationUri": HOME}
    return {"driver": {**driver, "rules": list(rules)} if rules else driver}


def message(text: str) -> dict[str, str]:
    """A message of a text that others may have written: it holds no link, and nothing to be filled in."""
    return {"text": _MEANT.sub(_APART, text)}


def name(identifier: str) -> str:
    """The name of a rule from its id, as readers like it (3.49.7): `wrong-cce-digit` is WrongCceDigit."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[\W_]+", identifier))


def artifact(path: str, base: str) -> dict[str, str]:
    """A file below a base (3.4): its path as a relative URI that leads nowhere else."""
    inner = normpath(f"/{path}").lstrip("/")
    return {"uri": quote(inner.encode(errors="replace"), safe="/") or ".", "uriBaseId": base}


def uri(address: str) -> str:
    """An address as a URI (RFC 3986), what it must not hold percent-encoded; empty where it is none."""
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return ""
    return quote(address.encode(errors="replace"), safe=_RESERVED) if host else ""
