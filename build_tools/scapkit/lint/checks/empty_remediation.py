"""empty-remediation: a script beside a rule with nothing to run."""

from collections.abc import Iterator

from scapkit.authoring.lines import plain_source
from scapkit.authoring.remediations import LANGUAGES, read_remediation
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING
from scapkit.span import Span


def run(whole: Whole) -> Iterator[Finding]:
    """Files of remediations in which nothing follows the head; what Jinja leaves empty may be meant so."""
    for text in whole.texts:
        folder = text.path.parent
        if folder.name not in LANGUAGES or not (folder.parent / "rule.yml").is_file():
            continue
        if not read_remediation(plain_source(text.text, text.file), []).text.strip():
            yield Finding(
                Span(text.file, 1), f"nothing is in this {folder.name} remediation", "write it, or delete the file"
            )


LINT = Lint(
    "empty-remediation",
    WARNING,
    "An empty file makes no fix, and hides the one that the rule's template would make. Write it, or delete it.",
    run,
)
