"""What check templates there are, what each wants to know and what it makes."""

import re
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.project import CheckTemplate
from scapkit.authoring.read import read_check_templates
from scapkit.authoring.templates import declared, example
from scapkit.authoring.yaml.document import Yaml, entry_lines
from scapkit.authoring.yaml.shape import Fields
from scapkit.problem import did_you_mean, invalid

BLOCK = re.compile(r"\{\{%-?\s*block\s+(\w+)")


class ParameterHelp(NamedTuple):
    """A parameter as its template declares it; `items` are the parameters of each entry of a list."""

    name: str
    type: str
    required: bool
    default: str
    choices: tuple[str, ...]
    pattern: str
    help: str
    items: "tuple[ParameterHelp, ...]" = ()


class TemplateHelp(NamedTuple):
    """A template with its documentation: its blocks, and `example`, a rule's use of it as YAML.

    Exactly one of the parameters in `one_of` must be given.
    """

    name: str
    file: str
    description: str
    parameters: tuple[ParameterHelp, ...]
    one_of: tuple[str, ...]
    blocks: tuple[str, ...]
    example: str


def templates(source: str | None = None) -> tuple[TemplateHelp, ...]:
    """The templates that rules of the project at `source` (None: here) can use, shipped ones included, by name."""
    root = Path(source or ".")
    if not root.is_dir():
        raise invalid(str(root), "unreadable-file", "is not a folder")
    return tuple(_help(each) for _, each in sorted(read_check_templates(root, "").items()))


def template(name: str, source: str | None = None) -> TemplateHelp:
    """One of them; raises Invalid, with the name that was probably meant, where there is none."""
    known = {each.name: each for each in templates(source)}
    if name not in known:
        message = f"no check template {name}; scapkit templates lists them"
        raise invalid("scapkit templates", "unknown-template", message, hint=did_you_mean(name, known))
    return known[name]


def _help(of: CheckTemplate) -> TemplateHelp:
    return TemplateHelp(
        name=of.name,
        file=of.file,
        description=" ".join(of.description.split()),
        parameters=tuple(_parameter(name, fields) for name, fields in of.parameters.items()),
        one_of=of.one_of,
        blocks=tuple(BLOCK.findall(of.source.text)),
        example=_example(of),
    )


def _parameter(name: str, fields: Fields) -> ParameterHelp:
    inner = declared(fields.node("items"), "", []) if fields.text("type") == "list" else {}
    return ParameterHelp(
        name=name,
        type=fields.text("type"),
        required=fields.flag("required"),
        default=fields.text("default"),
        choices=tuple(node.text for node in fields.nodes("choices")),
        pattern=fields.text("pattern"),
        help=fields.text("help"),
        items=tuple(_parameter(key, each) for key, each in inner.items()),
    )


def _example(of: CheckTemplate) -> str:
    every = of.parameters.items()
    needed = {name for name, each in every if each.flag("required") or each.text("example")} | {*of.one_of[:1]}
    variables: dict[str, Yaml] = {name: example(of.parameters[name]) for name in of.parameters if name in needed}
    return "\n".join(entry_lines("template", {"name": of.name, "vars": variables})) + "\n"
