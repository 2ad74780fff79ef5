"""Checks as HTML: what each came to, and the tree of criteria behind it."""

from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.html.evidence.marks import MARKS, NOT, text
from scapkit.report.html.evidence.tests import write_test
from scapkit.report.views.items import MAX_ITEMS
from scapkit.report.views.why import CheckView, CriteriaView, CriterionView, DefinitionView
from scapkit.report.views.words import OUTCOME_WORDS

OPERATORS = {
    "AND": "All of these must hold",
    "OR": "At least one of these must hold",
    "ONE": "Exactly one of these must hold",
    "XOR": "An odd number of these must hold",
}
ASKED = "A person answers this check"


class Extent(NamedTuple):
    """How much is written: so many items of each test."""

    items: int = MAX_ITEMS


WHOLE = Extent()


def write_check(check: CheckView, extent: Extent = WHOLE) -> str:
    """One check, or a combination of checks with those that it joins."""
    if check.operator:
        told = f'<p class="small">{_joined(check)} of these checks: <b>{OUTCOME_WORDS[check.outcome]}</b></p>'
        return told + "".join(write_check(child, extent) for child in check.children)
    outcome = OUTCOME_WORDS[check.outcome]
    if check.kind == "OCIL":
        name = f" (<code>{text(check.name)}</code>)" if check.name else ""
        return f'<p class="small muted">{ASKED}{name}. Outcome: {outcome}.</p>'
    found = "".join(_definition(each, check.negate, extent) for each in check.definitions)
    return (found or _bare(check, check.outcome)) + _exports(check)


def _joined(check: CheckView) -> str:
    if check.negate:
        return "Not all" if check.operator == "AND" else "None"
    return "All" if check.operator == "AND" else "One"


def _bare(check: CheckView, outcome: RuleOutcome) -> str:
    told = f"{text(check.kind)} check <code>{text(check.name)}</code>: {OUTCOME_WORDS[outcome]}"
    return f'<p class="small muted">{told}, without further evidence.</p>'


def _exports(check: CheckView) -> str:
    if not check.exports:
        return ""
    told = ", ".join(f"<code>{text(name)} = {text(value)}</code>" for name, value in check.exports)
    return f'<p class="small muted">With the values {told}</p>'


def _definition(definition: DefinitionView, negate: bool, extent: Extent) -> str:
    title = f"<b>{text(definition.title)}</b> {NOT if negate else ''}{MARKS[definition.result].word}"
    told = [f'<p class="small">{title}<br><code class="muted">{text(definition.id)}</code></p>']
    told += [f'<p class="lacking">{text(each)}</p>' for each in definition.messages]
    if definition.criteria:
        told.append(f'<ul class="tree">{_criteria(definition.criteria, extent)}</ul>')
    return "".join(told)


def _node(node: CriteriaView | CriterionView, extent: Extent) -> str:
    return _criterion(node, extent) if isinstance(node, CriterionView) else _criteria(node, extent)


def _criteria(tree: CriteriaView, extent: Extent) -> str:
    if len(tree.children) == 1 and not (tree.negate or tree.comment or tree.title):
        return _node(tree.children[0], extent)
    children = "".join(_node(child, extent) for child in tree.children)
    below = f"<ul>{children}</ul>" if children else ""
    return f"<li>{_line(tree, _told(tree))}{below}</li>"


def _told(tree: CriteriaView) -> str:
    names = tuple(dict.fromkeys(name for name in (tree.title, tree.comment) if name))
    parts = [f"{text(name)}{': ' if tree.operator else ' '}" for name in names]
    if tree.operator:
        parts.append(f'<span class="muted">{text(OPERATORS.get(tree.operator, tree.operator))}</span>')
    if tree.note:
        parts.append(f' <span class="muted">({text(tree.note)})</span>')
    return "".join(parts)


def _criterion(leaf: CriterionView, extent: Extent) -> str:
    opened = "" if leaf.result == "true" else " open"
    told = f"<bdi>{text(leaf.comment or leaf.test.comment or leaf.test.id)}</bdi>"
    return (
        f'<li><details class="test"{opened}><summary>{_line(leaf, told)}</summary>'
        f"{write_test(leaf.test, leaf.negate, extent.items)}</details></li>"
    )


def _line(node: CriteriaView | CriterionView, told: str) -> str:
    return f'<span class="node">{MARKS[node.result].word} <span>{NOT if node.negate else ""}{told}</span></span>'
