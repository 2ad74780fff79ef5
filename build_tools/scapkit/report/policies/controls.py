"""The controls of policies, and the rules that answer them."""

from scapkit.report.contents.policy import PolicyView
from scapkit.report.contents.sheet import Sheet, several
from scapkit.report.protocol import PolicyTable

COLUMNS = ("Control", "Status", "Levels", "Rules", "Title", "Notes")


def make(policies: tuple[PolicyView, ...]) -> Sheet:
    """A row for each control, an outer control before those in it; each rule with how it is checked."""
    rows = tuple(
        (
            f"{policy.id}:{control.id}",
            control.status,
            several(control.levels),
            several(f"{rule.id} ({rule.check})" for rule in control.rules),
            control.title,
            control.notes,
        )
        for policy in policies
        for control in policy.controls
    )
    return Sheet("Controls and rules", COLUMNS, rows, tuple(f"{each.id}: {each.title}" for each in policies))


POLICY_TABLE = PolicyTable("controls", "every control of a project's policies with status and rules", make)
