"""missing-final-newline: a file whose last line does not end."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE
from scapkit.span import Span


def run(whole: Whole) -> Iterator[Finding]:
    """Files whose last character is not a line's end."""
    for text in filter(lambda text: text.is_ours, (*whole.texts, *whole.templates)):
        if not text.text.endswith("\n"):
            yield Finding(Span(text.file, text.text.count("\n") + 1), "the last line does not end", "--fix ends it")


LINT = Lint(
    "missing-final-newline",
    NOTE,
    "Tools that work by lines lose or join a last line that does not end. --fix ends it.",
    run,
)
