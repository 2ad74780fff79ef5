"""What moved where between the versions of a policy: each rule with the controls that it answers in each."""

from collections import Counter, defaultdict

from scapkit.report.numbered import by_number
from scapkit.report.policy import PolicyView
from scapkit.report.protocol import PolicyTable
from scapkit.report.sheet import Sheet, several

Places = dict[str, tuple[str, ...]]


def make(policies: tuple[PolicyView, ...]) -> Sheet:
    """A row for each rule, in the order of the last policy's numbers; what only earlier ones have comes last."""
    ordered = sorted(policies, key=lambda each: by_number(each.version))
    places = _places(ordered)
    first, last = (each.id for each in (ordered[0], ordered[-1]))
    rows = [
        (rule, *(several(at.get(each.id, ())) for each in ordered), _change(at.get(first, ()), at.get(last, ())))
        for rule, at in sorted(places.items(), key=lambda each: _order(each[0], each[1], first, last))
    ]
    counts = Counter(row[-1] for row in rows)
    note = ", ".join(f"{name}: {counts[name]}" for name in ("same number", "moved", "new", "gone"))
    columns = ("Rule", *(each.version or each.id for each in ordered), "Change")
    return Sheet("What moved where", columns, tuple(rows), (f"Rules by what became of them: {note}.",))


def _places(policies: list[PolicyView]) -> dict[str, Places]:
    """The numbers of the controls that each rule answers, by policy."""
    found: defaultdict[str, Places] = defaultdict(dict)
    for policy in policies:
        for control in policy.controls:
            for rule in control.rules:
                found[rule.id][policy.id] = (*found[rule.id].get(policy.id, ()), control.id)
    return found


def _order(rule: str, at: Places, first: str, last: str) -> tuple[bool, list[tuple[tuple[int, str], ...]], str]:
    return last not in at, [by_number(each) for each in at.get(last) or at.get(first, ())], rule


def _change(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    if before and after:
        return "same number" if before == after else "moved"
    return "new" if after else "gone"


POLICY_TABLE = PolicyTable("moves", "what moved where between a project's policies, by the rules that they share", make)
