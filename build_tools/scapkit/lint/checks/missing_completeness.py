"""missing-completeness: a file that does not say whether it is ready."""

import re
from collections.abc import Iterator

from scapkit.authoring import kinds
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE
from scapkit.span import Span

SAID = re.compile(r"^documentation_complete\s*:", re.MULTILINE)
KINDS = (kinds.RULE, kinds.PROFILE)


def run(whole: Whole) -> Iterator[Finding]:
    """Rules and profiles without documentation_complete."""
    for text in whole.texts:
        if text.shape in KINDS and not SAID.search(text.text):
            hint = "add documentation_complete: true, or false while it is not"
            yield Finding(Span(text.file, 1), "the file does not say whether it is ready to be built", hint)


LINT = Lint(
    "missing-completeness",
    NOTE,
    "Without documentation_complete a half-written file is built like a finished one. Say true, or false for now.",
    run,
)
