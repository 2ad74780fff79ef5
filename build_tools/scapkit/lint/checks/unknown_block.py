"""unknown-block: a block of a check template that no stage renders."""

import re
from collections.abc import Iterator

from scapkit.authoring.remediations import LANGUAGES
from scapkit.lint.names import without_comments
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Text, Whole
from scapkit.problem import WARNING, did_you_mean
from scapkit.span import Span

KNOWN = ("oval", "ocil", "ocil_clause", *LANGUAGES)
TAG = re.compile(r"\{\{%[-+]?\s*(?:block\s+(?P<name>\w+)|(?P<end>endblock))")


def run(whole: Whole) -> Iterator[Finding]:
    """Outermost blocks of the project's own check templates whose names mean nothing."""
    for text in whole.templates:
        if text.path.parent.name == "checks":
            yield from _unknown(text)


def _unknown(text: Text) -> Iterator[Finding]:
    source = without_comments(text.text)
    depth = 0
    for tag in TAG.finditer(source):
        name = tag["name"]
        if name and not depth and name not in KNOWN:
            hint = did_you_mean(name, KNOWN) or f"there are: {', '.join(KNOWN)}"
            yield Finding(
                Span(text.file, source.count("\n", 0, tag.start()) + 1), f"nothing renders the block {name}", hint
            )
        depth += 1 if name else -1


LINT = Lint(
    "unknown-block",
    WARNING,
    "An outermost block is asked for by name: oval, ocil, ocil_clause, or a language. One of another name is lost.",
    run,
)
