"""unused-macro: a macro of the project that nothing calls."""

from collections import Counter
from collections.abc import Iterator

from scapkit.lint.names import MACRO, WORD
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING
from scapkit.span import Span


def run(whole: Whole) -> Iterator[Finding]:
    """The project's own macros whose name stands nowhere but where they are defined."""
    if not whole.complete:
        return
    macros = [(text, found) for text in whole.templates for found in MACRO.finditer(text.text)]
    wanted = {found["name"] for _, found in macros}
    said = (word for text in (*whole.texts, *whole.templates) for word in WORD.findall(text.text))
    counts = Counter(word for word in said if word in wanted)
    counts.subtract(found["name"] for _, found in macros)
    for text, found in macros:
        if counts[found["name"]] == 0:
            line = text.text.count("\n", 0, found.start()) + 1
            yield Finding(Span(text.file, line), f"nothing calls the macro {found['name']}", "call it, or delete it")


LINT = Lint(
    "unused-macro",
    WARNING,
    "A macro that nothing calls is never rendered, and nobody learns when it breaks. Delete it, or call it.",
    run,
)
