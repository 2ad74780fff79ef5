"""trailing-space: white space at the end of a line."""

import re
from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE
from scapkit.span import Span

TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def run(whole: Whole) -> Iterator[Finding]:
    """The first such line of each file, with how many there are."""
    for text in filter(lambda text: text.is_ours, (*whole.texts, *whole.templates)):
        found = list(TRAILING.finditer(text.text))
        if found:
            line = text.text.count("\n", 0, found[0].start()) + 1
            column = found[0].start() - text.text.rfind("\n", 0, found[0].start())
            message = f"white space at the end of {len(found)} line{'s' * (len(found) != 1)}"
            yield Finding(Span(text.file, line, column), message, "--fix takes it away where it says nothing")


LINT = Lint(
    "trailing-space",
    NOTE,
    "White space at the end of a line cannot be seen and makes changes look larger than they are. --fix takes it away.",
    run,
)
