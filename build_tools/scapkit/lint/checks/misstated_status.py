"""misstated-status: a control's status says something else of its checks than its rules do."""

from collections.abc import Iterator, Mapping

from scapkit.authoring.policies.automation import NONE, STATUSES, check_of, is_rule, kind_of
from scapkit.authoring.project import Control, RuleSource, walk_controls
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING

WORDS = {kind: status for status, kind in STATUSES.items()}


def run(whole: Whole) -> Iterator[Finding]:
    """Controls that are called automated, partial or manual, in policies whose rules are all of this product."""
    for compiled in whole.compiled:
        rules = compiled.rules
        for policy in compiled.project.policies.values():
            for control in walk_controls(policy.controls) if not policy.shared else ():
                yield from _judge(control, rules)


def _judge(control: Control, rules: Mapping[str, RuleSource]) -> Iterator[Finding]:
    names = [node.text for node in control.rules]
    if control.status not in STATUSES or control.controls or control.parts:
        return
    if not all(is_rule(name) and name in rules for name in names):
        return
    kind = kind_of(check_of(rules[name]) for name in names)
    if kind == NONE and STATUSES[control.status] != "manual":
        message = f"the control {control.id} is called {control.status}, and no rule checks it"
        yield Finding(control.span, message, "name its rules, or say pending")
    elif kind not in (NONE, STATUSES[control.status]):
        message = f"the control {control.id} is called {control.status}, and by its rules it is {WORDS[kind]}"
        yield Finding(control.span, message, f"write status: {WORDS[kind]}")


LINT = Lint(
    "misstated-status",
    WARNING,
    "Who reads a policy relies on what it says of each control. "
    "Automated: OVAL alone decides; partial: a question is left; manual: questions only.",
    run,
)
