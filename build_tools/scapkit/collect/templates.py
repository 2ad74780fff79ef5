"""API paths and filters with variables, filled as the Compliance Operator does: a small part of Go's text/template.

    {{.var}}   {{if eq .a "b"}}...{{else if ne .a .c}}...{{else}}...{{end}}   {{/* a remark */}}   {{- trimmed -}}

Conditions are built of `eq`, `ne`, `and`, `or`, `not`, variables, texts and parentheses. A variable without a value is
the empty text. Everything else that Go's templates know is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MAX_DEPTH = 50
_ACTION = re.compile(r'\{\{(-\s)?((?:"(?:\\.|[^"\\])*"|`[^`]*`|/\*.*?\*/|(?!\s-\}\}|\}\}).)*)(\s-)?\}\}', re.DOTALL)
_WORD = re.compile(r'\s*(\.\w+(?!\.)|"(?:\\.|[^"\\])*"|`[^`]*`|[()]|\w+)', re.DOTALL)
_ESCAPES = re.compile(r"\\(.)", re.DOTALL)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"'}

_NAME = re.compile(r"\.(\w+)")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`')

Values = Mapping[str, str]
Value = str | bool


class _Piece(NamedTuple):
    """A text between actions, or an action's words."""

    text: str = ""
    words: tuple[str, ...] = ()


def render(template: str, values: Values) -> str:
    """The template with its variables put in; raises ValueError for what is no such template."""
    if "{{" not in template:
        return template
    text, ended = _block(_pieces(template), values, 0)
    if ended:
        raise ValueError(f"{{{{{' '.join(ended)}}}}} without an if")
    return text


def variables(template: str) -> Iterator[str]:
    """The variables that a template names."""
    for action in re.findall(r"\{\{(.*?)\}\}", template, re.DOTALL):
        yield from _NAME.findall(_TEXT.sub("", action))


def _pieces(template: str) -> Iterator[_Piece]:
    start, trim = 0, False
    for action in _ACTION.finditer(template):
        text = template[start : action.start()]
        text = text.lstrip() if trim else text
        yield _Piece(text.rstrip() if action[1] else text)
        words = tuple(_words(action[2]))
        if words:
            yield _Piece(words=words)
        start, trim = action.end(), bool(action[3])
    rest = template[start:]
    if "{{" in rest:
        raise ValueError("{{ without }}")
    yield _Piece(rest.lstrip() if trim else rest)


def _words(body: str) -> Iterator[str]:
    body = body.strip()
    if body.startswith("/*") and body.endswith("*/"):
        return
    if not body:
        raise ValueError("an empty {{}}")
    position = 0
    while position < len(body):
        word = _WORD.match(body, position)
        if word is None:
            raise ValueError(f"{{{{{body}}}}} is not understood")
        yield word[1]
        position = word.end()


def _block(pieces: Iterator[_Piece], values: Values, depth: int) -> tuple[str, tuple[str, ...]]:
    """The text up to the action that ends it, and that action: an end, an else or nothing."""
    found: list[str] = []
    for text, words in pieces:
        if not words:
            found.append(text)
        elif words[0] == "if":
            found.append(_choice(words[1:], pieces, values, depth + 1))
        elif words[0] in ("else", "end"):
            return "".join(found), words
        else:
            found.append(_shown(_value(words, values)))
    return "".join(found), ()


def _choice(condition: tuple[str, ...], pieces: Iterator[_Piece], values: Values, depth: int) -> str:
    if depth > MAX_DEPTH:
        raise ValueError(f"more than {MAX_DEPTH} ifs in one another")
    holds = bool(_value(condition, values))
    text, ended = _block(pieces, values, depth)
    other = ""
    if ended[:2] == ("else", "if"):
        other, ended = _choice(ended[2:], pieces, values, depth + 1), ("end",)
    elif ended == ("else",):
        other, ended = _block(pieces, values, depth)
    if ended != ("end",):
        raise ValueError("an if without an end")
    return text if holds else other


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else str(value).lower()


def _value(words: tuple[str, ...], values: Values) -> Value:
    waiting = list(reversed(words))
    found = _expression(waiting, values, 0)
    if waiting:
        raise ValueError(f"{{{{{' '.join(words)}}}}} is not understood")
    return found


def _expression(waiting: list[str], values: Values, depth: int) -> Value:
    """What stands up to a closing parenthesis or the end: an operand, or a function and its operands."""
    if depth > MAX_DEPTH or not waiting:
        raise ValueError("a condition is nested too deeply" if waiting else "a condition is missing")
    if not waiting[-1].isidentifier():
        return _operand(waiting, values, depth)
    name = waiting.pop()
    operands = []
    while waiting and waiting[-1] != ")":
        operands.append(_operand(waiting, values, depth))
    return _applied(name, operands)


def _operand(waiting: list[str], values: Values, depth: int) -> Value:
    word = waiting.pop()
    if word == "(":
        found = _expression(waiting, values, depth + 1)
        if not waiting or waiting.pop() != ")":
            raise ValueError("( without )")
        return found
    if word.startswith("."):
        return values.get(word[1:], "")
    if word.startswith("`"):
        return word[1:-1]
    if word.startswith('"'):
        return _ESCAPES.sub(lambda found: _PLAIN_ESCAPES.get(found[1], found[0]), word[1:-1])
    raise ValueError(f"{word} is not known")


def _applied(name: str, operands: list[Value]) -> Value:
    """A function's value; `eq` compares the first with each other one, `and` and `or` give the one that decides."""
    if name == "not" and len(operands) == 1:
        return not operands[0]
    if name in ("and", "or") and operands:
        return next((each for each in operands if bool(each) is (name == "or")), operands[-1])
    if (name == "eq" and len(operands) > 1) or (name == "ne" and len(operands) == 2):
        return (operands[0] in operands[1:]) is (name == "eq")
    raise ValueError(f"{name} with {len(operands)} operands is not known")
