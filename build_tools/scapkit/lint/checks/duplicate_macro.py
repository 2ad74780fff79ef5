"""duplicate-macro: a macro that two files of the project define."""

from collections.abc import Iterator

from scapkit.lint.names import MACRO, without_comments
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING
from scapkit.span import Span


def run(whole: Whole) -> Iterator[Finding]:
    """Macros whose name an earlier file of the project has; names that begin with _ stay in their file."""
    first: dict[str, Span] = {}
    for text in whole.templates:
        if text.path.parent.name != "macros":
            continue
        source = without_comments(text.text)
        for found in MACRO.finditer(source):
            name = found["name"]
            here = Span(text.file, source.count("\n", 0, found.start()) + 1)
            before = first.setdefault(name, here)
            if before.file != here.file and not name.startswith("_"):
                yield Finding(here, f"the macro {name} is defined in {before} too", "rename one of them")


LINT = Lint(
    "duplicate-macro",
    WARNING,
    "Macros are known everywhere: of two with one name the later file's is taken, whichever was meant. Rename one.",
    run,
)
