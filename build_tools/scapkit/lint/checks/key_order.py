"""key-order: the keys of a file do not come in the order that readers know."""

from collections.abc import Iterator

from scapkit.lint.keys import cut, ordered
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE
from scapkit.span import Span


def run(whole: Whole) -> Iterator[Finding]:
    """The first key of each file that stands too late."""
    for text in whole.texts:
        found = cut(text)
        blocks = found.blocks if found else ()
        for block, other in zip(blocks, ordered(text, blocks) if blocks else (), strict=True):
            if block is not other:
                span = Span(text.file, other.line, 1)
                yield Finding(
                    span, f"{other.key} comes before {block.key}", "--fix moves keys, but not past Jinja statements"
                )
                break


LINT = Lint(
    "key-order",
    NOTE,
    "Files whose keys come in one order are quick to read and to compare. --fix moves them, comments included.",
    run,
)
