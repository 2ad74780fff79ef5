"""Where a name is used: every word of a project's files, as values, templates and macros are named in them."""

import re
from collections.abc import Iterable

from scapkit.lint.whole import Compiled, Text

WORD = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
MACRO = re.compile(r"\{\{%-?\+?\s*macro\s+(?P<name>\w+)")

COMMENT = re.compile(r"\{\{#.*?#\}\}", re.DOTALL)


def without_comments(text: str) -> str:
    """A Jinja text with its lines, comments emptied."""
    return COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)


def words(texts: Iterable[Text]) -> set[str]:
    """Every word of these files."""
    return {word for text in texts for word in WORD.findall(text.text)}


def without_selections(compiled: Compiled) -> list[Text]:
    """A product's files but for those that only choose among rules and options: profiles and controls."""
    return [text for text in compiled.texts if text.path.suffix != ".profile" and text.path.parent.name != "controls"]
