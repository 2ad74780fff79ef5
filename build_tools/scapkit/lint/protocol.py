"""What a check, a format and a fix are to `scapkit lint`; each lives in a file of its own."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from scapkit.lint.whole import Text, Whole
from scapkit.problem import Problems
from scapkit.span import Span


class Finding(NamedTuple):
    """Something that a check dislikes: where, what, and what to do about this one."""

    span: Span
    message: str
    hint: str = ""


class Lint(NamedTuple):
    """A check. `name` is its problem code, `help` says why it matters and how to mend it, in a sentence or two."""

    name: str
    level: str
    help: str
    run: Callable[[Whole], Iterable[Finding]]


class Report(NamedTuple):
    """What was found in the project at `root`; the helps explain the codes of checks, build errors have none."""

    root: str
    problems: Problems
    helps: tuple[tuple[str, str, str], ...]


class Format(NamedTuple):
    """A way of writing a report down; `colour` asks for a terminal's colours, which only text has."""

    name: str
    help: str
    render: Callable[[Report, bool], str]


class Fix(NamedTuple):
    """A mechanical repair of what the check of the same name finds in a file: a text for a text."""

    name: str
    help: str
    mend: Callable[[Text], str]
