"""doubtful-question: an ocil_clause that asks a question of its own or names the good state."""

from collections.abc import Iterator

from scapkit.lint.polarity import fault_of
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Clauses by which the answer yes would not clearly mean that the rule fails."""
    for compiled in whole.compiled:
        for name, unit in compiled.draft.units.items():
            node = unit.source.ocil_clause
            fault = fault_of(unit.source.title, node.text, unit.question[1]) if node and unit.question else ""
            if node and fault:
                yield Finding(node.span, f"the ocil_clause of {name} {fault}", "name what an auditor must not find")


LINT = Lint(
    "doubtful-question",
    WARNING,
    "The question is: is it the case that CLAUSE? Yes fails the rule, so state what is bad.",
    run,
)
