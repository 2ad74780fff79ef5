"""What somebody should know of changes that went through: those in vain, and rules that they leave unjudged."""

from collections.abc import Iterable, Iterator

from scapkit.model.tailoring import Ask
from scapkit.model.xccdf import Group, Refinement, RefineRule, Rule, Select, SetValue
from scapkit.names import short_id
from scapkit.problem import WARNING, Problem
from scapkit.xccdf.items import walk
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.refine import members
from scapkit.xccdf.values import shown

Item = Group | Rule
Made = Iterable[tuple[Ask, Refinement]]


def needless(made: Made, before: Policy) -> Iterator[Problem]:
    """A warning for each change that leaves everything as it was."""
    items = {item.id: item for item, _ in walk(before.benchmark)}
    ids = members(items.values())
    for ask, each in made:
        found = [items[name] for name in ids.get(each.idref, ())]
        if (
            (isinstance(each, Select) and all(item.selected is each.selected for item in found))
            or (isinstance(each, SetValue) and before.values.get(each.idref) == shown(each.value))
            or (isinstance(each, RefineRule) and all(_has(item, each) for item in found))
        ):
            yield Problem(ask.span, "needless-change", f"{ask.name} is so already", level=WARNING)


def _has(item: Item, refinement: RefineRule) -> bool:
    """Whether an item has what it is to be refined to; what its checks were before no item tells."""
    given = {name: text for name, text in refinement._asdict().items() if text and name != "idref"}
    return "selector" not in given and all(getattr(item, name, "") == text for name, text in given.items())


def unmet(made: Made, before: Policy, after: Policy) -> Iterator[Problem]:
    """A warning for each rule that is selected and yet not judged, now if not before (NIST IR 7275r4, 7.2.3.3)."""
    asked = {each.idref: ask for ask, each in made if isinstance(each, Select)}
    whole = {item.id: item for item, _ in walk(after.benchmark)}
    spans = list(asked.values())
    for rule in after.rules:
        if not rule.selected or rule.id in after.selected:
            continue
        if rule.id not in before.selected and rule.id not in asked:
            continue
        why = _why(rule, after, whole, asked)
        if why:
            span = (asked.get(rule.id) or spans[0]).span
            yield Problem(span, "unjudged-rule", f"{short_id(rule.id)} will not be judged: {why}", level=WARNING)


def _why(rule: Rule, policy: Policy, whole: dict[str, Item], asked: dict[str, Ask]) -> str:
    """What keeps a selected rule from being judged; nothing to tell where somebody left out a group above it."""
    above = [whole[group.id] for group in policy.ancestors.get(rule.id, ())]
    for group in above:
        if not group.selected:
            return "" if group.id in asked and rule.id not in asked else f"its group {short_id(group.id)} is left out"
    for item in (*above, rule):
        told = "it" if item is rule else f"its group {short_id(item.id)}"
        for alternatives in item.requires:
            if not any(_is_in(name, policy, whole) for name in alternatives):
                return f"{told} requires {' or '.join(map(short_id, alternatives))}, which is left out"
        for name in item.conflicts:
            if _is_in(name, policy, whole):
                return f"{told} conflicts with {short_id(name)}, which is selected"
    return "what it requires is not judged"


def _is_in(name: str, policy: Policy, whole: dict[str, Item]) -> bool:
    item = whole.get(name)
    return item is not None and item.selected and (isinstance(item, Group) or name in policy.selected)
