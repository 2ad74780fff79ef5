"""What moved where between the versions of a policy: controls are the same where their rules are."""

from collections import Counter
from collections.abc import Iterator, Mapping

from scapkit.report.contents.numbered import by_number, numbered
from scapkit.report.contents.policy import PolicyView
from scapkit.report.contents.sheet import Sheet, several
from scapkit.report.protocol import PolicyTable

CHANGES = ("same number", "moved", "new", "gone")
Rules = Mapping[str, tuple[str, ...]]


def make(policies: tuple[PolicyView, ...]) -> Sheet:
    """A row for each control of the newest version, by number, then for those that only the oldest has."""
    ordered = sorted(policies, key=lambda each: by_number(each.version))
    old, new = ordered[0], ordered[-1]
    rows = tuple(_rows(old, new))
    counts = Counter(row[3] for row in rows)
    note = f"Controls by what became of them: {', '.join(f'{name}: {counts[name]}' for name in CHANGES)}."
    columns = ("Control", *(each.version or each.id for each in (old, new)), "Change", "Rules in common")
    return Sheet("What moved where", columns, rows, (note,))


def _rows(old: PolicyView, new: PolicyView) -> Iterator[tuple[str, ...]]:
    before, after = _rules(old), _rules(new)
    titles = {each.id: each.title for policy in (old, new) for each in policy.controls}
    came = _origins(before, after)
    for number, rules in after.items():
        origin = came.get(number, "")
        shared = [name for name in rules if name in before.get(origin, ())]
        change = "new" if not origin else "same number" if origin == number else "moved"
        yield (titles.get(number, "") or number, origin, number, change, several(shared))
    old_titles = {each.id: each.title for each in old.controls}
    for number in before:
        if number not in came.values():
            yield (old_titles.get(number, "") or number, number, "", "gone", "")


def _rules(policy: PolicyView) -> Rules:
    """The rules of each control that is no heading, related ones too, by number."""
    related = {each.id: each.related for each in policy.controls}
    return {each.id: (*(rule.id for rule in each.rules), *related.get(each.id, ())) for each in numbered(policy)}


def _origins(before: Rules, after: Rules) -> Mapping[str, str]:
    """Which control each was: the one of its number where they share a rule, else one that none has, by most rules."""
    same = {number: number for number in after if set(after[number]) & set(before.get(number, ()))}
    found = dict(same)
    for number, rules in after.items():
        free = [each for each in before if each not in found.values() and set(before[each]) & set(rules)]
        if number not in same and free:
            found[number] = max(free, key=lambda each: len(set(before[each]) & set(rules)))
    return found


POLICY_TABLE = PolicyTable("moves", "what moved where between a project's policies, by the rules that they share", make)
