"""How much of policies is answered: by level, by status."""

from collections import Counter

from scapkit.report.contents.numbered import headings
from scapkit.report.contents.policy import ControlView, PolicyView
from scapkit.report.contents.sheet import Sheet, several
from scapkit.report.protocol import PolicyTable

NOT_APPLICABLE = "not applicable"
COLUMNS = ("Policy", "Level", "Controls", "Applicable", "Answered", "Coverage", "With rules", "Rules", "Statuses")
NOTE = "Answered: there is a rule that can be checked, or the status says that the control is met without one."
MET = frozenset(("inherently met", "supported", "documentation"))


def make(policies: tuple[PolicyView, ...]) -> Sheet:
    """A row for each policy and for each of its levels."""
    rows = []
    for policy in policies:
        around = headings(policy)
        controls = tuple(each for each in policy.controls if each.id not in around)
        rows.append(_row(policy.id, "(all)", controls))
        for level, taken in policy.levels:
            rows.append(_row(policy.id, level, tuple(each for each in controls if taken & set(each.levels))))
    return Sheet("Coverage of policies", COLUMNS, tuple(rows), (NOTE,))


def _row(policy: str, level: str, controls: tuple[ControlView, ...]) -> tuple[str, ...]:
    applicable = [each for each in controls if each.status != NOT_APPLICABLE]
    answered = sum(is_answered(each) for each in applicable)
    statuses = Counter(each.status for each in controls)
    return (
        policy,
        level,
        str(len(controls)),
        str(len(applicable)),
        str(answered),
        f"{100 * answered / len(applicable):.0f} %" if applicable else "",
        str(sum(bool(each.rules) for each in controls)),
        str(len({rule.id for each in controls for rule in each.rules})),
        several(f"{status}: {number}" for status, number in sorted(statuses.items())),
    )


def is_answered(control: ControlView) -> bool:
    """Whether a control has a rule that can be checked, or is met without one."""
    return control.status in MET or any(rule.check in ("automated", "partly", "manual") for rule in control.rules)


POLICY_TABLE = PolicyTable("coverage", "how much of a project's policies is answered, by level", make)
