"""Text of others in Markdown (GitHub Flavored Markdown): it stays text, and names, links and pictures nobody."""

import re

from scapkit.report.html.page import inert

_MARKUP = re.compile(r"[\\`*_\[\]|~$^!{}]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# @name, #1, !1, ~label, GH-1, https:// and www. mean something to code hosts even where all markup is escaped.
_MEANT = re.compile(r"(?<=[@#!~%$&])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=GH)(?=-\d)", re.IGNORECASE)
# What is markup wherever it stands; `{{` inserts a parameter in OSCAL.
_LIGHT = re.compile(
    r"[\\`*~]|\{(?=\{)|(?<=\{)\{|\](?=[(:])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])"
    r"|\A[-+#>=|](?=\W|\Z)|(?<=\A\d)[.)]"
)
_APART = "\u200b"
_START = re.compile(r"\A(\d{0,9})([-+.)=#]|\s)")


def escaped(text: str) -> str:
    """Text on one line that shows as it is; what would name people, issues or addresses is broken by U+200B."""
    return _START.sub(_begun, within(text))


def within(text: str) -> str:
    """The same for text that does not begin a line."""
    line = re.sub(r"\s+", " ", inert(text))
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", _MEANT.sub(_APART, line))
    return re.sub("[<>&]", lambda found: _ENTITIES[found[0]], marked)


def lightly(text: str) -> str:
    """The same for programs that render Markdown but know no names and issues, with as few signs put in as will do."""
    return _LIGHT.sub(_lit, re.sub(r"\s+", " ", inert(text)).strip(" \ufeff"))


def _lit(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0]) or f"\\{found[0]}"


def _begun(found: re.Match[str]) -> str:
    """What begins a list, a heading or code at the start of a line."""
    return found[0] if found[2].isspace() else f"{found[1]}\\{found[2]}"


def code(text: str) -> str:
    """Text on one line as code, in which a code host looks for nothing."""
    line = re.sub(r"\s+", " ", inert(text))
    if not line.strip():
        return line
    longest = max((len(each) for each in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def fenced(text: str) -> str:
    """Lines as a block of code."""
    shown = inert(text)
    longest = max((len(each) for each in re.findall("`+", shown)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{shown}\n{fence}"
