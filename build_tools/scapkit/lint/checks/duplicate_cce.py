"""duplicate-cce: two rules claim one CCE."""

from collections.abc import Iterator

from scapkit.authoring.yaml.marked import Node
from scapkit.lint.cces import cces
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import ERROR


def run(whole: Whole) -> Iterator[Finding]:
    """Each place of a CCE that stands in more than one rule, with another place of it."""
    places: dict[str, list[Node]] = {}
    for node in cces(whole):
        places.setdefault(node.text, []).append(node)
    for cce, nodes in places.items():
        for node in nodes:
            others = [other.span for other in nodes if other.span.file != node.span.file]
            if others:
                yield Finding(
                    node.span, f"{cce} belongs to another rule too, in {others[0]}", "take it from one of them"
                )


LINT = Lint(
    "duplicate-cce",
    ERROR,
    "A CCE names one setting of one platform; results that are joined by it would mix two rules. Ask for a new one.",
    run,
)
