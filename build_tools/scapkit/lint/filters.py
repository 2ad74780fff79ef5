"""jq filters of collect entries, which may hold Go templates: conditions and variables that are filled in later."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

CONDITION = re.compile(r"\{\{-?\s*if\b[^}]*\}\}((?:(?!\{\{-?\s*(?:if|end)\b).)*)\{\{-?\s*end\s*-?\}\}", re.DOTALL)
ELSE = re.compile(r"\{\{-?\s*else\s*-?\}\}")
VARIABLE = re.compile(r"\{\{[^}]*\}\}")
MAX_CONDITIONS = 100


def compile_error(filter_: str) -> str:
    """Why jq does not compile a filter, in one line; empty where it does, and where there is no jq to ask."""
    try:
        jq: Any = import_module("jq")
    except ImportError:
        return ""
    for text in dict.fromkeys(expanded(filter_)):
        try:
            jq.compile(text)
        except ValueError as error:
            return str(error).splitlines()[0]
    return ""


def expanded(filter_: str) -> Iterator[str]:
    """The filter with every condition true, and with every condition false."""
    for branch in (0, -1):
        text = filter_
        for _ in range(MAX_CONDITIONS):
            found = CONDITION.search(text)
            if found is None:
                break
            branches = ELSE.split(found[1], maxsplit=1)
            chosen = branches[branch] if branch == 0 or len(branches) > 1 else ""
            text = text[: found.start()] + chosen + text[found.end() :]
        yield VARIABLE.sub("x", text)
