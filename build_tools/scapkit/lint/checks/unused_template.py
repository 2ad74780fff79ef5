"""unused-template: a check template of the project that no rule names."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING
from scapkit.span import Span


def run(whole: Whole) -> Iterator[Finding]:
    """The project's own check templates that no rule of any product names."""
    if not whole.complete:
        return
    used = {rule.template.name.text for _, rule in whole.rules() if rule.template}
    for text in whole.templates:
        if text.path.parent.name == "checks" and text.path.stem not in used:
            yield Finding(Span(text.file, 1), f"no rule uses the template {text.path.stem}", "use it, or delete it")


LINT = Lint(
    "unused-template",
    WARNING,
    "A check template that no rule names is not tested by any build and rots. Delete it, or name it in a rule.",
    run,
)
