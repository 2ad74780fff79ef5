"""What Jinja in the authoring format can do besides its own: names for patterns, ids, shells, keys and addresses."""

import hashlib
import json
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from urllib.parse import quote

from jinja2 import TemplateRuntimeError

ERE_SPECIAL = re.compile(r"[.*+?^$|(){}\[\]\\/]")
UPPER = re.compile("[A-Z]")
NO_WORD = re.compile(r"[^A-Za-z0-9_]+")


def escape_ere(text: str) -> str:
    """A literal in an extended regular expression, as awk, grep and sed know it (POSIX 1003.1, 9.4)."""
    return ERE_SPECIAL.sub(r"\\\g<0>", text)


def escape_id(text: str) -> str:
    """A text as part of an id: what an id cannot hold becomes an underscore."""
    return NO_WORD.sub("_", text).strip("_")


def escape_yaml_key(text: str) -> str:
    """A key as the fields of a record in OVAL name it: ^k for K."""
    return UPPER.sub(lambda match: f"^{match.group().lower()}", text)


def quote_word(text: object) -> str:
    """A word for a POSIX shell."""
    return shlex.quote(str(text))


def quote_yaml(text: object) -> str:
    """A scalar of YAML in double quotes."""
    return json.dumps(str(text), ensure_ascii=False)


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def fail(message: str) -> NoReturn:
    """Stop rendering: the message becomes a problem at the line."""
    raise TemplateRuntimeError(message)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "escape_regex": re.escape,
    "escape_ere": escape_ere,
    "escape_id": escape_id,
    "escape_yaml_key": escape_yaml_key,
    "quote": quote_word,
    "quote_yaml": quote_yaml,
    "sha256": sha256,
    "url_encode": quote,
}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {"raise": fail, "url_encode": quote}
