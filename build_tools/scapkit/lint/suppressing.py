"""Comments that say why something is right as it is: `# lint: ignore CODE[, CODE] - reason`.

Such a comment holds for its own line and for the one after it. It needs a reason, and it must have something to say:
one that suppresses nothing is told, as is one whose code no check has. Errors of the build cannot be suppressed.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from scapkit.lint.whole import Text
from scapkit.problem import NOTE, WARNING, Problem, did_you_mean
from scapkit.span import Span

COMMENT = re.compile(r"(?:#|<!--)\s*lint:\s*ignore\b(?P<said>.*)")
SAID = re.compile(r"\s+(?P<codes>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s+-\s+(?P<reason>\S.*)")


class Suppression(NamedTuple):
    """One comment: its place, and what it suppresses there and on the next line."""

    span: Span
    codes: tuple[str, ...]


def read_suppressions(
    texts: Iterable[Text], known: Collection[str], problems: list[Problem]
) -> tuple[Suppression, ...]:
    """The comments of all files; malformed ones are added to `problems`."""
    return tuple(
        suppression for text in texts if "lint:" in text.text for suppression in _of_file(text, known, problems)
    )


def _of_file(text: Text, known: Collection[str], problems: list[Problem]) -> Iterator[Suppression]:
    for number, line in enumerate(text.text.split("\n"), 1):
        comment = COMMENT.search(line)
        if comment is None:
            continue
        span = Span(text.file, number, comment.start() + 1)
        said = SAID.match(comment["said"])
        if said is None:
            message = "a suppression names codes and a reason"
            hint = "write it as: lint: ignore CODE, CODE - reason"
            problems.append(Problem(span, "bad-suppression", message, hint, WARNING))
            continue
        codes = tuple(re.split(r"\s*,\s*", said["codes"]))
        for code in codes:
            if code not in known:
                hint = did_you_mean(code, known)
                problems.append(Problem(span, "bad-suppression", f"no check {code}", hint, WARNING))
        yield Suppression(span, tuple(code for code in codes if code in known))


def suppress(
    found: Iterable[Problem], suppressions: Iterable[Suppression], judged: Collection[str]
) -> Iterator[Problem]:
    """What no comment suppresses; then a note for each comment that suppressed nothing of what was `judged`."""
    places: dict[tuple[str, int, str], list[tuple[Suppression, str]]] = {}
    for suppression in suppressions:
        for code in suppression.codes:
            for line in (suppression.span.line, suppression.span.line + 1):
                places.setdefault((suppression.span.file, line, code), []).append((suppression, code))
    used: set[tuple[Suppression, str]] = set()
    for problem in found:
        holding = places.get((problem.span.file, problem.span.line, problem.code), ())
        used.update(holding)
        if not holding:
            yield problem
    said = {pair for pairs in places.values() for pair in pairs}
    for suppression, code in said - used:
        if code in judged:
            message = f"{code} is not found here, so there is nothing to ignore"
            yield Problem(suppression.span, "unused-suppression", message, "take the comment away", NOTE)
