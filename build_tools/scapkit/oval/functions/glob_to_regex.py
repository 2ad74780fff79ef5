"""glob_to_regex: a shell pattern as a regular expression (OVAL 5.11.2, GlobToRegexFunctionType).

Where the standard's table contradicts its rules (`\\?` with glob_noescape) the rules are followed, as oscap does.
"""

import re
from collections.abc import Mapping, Sequence

from scapkit.oval.operands import only
from scapkit.oval.protocols import Function

_META = frozenset("^$\\.[(){}*+?|")


def _tokens(member: str, escape: str) -> re.Pattern[str]:
    """One token of a shell pattern, given what may stand in a bracket and what escapes a character."""
    return re.compile(
        rf"""\[(?P<not>[!^]?+)(?P<members>\]?(?:\[:[a-z]+:\]|\[(?![:.=])|{member})+|\])\]
        |(?P<escape>{escape}) |(?P<any>\*) |(?P<one>\?) |(?P<char>.)""",
        re.VERBOSE | re.DOTALL,
    )


_ESCAPING = _tokens(r"\\.|[^][\\]", r"\\.")
_LITERAL = _tokens(r"[^][]", r"(?!)")


def glob_to_regex(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """Each shell pattern as a regular expression; raises ValueError for a bracket that is not closed."""
    literal = attributes.get("glob_noescape", "false").strip() in ("true", "1")
    return [_converted(value, literal) for value in only(arguments)]


def _converted(pattern: str, literal: bool) -> str:
    """The pattern token by token; `starts` says that a part of the path starts here."""
    result, starts = "", True
    for found in (_LITERAL if literal else _ESCAPING).finditer(pattern):
        if found["char"] == "[":
            raise ValueError(f"the shell pattern {pattern!r} has a bracket that is not closed")
        result += _token(found, starts, literal)
        starts = found[0].endswith("/")
    return f"^{result}$"


def _token(found: re.Match[str], starts: bool, literal: bool) -> str:
    if found["any"]:
        return "(?=[^.])[^/]*" if starts else "[^/]*"
    if found["one"]:
        return "[^./]" if starts else "[^/]"
    if found["members"]:
        return _bracket(found["not"], found["members"], starts, literal)
    if found["escape"]:
        character = found["escape"][1]
        return "\\" + character if character in _META or character == "]" else character
    return "\\" + found["char"] if found["char"] in _META else found[0]


def _bracket(negation: str, members: str, starts: bool, literal: bool) -> str:
    members = members.replace("\\", "\\\\") if literal else re.sub(r"\\([A-Za-z0-9])", r"\1", members)
    guard = "(?=[^.])" if starts and negation else ""
    return f"{guard}[{'^' if negation else ''}{members}]"


FUNCTION = Function("glob_to_regex", glob_to_regex)
