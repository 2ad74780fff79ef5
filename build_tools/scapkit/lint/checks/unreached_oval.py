"""unreached-oval: a part of OVAL written by hand that its definition does not need."""

from collections.abc import Iterator

from scapkit.lint.ovals import parts_of
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Parts in hand-written files that no checked definition of their product reaches."""
    for compiled in whole.compiled:
        reached = {key for keys in compiled.draft.reach.values() for key in keys}
        for written in parts_of(compiled) if compiled.complete else ():
            part = written.part
            if written.by_hand and (part.section, part.id) not in reached:
                message = f"nothing that is checked needs {part.id} of the {part.section}"
                yield Finding(part.span, message, "refer to it, or delete it")


LINT = Lint(
    "unreached-oval",
    WARNING,
    "OVAL that the definition does not need is left out of the datastream; often a criterion was forgotten.",
    run,
)
