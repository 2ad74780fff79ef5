"""untidy-reference: a list of references with stray spaces, empty entries or the same entry twice."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.references import tidy
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """References that are not written as a tidy list."""
    for _, rule in whole.rules():
        for name, node in rule.references.items():
            if node.text != tidy(node.text):
                yield Finding(node.span, f"the references of {name} are not tidy", f"write {tidy(node.text)}")


LINT = Lint(
    "untidy-reference",
    WARNING,
    "References are joined by commas alone, each once, so that they can be searched for and compared. --fix does it.",
    run,
)
