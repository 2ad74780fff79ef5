"""malformed-pattern: a regular expression in OVAL that no engine takes."""

from collections.abc import Iterator

from scapkit.lint.ovals import patterns, place_of, written_parts
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.oval.matching.patterns import compiled
from scapkit.problem import ERROR


def run(whole: Whole) -> Iterator[Finding]:
    """Patterns that the evaluator refuses, which reads them as PCRE does."""
    for written in written_parts(whole):
        for pattern in patterns(written.part):
            try:
                compiled(pattern)
            except ValueError as error:
                yield Finding(place_of(written, pattern), str(error), "backslashes quote what is meant literally")


LINT = Lint(
    "malformed-pattern",
    ERROR,
    "A pattern that cannot be compiled makes the test an error on every system. OVAL's patterns are those of PCRE.",
    run,
)
