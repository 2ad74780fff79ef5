"""unused-option: an option of a Value that no profile chooses."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.selections import chosen_options
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE


def run(whole: Whole) -> Iterator[Finding]:
    """Options other than the default that only tailoring could choose."""
    for compiled in whole.compiled:
        if not compiled.complete or not compiled.project.profiles:
            continue
        chosen = frozenset(chosen_options(compiled))
        for value in compiled.values.values():
            for name, node in value.options.items():
                if name != "default" and (value.id, name) not in chosen:
                    yield Finding(node.span, f"no profile chooses the option {name} of {value.id}")


LINT = Lint(
    "unused-option",
    NOTE,
    "An option that no profile chooses is there for tailoring only. That may be meant; else delete it, or choose it.",
    run,
)
