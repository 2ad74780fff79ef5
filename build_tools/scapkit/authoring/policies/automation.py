"""How far rules and controls are checked by a program: told by the rules themselves, not by what is said of them."""

from collections.abc import Iterable

from scapkit.authoring.project import RuleSource

AUTOMATED, PARTLY, MANUAL, NONE = "automated", "partly", "manual", "none"
STATUSES = {"automated": AUTOMATED, "partial": PARTLY, "manual": MANUAL}
"""What a control's status says of it; the other statuses say nothing of checks."""


def is_rule(name: str) -> bool:
    """Whether an entry of a control names a rule: not a setting, an exclusion or another policy's control."""
    return not set(name) & set("=!:.")


def check_of(rule: RuleSource) -> str:
    """How a rule is checked: by OVAL, by OVAL and a question that is left (`complex_check`), by a question, or not."""
    if rule.template is None and rule.check is None:
        return MANUAL if rule.ocil else NONE
    return PARTLY if rule.complex_check else AUTOMATED


def kind_of(checks: Iterable[str]) -> str:
    """How a control is checked, by how its rules are: partly where a question is left beside what is automated."""
    found = set(checks) & {AUTOMATED, PARTLY, MANUAL}
    return found.pop() if len(found) == 1 else PARTLY if found else NONE
