"""Platform expressions: `a and not (b or c)`, read by a small parser into CPE applicability language."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.marked import Node
from scapkit.authoring.project import PlatformSource
from scapkit.model.xccdf import FactRef, LogicalTest, Platform
from scapkit.problem import Invalid, Problem, did_you_mean

TOKEN = re.compile(r"\s*(?:([()])|([A-Za-z0-9_][A-Za-z0-9_.-]*)|(\S))")
MAX_DEPTH = 30


class Name(NamedTuple):
    """A platform's id."""

    id: str


class Not(NamedTuple):
    """Holds where the inner expression does not."""

    inner: "Expression"


class Junction(NamedTuple):
    """AND or OR over two or more expressions."""

    operator: str
    operands: "tuple[Expression, ...]"


Expression = Name | Not | Junction


class _Token(NamedTuple):
    text: str
    kind: str
    column: int


class _Parser:
    """Recursive descent: or over and over not over names and parentheses."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.tokens = [_token(match) for match in TOKEN.finditer(node.text.rstrip())]
        self.at = 0

    def error(self, message: str) -> Invalid:
        """What is wrong at the current word."""
        column = self.tokens[self.at].column if self.at < len(self.tokens) else len(self.node.text)
        span = self.node.span
        return Invalid([Problem(span._replace(column=span.column + column), "malformed-platform", message)])

    def peek(self) -> str:
        """The current word, empty at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def junction(self, depth: int, operators: tuple[str, ...]) -> Expression:
        """Operands joined by the first operator, each made of the operators that bind more tightly."""
        if depth > MAX_DEPTH:
            raise self.error("too deeply nested")
        operator, *tighter = operators
        operands = [self._operand(depth, tuple(tighter))]
        while self.peek() == operator:
            self.at += 1
            operands.append(self._operand(depth, tuple(tighter)))
        return operands[0] if len(operands) == 1 else Junction(operator.upper(), tuple(operands))

    def _operand(self, depth: int, operators: tuple[str, ...]) -> Expression:
        return self.junction(depth, operators) if operators else self._unary(depth)

    def _unary(self, depth: int) -> Expression:
        word = self.peek()
        if depth > MAX_DEPTH:
            raise self.error("too deeply nested")
        if word == "not":
            self.at += 1
            return Not(self._unary(depth + 1))
        if word == "(":
            self.at += 1
            inner = self.junction(depth + 1, ("or", "and"))
            if self.peek() != ")":
                raise self.error("a closing parenthesis is missing")
            self.at += 1
            return inner
        if not word or self.tokens[self.at].kind != "name" or word in ("and", "or"):
            raise self.error(f"expected the name of a platform, found {word or 'the end'}")
        self.at += 1
        return Name(word)


def _token(match: re.Match[str]) -> _Token:
    group = match.lastindex or 0
    kind = {1: "parenthesis", 2: "name", 3: "other"}[group]
    return _Token(match.group(group), kind, match.start(group))


def parse_expression(node: Node) -> Expression:
    """The tree of an expression; raises Invalid at the column where it goes wrong."""
    parser = _Parser(node)
    expression = parser.junction(0, ("or", "and"))
    if parser.at < len(parser.tokens):
        raise parser.error(f"expected and, or, or the end, found {parser.peek()}")
    return expression


def names_of(expression: Expression) -> tuple[str, ...]:
    """Every platform id in an expression, in its order."""
    if isinstance(expression, Name):
        return (expression.id,)
    if isinstance(expression, Not):
        return names_of(expression.inner)
    return tuple(name for operand in expression.operands for name in names_of(operand))


def slug(expression: Expression) -> str:
    """An id for an expression: the same for equal ones, valid as an XML NCName together with `platform_id`."""
    if isinstance(expression, Name):
        return expression.id
    if isinstance(expression, Not):
        return f"not_{_nested(expression.inner)}"
    return f"_{expression.operator.lower()}_".join(sorted(_nested(each) for each in expression.operands))


def _nested(expression: Expression) -> str:
    return f".{slug(expression)}." if isinstance(expression, Junction) else slug(expression)


def platform_id(expression: Expression) -> str:
    """The slug, made to start as an XML id must."""
    name = slug(expression)
    return name if name[0].isalpha() or name[0] == "_" else f"platform_{name}"


def idref(expression: Expression, platforms: Mapping[str, PlatformSource]) -> str:
    """How an item names an expression: by the CPE name where that says it all, else by the expression's id."""
    return platforms[expression.id].name if isinstance(expression, Name) else f"#{platform_id(expression)}"


def to_platform(expression: Expression, platforms: Mapping[str, PlatformSource]) -> Platform:
    """The expression in CPE applicability language (NIST IR 7698, 5.2); its names must be known."""
    test = _test(expression, platforms)
    if isinstance(test, FactRef):
        test = LogicalTest("AND", False, (test,))
    return Platform(platform_id(expression), test)


def _test(expression: Expression, platforms: Mapping[str, PlatformSource]) -> LogicalTest | FactRef:
    if isinstance(expression, Name):
        return FactRef(platforms[expression.id].name)
    if isinstance(expression, Not):
        inner = _test(expression.inner, platforms)
        if isinstance(inner, LogicalTest):
            return inner._replace(negate=not inner.negate)
        return LogicalTest("AND", True, (inner,))
    return LogicalTest(expression.operator, False, tuple(_test(each, platforms) for each in expression.operands))


def read_expression(node: Node, platforms: Mapping[str, PlatformSource], problems: list[Problem]) -> Expression | None:
    """An expression whose names are all known; None with the reason among the problems."""
    try:
        expression = parse_expression(node)
    except Invalid as error:
        problems.extend(error.problems)
        return None
    unknown = [name for name in names_of(expression) if name not in platforms]
    for name in unknown:
        problems.append(Problem(node.span, "unknown-platform", f"no platform {name}", did_you_mean(name, platforms)))
    return None if unknown else expression
