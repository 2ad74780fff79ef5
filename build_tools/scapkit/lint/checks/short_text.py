"""short-text: a description or rationale that cannot say much."""

from collections.abc import Iterator

from scapkit.authoring.yaml.marked import Node
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE

WORDS = 4


def run(whole: Whole) -> Iterator[Finding]:
    """Descriptions and rationales of rules with fewer than four words, or that only repeat the title."""
    for _, rule in whole.rules():
        for name, node in (("description", rule.description), ("rationale", rule.rationale)):
            fault = _fault(rule.title, node)
            if fault:
                yield Finding(node.span, f"the {name} of {rule.id} {fault}", "say what to set, or why it matters")


def _fault(title: str, node: Node) -> str:
    said = node.text.split()
    if len(said) < WORDS:
        return f"has {len(said)} word{'s' * (len(said) != 1)}"
    return "only repeats the title" if " ".join(said).rstrip(".") == " ".join(title.split()).rstrip(".") else ""


LINT = Lint(
    "short-text",
    NOTE,
    "People act on the description and argue with the rationale; a few words, or the title again, help with neither.",
    run,
)
