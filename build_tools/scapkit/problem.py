"""What is wrong in somebody's file, and the one exception that carries it."""

from collections.abc import Iterable
from typing import NamedTuple

from scapkit.span import Span

ERROR, WARNING, NOTE = LEVELS = ("error", "warning", "note")


class Problem(NamedTuple):
    """One thing wrong, where, and what to do: printed as `file:line:column: code: message (hint)`.

    `level` is error, warning or note; only an error stops a stage. Lesser ones say so before the code.
    """

    span: Span
    code: str
    message: str
    hint: str = ""
    level: str = ERROR

    def __str__(self) -> str:
        level = "" if self.level == ERROR else f"{self.level}: "
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.span}: {level}{self.code}: {self.message}{tail}"


Problems = tuple[Problem, ...]


class Invalid(Exception):
    """Input that cannot be used; holds every problem found in the stage that refused it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def invalid(file: str, code: str, message: str, *, line: int = 0, column: int = 0, hint: str = "") -> Invalid:
    """The exception for a single problem, ready to be raised."""
    return Invalid([Problem(Span(file, line, column), code, message, hint)])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, above all one in other letters of case, or the empty string."""
    from difflib import get_close_matches

    words = list(known)
    folded = {each.casefold(): each for each in words}
    nearest = [folded[word.casefold()]] if word.casefold() in folded else get_close_matches(word, words, n=1)
    return f"did you mean {nearest[0]}?" if nearest else ""
