"""unused-value: a Value that nothing reads."""

from collections.abc import Iterator

from scapkit.build.collect import ROOT_VALUE
from scapkit.lint.names import without_selections, words
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Values whose name stands in no file but in profiles and controls, and that no check takes in."""
    for compiled in whole.compiled:
        if not compiled.complete:
            continue
        used = words((*without_selections(compiled), *whole.templates))
        used |= {name for section, name in compiled.draft.parts if section == "variables"}
        used |= {ROOT_VALUE} if any(entry.path for rule in compiled.rules.values() for entry in rule.collect) else set()
        for value in compiled.values.values():
            if value.id not in used:
                yield Finding(value.span, f"nothing uses {value.id}", "use it in a check or in prose, or delete it")


LINT = Lint(
    "unused-value",
    WARNING,
    "Tailoring a Value that no check and no text reads changes nothing, and nobody is told. Use it, or delete it.",
    run,
)
