"""Platform expressions, `a and not (b[x]>=1,<2 or c)`, read by a small parser."""

import re
from typing import NamedTuple

from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Invalid, Problem
from scapkit.span import Span

TOKEN = re.compile(r"\s*(?:([()\[\],])|(==|!=|<=|>=|<|>)|([A-Za-z0-9_][A-Za-z0-9_.:+~-]*)|(\S))")
GROUPS = ("", "mark", "operator", "word", "other")
OPERATORS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
NO_NCNAME = re.compile(r"[^A-Za-z0-9_.-]+")
MAX_DEPTH = 30


class Comparison(NamedTuple):
    """A comparison with a version; the operator is one of OPERATORS."""

    operator: str
    version: str


class Name(NamedTuple):
    """A platform, with its argument and what its version must be, if any."""

    id: str
    argument: str = ""
    versions: tuple[Comparison, ...] = ()

    @property
    def text(self) -> str:
        """The name as it is written, the same for equal ones."""
        argument = f"[{self.argument}]" if self.argument else ""
        return self.id + argument + ",".join(f"{each.operator}{each.version}" for each in self.versions)


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
    """Recursive descent: or over and over not over names and parentheses. `places` are the columns of names."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.tokens = [_token(match) for match in TOKEN.finditer(node.text.rstrip())]
        self.at = 0
        self.places: list[tuple[Name, Span]] = []

    def span(self) -> Span:
        """The place of the current word."""
        column = self.tokens[self.at].column if self.at < len(self.tokens) else len(self.node.text)
        return self.node.span_at(column)

    def error(self, message: str) -> Invalid:
        """What is wrong at the current word."""
        return Invalid([Problem(self.span(), "malformed-platform", message)])

    def peek(self) -> str:
        """The current word, empty at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self, *wanted: str, kind: str = "") -> str:
        """The current word where it is a wanted one or of a kind, and then past it; empty where it is not."""
        word = self.peek()
        if word and (word in wanted or self.tokens[self.at].kind == kind):
            self.at += 1
            return word
        return ""

    def needed(self, what: str, *wanted: str, kind: str = "") -> str:
        """The same; raises Invalid where it is not."""
        error = self.error(f"expected {what}, found {self.peek() or 'the end'}")
        word = self.take(*wanted, kind=kind)
        if not word:
            raise error
        return word

    def junction(self, depth: int, operators: tuple[str, ...]) -> Expression:
        """Operands joined by the first operator, each made of the operators that bind more tightly."""
        if depth > MAX_DEPTH:
            raise self.error("too deeply nested")
        operator, *tighter = operators
        operands = [self._operand(depth, tuple(tighter))]
        while self.take(operator):
            operands.append(self._operand(depth, tuple(tighter)))
        return operands[0] if len(operands) == 1 else Junction(operator.upper(), tuple(operands))

    def _operand(self, depth: int, operators: tuple[str, ...]) -> Expression:
        return self.junction(depth, operators) if operators else self._unary(depth)

    def _unary(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise self.error("too deeply nested")
        if self.take("not"):
            return Not(self._unary(depth + 1))
        if self.take("("):
            inner = self.junction(depth + 1, ("or", "and"))
            if not self.take(")"):
                raise self.error("a closing parenthesis is missing")
            return inner
        return self._name()

    def _name(self) -> Name:
        span = self.span()
        error = self.error(f"expected the name of a platform, found {self.peek() or 'the end'}")
        word = self.take(kind="word")
        if not word or word in ("and", "or"):
            raise error
        argument = ""
        if self.take("["):
            argument = self.needed("an argument", kind="word")
            self.needed("a closing bracket", "]")
        found = Name(word, argument, self._versions())
        self.places.append((found, span))
        return found

    def _versions(self) -> tuple[Comparison, ...]:
        found = []
        operator = self.take(kind="operator")
        while operator:
            found.append(Comparison(operator, self.needed("a version", kind="word")))
            operator = self.needed("a comparison", kind="operator") if self.take(",") else ""
        return tuple(sorted(found, key=lambda each: (each.version, each.operator)))


def _token(match: re.Match[str]) -> _Token:
    group = match.lastindex or 0
    return _Token(match.group(group), GROUPS[group], match.start(group))


class Parsed(NamedTuple):
    """An expression, and the place of each name in it."""

    expression: Expression
    places: tuple[tuple[Name, Span], ...]


def parse(node: Node) -> Parsed:
    """An expression with its places; raises Invalid at the column where it goes wrong."""
    parser = _Parser(node)
    expression = parser.junction(0, ("or", "and"))
    if parser.at < len(parser.tokens):
        raise parser.error(f"expected and, or, or the end, found {parser.peek()}")
    return Parsed(expression, tuple(parser.places))


def parse_expression(node: Node) -> Expression:
    """The tree of an expression; raises Invalid at the column where it goes wrong."""
    return parse(node).expression


def names_of(expression: Expression) -> tuple[Name, ...]:
    """Every platform in an expression, in its order."""
    if isinstance(expression, Name):
        return (expression,)
    if isinstance(expression, Not):
        return names_of(expression.inner)
    return tuple(name for operand in expression.operands for name in names_of(operand))


def label(name: Name) -> str:
    """A name's text as part of an id."""
    versions = (f"{OPERATORS[each.operator]}_{each.version}" for each in name.versions)
    return NO_NCNAME.sub("_", "_".join(filter(None, (name.id, name.argument, *versions))))


def slug(expression: Expression) -> str:
    """An id for an expression: the same for equal ones, valid as an XML NCName together with `platform_id`."""
    if isinstance(expression, Name):
        return label(expression)
    if isinstance(expression, Not):
        return f"not_{_nested(expression.inner)}"
    return f"_{expression.operator.lower()}_".join(_nested(each) for each in ordered(expression))


def ordered(junction: Junction) -> tuple[Expression, ...]:
    """The operands in an order that does not depend on how they were written: they mean the same in any."""
    return tuple(sorted(junction.operands, key=_nested))


def _nested(expression: Expression) -> str:
    return f".{slug(expression)}." if isinstance(expression, Junction) else slug(expression)


def platform_id(expression: Expression) -> str:
    """The slug, made to start as an XML id must."""
    name = slug(expression)
    return name if name[0].isalpha() or name[0] == "_" else f"platform_{name}"
