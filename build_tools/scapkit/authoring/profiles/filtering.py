"""filter_rules of a profile: a small language of comparisons over facts of a rule, read and judged without eval."""

import ast
from collections.abc import Callable, Mapping
from typing import Any

from scapkit.authoring.project import RuleSource
from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Problem, did_you_mean

MAX_LENGTH = 2000
MAX_PARTS = 500
FACTS: Mapping[str, Callable[[RuleSource], Any]] = {
    "id": lambda rule: rule.id,
    "id_": lambda rule: rule.id,
    "title": lambda rule: rule.title,
    "severity": lambda rule: rule.severity,
    "platform": lambda rule: rule.platforms[0].text if rule.platforms else "",
    "platforms": lambda rule: tuple(node.text for node in rule.platforms),
    "inherited_platforms": lambda rule: tuple(node.text for level in rule.inherited_platforms for node in level),
    "template": lambda rule: rule.template.name.text if rule.template else "",
    "identifiers": lambda rule: tuple(rule.identifiers),
    "references": lambda rule: tuple(rule.references),
}
COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}
SAYS = "it may hold facts, text, lists, and, or, not, ==, !=, in, not in and parentheses"


def read_filter(node: Node, problems: list[Problem]) -> ast.expr | None:
    """The expression of a filter; None where there is none, or where something is wrong with it."""
    text = node.text.strip().replace("\n", " ")
    if not text:
        return None
    if len(text) > MAX_LENGTH:
        problems.append(Problem(node.span, "malformed-filter", f"longer than {MAX_LENGTH} characters"))
        return None
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = error.offset if isinstance(error, SyntaxError) and error.offset else 1
        problems.append(Problem(node.span_at(column - 1), "malformed-filter", "this cannot be read as a filter", SAYS))
        return None
    parts = [each for each in ast.walk(tree) if isinstance(each, ast.expr)]
    wrong = [problem for problem in (_wrong(node, each) for each in parts[:MAX_PARTS]) if problem]
    if len(parts) > MAX_PARTS and not wrong:
        wrong = [Problem(node.span, "malformed-filter", f"more than {MAX_PARTS} facts, texts and operators")]
    problems.extend(wrong)
    return None if wrong else tree


def _wrong(node: Node, part: ast.expr) -> Problem | None:
    span = node.span_at(part.col_offset)
    if isinstance(part, ast.Name) and part.id not in FACTS:
        return Problem(span, "unknown-fact", f"a rule has no fact {part.id}", did_you_mean(part.id, FACTS))
    if isinstance(part, ast.Compare):
        return _wrong_comparison(node, part)
    is_word = isinstance(part, ast.Constant) and isinstance(part.value, str)
    is_not = isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not)
    if is_word or is_not or isinstance(part, (ast.Name, ast.BoolOp, ast.List, ast.Tuple, ast.Set)):
        return None
    return Problem(span, "malformed-filter", f"{ast.unparse(part)} is not accepted in a filter", SAYS)


def _wrong_comparison(node: Node, part: ast.Compare) -> Problem | None:
    for operator, right in zip(part.ops, part.comparators, strict=True):
        if type(operator) not in COMPARISONS:
            message = f"{ast.unparse(part)}: only ==, !=, in and not in are accepted"
            return Problem(node.span_at(part.col_offset), "malformed-filter", message, SAYS)
        if isinstance(operator, (ast.In, ast.NotIn)) and not _holds_others(right):
            message = f"nothing can be in {ast.unparse(right)}"
            return Problem(node.span_at(right.col_offset), "malformed-filter", message, SAYS)
    return None


def _holds_others(part: ast.expr) -> bool:
    is_text = isinstance(part, ast.Constant) and isinstance(part.value, str)
    return is_text or isinstance(part, (ast.Name, ast.List, ast.Tuple, ast.Set))


def passes(tree: ast.expr, rule: RuleSource) -> bool:
    """Whether a rule is as a filter that was read wants it."""
    return bool(_value(tree, rule))


def _value(part: ast.expr, rule: RuleSource) -> Any:
    if isinstance(part, ast.Name):
        return FACTS[part.id](rule)
    if isinstance(part, ast.Constant):
        return part.value
    if isinstance(part, (ast.List, ast.Tuple, ast.Set)):
        return tuple(_value(each, rule) for each in part.elts)
    if isinstance(part, ast.UnaryOp):
        return not _value(part.operand, rule)
    if isinstance(part, ast.BoolOp):
        join = all if isinstance(part.op, ast.And) else any
        return join(_value(each, rule) for each in part.values)
    assert isinstance(part, ast.Compare)
    return _compared(part, rule)


def _compared(part: ast.Compare, rule: RuleSource) -> bool:
    left = _value(part.left, rule)
    for operator, each in zip(part.ops, part.comparators, strict=True):
        right = _value(each, rule)
        # A list is in no text, and so is a text in no list of lists: neither is an error.
        if isinstance(operator, (ast.In, ast.NotIn)) and isinstance(right, str) and not isinstance(left, str):
            right = ()
        if not COMPARISONS[type(operator)](left, right):
            return False
        left = right
    return True
