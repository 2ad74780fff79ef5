"""Jinja filters for authors: texts made safe as a part of a pattern, an id, a shell command or YAML."""

import json
import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any

ERE_SPECIAL = re.compile(r"[.*+?^$|(){}\[\]\\/]")


def escape_ere(text: str) -> str:
    """A literal in an extended regular expression, as awk, grep and sed know it (POSIX 1003.1, 9.4)."""
    return ERE_SPECIAL.sub(r"\\\g<0>", text)


def escape_id(text: str) -> str:
    """A text as a part of an id."""
    return re.sub(r"\W+", "_", text).strip("_")


def quote(text: object) -> str:
    """A word for a POSIX shell."""
    return shlex.quote(str(text))


def quote_yaml(text: object) -> str:
    """A scalar of YAML in double quotes."""
    return json.dumps(str(text), ensure_ascii=False)


FILTERS: Mapping[str, Callable[[Any], str]] = {
    "escape_regex": re.escape,
    "escape_ere": escape_ere,
    "escape_id": escape_id,
    "quote": quote,
    "quote_yaml": quote_yaml,
}
