"""tab-character: a tab in a YAML file."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE
from scapkit.span import Span


def run(whole: Whole) -> Iterator[Finding]:
    """The first tab of each YAML file that is not at the end of a line."""
    for text in whole.texts:
        if text.shape is None or "\t" not in text.text:
            continue
        for number, line in enumerate(text.text.split("\n"), 1):
            if "\t" in line.rstrip():
                yield Finding(Span(text.file, number, line.index("\t") + 1), "a tab", "indent with spaces")
                break


LINT = Lint(
    "tab-character",
    NOTE,
    "YAML refuses tabs as indentation, and elsewhere they look different in every editor. Use spaces.",
    run,
)
