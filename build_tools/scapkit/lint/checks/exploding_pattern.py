"""exploding-pattern: a regular expression in OVAL that hostile or merely odd text keeps busy for ever."""

from collections.abc import Iterator

from scapkit.lint.ovals import patterns, place_of, written_parts
from scapkit.lint.patterns.ambiguity import explodes
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.oval.matching.patterns import compiled
from scapkit.oval.matching.pcre.translate import translated
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Well-formed patterns with a loop that can go round the same text in two ways, and something after it."""
    known: dict[str, bool] = {}
    for written in written_parts(whole):
        for pattern in patterns(written.part):
            if pattern not in known:
                known[pattern] = _explodes(pattern)
            if known[pattern]:
                message = f"the pattern {pattern} can take exponential time"
                yield Finding(place_of(written, pattern), message, "make a repeated part match a text in one way")


def _explodes(pattern: str) -> bool:
    try:
        compiled(pattern)
    except ValueError:
        return False
    return explodes(translated(pattern))


LINT = Lint(
    "exploding-pattern",
    WARNING,
    "A repetition inside a repetition, as in (a+)+, makes an engine try every way to split the text. Write a+ instead.",
    run,
)
