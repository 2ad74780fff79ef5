"""What the YAML and Jinja parsers say of the commonest faults, in words for the author of a file."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

# A pattern of libyaml's message, what is said instead, and what to do.
TAB = ("a tab stands here", "indent with spaces")
ENDED = ("the text ends where a value must follow", "close what a bracket or brace opens")
FAULTS = (
    (r"tab character", *TAB),
    (r"cannot start any token|expected node content", "a value cannot begin with {c}", "quote it"),
    (
        r"mapping values are not allowed",
        "a colon starts a value where none can be",
        "quote text that holds ': '; else look at the indentation",
    ),
    (r"unknown escape character", "double quotes hold an escape that YAML lacks", "use single quotes"),
    (
        r"did not find expected (?:key|'-' indicator|<document start>)",
        "this does not fit what stands before it",
        "what belongs together begins in one column; in single quotes a quote is written twice",
    ),
    (r"scanning an anchor", "text that begins with & makes an anchor", "quote it"),
    (r"undefined alias", "text that begins with * names an anchor, and there is none", "quote it"),
    (r"found another document", "a second document begins here", "a file holds one"),
)
# The same for what is told where it began.
UNFINISHED = (
    (r"quoted scalar, found unexpected end", "the quote that is opened here is never closed", ""),
    (
        r"expected ',' or '(?P<c>.)'",
        "this is not closed by a {c}",
        "commas stand between its entries; quote text that begins with a bracket or brace",
    ),
    (
        r"could not find expected ':'",
        "a key has no colon, or a dash no space",
        "write `key: value` and `- entry`, with a space",
    ),
    (r"expected comment or line break", "a block of text begins in the next line", "or quote the text"),
)


class Fault(NamedTuple):
    """What is wrong in words, what to do, and libyaml's mark of the place, or None."""

    message: str
    hint: str
    mark: Any


def yaml_fault(error: Any, text: str) -> Fault:
    """An error of libyaml in a text, in our words where they are known."""
    said = ", ".join(str(part) for part in (error.context, error.problem) if part)
    mark = error.problem_mark or error.context_mark
    for faults, place in ((FAULTS, mark), (UNFINISHED, error.context_mark or mark)):
        for pattern, message, hint in faults:
            found = re.search(pattern, said)
            if found:
                character = found.groupdict().get("c") or _character(text, place)
                if "{c}" in message and not character:
                    return Fault(*ENDED, place)
                return Fault(*TAB, place) if character == "\t" else Fault(message.format(c=character), hint, place)
    return Fault(said, "", mark)


def _character(text: str, mark: Any) -> str:
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] if mark else ""


def control_character(reason: str, text: str) -> int:
    """The line (from 0) of what YAML refuses as a character, from the position in the message; -1 where it has none."""
    found = re.search(r"position (\d+)", reason)
    return text.count("\n", 0, int(found.group(1))) if found else -1


def unclosed_block(tokens: Iterable[tuple[int, str, str]]) -> tuple[int, str] | None:
    """The line and name of the innermost Jinja block that is still open at the end, from the lexer's tokens."""
    opened: list[tuple[int, str]] = []
    starts = False
    for line, kind, value in tokens:
        if kind == "whitespace":
            continue
        if starts and kind == "name":
            _enter(opened, line, value)
        starts = kind == "block_begin"
    return opened[-1] if opened else None


def _enter(opened: list[tuple[int, str]], line: int, name: str) -> None:
    if name.startswith("end"):
        if opened and opened[-1][1] == name.removeprefix("end"):
            opened.pop()
    elif name in ("if", "for", "macro", "block", "call", "filter", "with"):
        opened.append((line, name))
