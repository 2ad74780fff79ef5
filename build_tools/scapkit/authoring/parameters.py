"""A rule's template variables, checked against what the template declares."""

import re
from collections.abc import Mapping
from typing import Any

from scapkit.authoring.project import CheckTemplate
from scapkit.authoring.templates import declared
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import SCALARS, Fields, for_product, word
from scapkit.problem import Problem, did_you_mean
from scapkit.span import Span

# Parameters that are there for tests of the template, in content that comes from elsewhere.
FOR_TESTS = re.compile(r"test_\w+|\w+_for_testing")
TRUE, FALSE = ("true", "yes", "on"), ("false", "no", "off")


def template_values(
    template: CheckTemplate, given: Node | None, span: Span, product: str, problems: list[Problem]
) -> dict[str, Any]:
    """The value of every parameter, defaults filled in; what is wrong with the given ones is added to `problems`."""
    if given is not None and given.tag != "map":
        problems.append(
            Problem(given.span, "wrong-type", f"the vars of {template.name} must be a mapping, not {word(given)}")
        )
        return {}
    where = given.span if given is not None else span
    _one_of(template, given, where, product, problems)
    return _values(f"the template {template.name}", template.parameters, given, where, product, problems)


def _one_of(template: CheckTemplate, given: Node | None, span: Span, product: str, problems: list[Problem]) -> None:
    """Report it where not exactly one of the template's alternatives is given."""
    entries = for_product(given.entries, product) if given is not None else {}
    chosen = [name for name in template.one_of if name in entries and entries[name].tag != "null"]
    choice = " or ".join(template.one_of)
    if template.one_of and not chosen:
        problems.append(Problem(span, "missing-parameter", f"the template {template.name} needs {choice}"))
    if len(chosen) > 1:
        message = f"the template {template.name} takes {choice}, not {' and '.join(chosen)}"
        problems.append(Problem(entries[chosen[1]].span, "conflicting-parameters", message))


def _values(
    owner: str,
    parameters: Mapping[str, Fields],
    given: Node | None,
    span: Span,
    product: str,
    problems: list[Problem],
) -> dict[str, Any]:
    entries = for_product(given.entries, product) if given is not None else {}
    for key, place in (given.keys if given is not None else {}).items():
        name = key.partition("@")[0]
        if name not in parameters and not FOR_TESTS.fullmatch(name):
            message = f'{owner} has no parameter "{name}"'
            problems.append(Problem(place, "unknown-parameter", message, did_you_mean(name, parameters)))
    result: dict[str, Any] = {}
    for name, parameter in parameters.items():
        node = entries.get(name)
        if node is not None and node.tag != "null":
            result[name] = _value(name, parameter, node, product, problems)
        else:
            if parameter.flag("required"):
                message = f"{owner} needs {name}"
                problems.append(Problem(span, "missing-parameter", message, parameter.text("help")))
            result[name] = _default(parameter)
    return result


def _default(parameter: Fields) -> Any:
    kind = parameter.text("type")
    if kind in ("strings", "list"):
        return []
    text = parameter.text("default")
    if kind == "boolean":
        return text in TRUE
    if kind == "integer":
        return int(text or "0")
    return text


def _value(name: str, parameter: Fields, node: Node, product: str, problems: list[Problem]) -> Any:
    kind = parameter.text("type")
    if kind == "list":
        return _list(name, parameter, node, product, problems)
    if kind == "strings":
        items = node.items if node.tag == "list" else (node,)
        return [_scalar(name, parameter, item, problems) for item in items]
    text = _scalar(name, parameter, node, problems)
    if kind == "boolean":
        if text.lower() not in TRUE + FALSE:
            problems.append(Problem(node.span, "wrong-type", f"{name} is true or false, not {text}"))
        return text.lower() in TRUE
    if kind == "integer":
        if not text.lstrip("-").isdecimal():
            problems.append(Problem(node.span, "wrong-type", f"{name} is a whole number, not {text}"))
            return 0
        return int(text)
    return text


def _scalar(name: str, parameter: Fields, node: Node, problems: list[Problem]) -> str:
    if node.tag not in SCALARS:
        problems.append(Problem(node.span, "wrong-type", f"{name} must be text, not {word(node)}"))
        return ""
    choices = [choice.text for choice in parameter.nodes("choices")]
    if choices and node.text not in choices:
        message = f"{name} cannot be {node.text}; it is one of {', '.join(choices)}"
        problems.append(Problem(node.span, "bad-value", message, did_you_mean(node.text, choices)))
    pattern = parameter.text("pattern")
    if pattern and not re.fullmatch(pattern, node.text):
        problems.append(Problem(node.span, "bad-value", f"{name} cannot be {node.text}", parameter.text("help")))
    return node.text


def _list(name: str, parameter: Fields, node: Node, product: str, problems: list[Problem]) -> list[dict[str, Any]]:
    if node.tag != "list":
        problems.append(Problem(node.span, "wrong-type", f"{name} must be a list, not {word(node)}"))
        return []
    inner = declared(parameter.node("items"), product, [])
    found = []
    for item in node.items:
        if item.tag != "map":
            problems.append(Problem(item.span, "wrong-type", f"an entry of {name} must be a mapping, not {word(item)}"))
        else:
            found.append(_values(f"an entry of {name}", inner, item, item.span, product, problems))
    return found
