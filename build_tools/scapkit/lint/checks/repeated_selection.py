"""repeated-selection: one selection twice in a profile, or one rule twice in a control."""

from collections.abc import Iterator

from scapkit.authoring.policies.source import walk_controls
from scapkit.authoring.yaml.marked import Node
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Compiled, Whole
from scapkit.problem import NOTE


def run(whole: Whole) -> Iterator[Finding]:
    """Selections that stand in one list before."""
    for compiled in whole.compiled:
        for nodes in _lists(compiled):
            first: dict[str, Node] = {}
            for node in nodes:
                other = first.setdefault(node.text.strip(), node)
                if other is not node:
                    message = f"{node.text.strip()} is already selected in line {other.span.line}"
                    yield Finding(node.span, message, "once is enough")


def _lists(compiled: Compiled) -> Iterator[tuple[Node, ...]]:
    yield from (profile.selections for profile in compiled.project.profiles.values())
    for policy in compiled.project.policies.values():
        yield from (control.rules for control in walk_controls(policy.controls))


LINT = Lint(
    "repeated-selection",
    NOTE,
    "Who takes out one of two equal selections wonders why nothing changes. Keep one.",
    run,
)
