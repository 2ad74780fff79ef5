"""Check templates: one file each, with the parameters it declares and the blocks that it renders."""

import re
from collections.abc import Mapping

from scapkit.authoring.kinds import CHECK_TEMPLATE, PARAMETER
from scapkit.authoring.lines import Lines, Source
from scapkit.authoring.project import CheckTemplate
from scapkit.authoring.reading import Reading
from scapkit.authoring.sources import read_source, template_files
from scapkit.authoring.yaml.document import TODO, Yaml
from scapkit.authoring.yaml.marked import Node, read_yaml
from scapkit.authoring.yaml.shape import Fields, check
from scapkit.problem import Invalid, Problem
from scapkit.span import Span

DECLARATION = re.compile(r"\A\s*\{\{#(.*?)#\}\}", re.DOTALL)


def read_templates(reading: Reading) -> dict[str, CheckTemplate]:
    """The project's check templates and those that are shipped, by name."""
    found = {}
    for place, path in template_files(reading.root, "checks"):
        try:
            template = _template(reading, path.stem, read_source(place, path))
            found[path.stem] = template
            if place == reading.root:
                assert template.compiled
        except Invalid as error:
            reading.problems.extend(error.problems)
    return found


def _template(reading: Reading, name: str, source: Source) -> CheckTemplate:
    file = source.lines.file
    declaration = DECLARATION.match(source.text)
    if declaration is None:
        message = "a check template starts with a comment that declares its description and parameters"
        raise Invalid([Problem(Span(file, 1), "undeclared-template", message)])
    before = source.text.count("\n", 0, declaration.start(1))
    text = declaration.group(1)
    lines = Lines(file, tuple(before + index + 1 for index in range(text.count("\n") + 1)))
    problems: list[Problem] = []
    fields = check(read_yaml(Source(text, lines)), CHECK_TEMPLATE, reading.product, problems)
    parameters = declared(fields.node("parameters"), reading.product, problems)
    if problems:
        raise Invalid(problems)
    one_of = tuple(node.text for node in fields.nodes("one_of"))
    text, collect = fields.text("description"), fields.node("collect")
    return CheckTemplate(name, file, text, parameters, source, reading.environment, one_of, collect)


def declared(node: Node | None, product: str, problems: list[Problem]) -> Mapping[str, Fields]:
    """The declared parameters by name, problems of the declaration added."""
    if node is None:
        return {}
    if node.tag != "map":
        problems.append(Problem(node.span, "wrong-type", "parameters must be a mapping of names"))
        return {}
    found = {}
    for name, value in node.entries.items():
        found[name] = check(value, PARAMETER, product, problems)
        if found[name].text("type") == "list":
            declared(found[name].node("items"), product, problems)
    return found


def example(parameter: Fields) -> Yaml:
    """A value that the parameter accepts: its own example, its default, its first choice, or one of its type."""
    items = parameter.node("items")
    if parameter.text("type") == "list" and items is not None:
        inner = declared(items, "", [])
        required = {name: example(each) for name, each in inner.items() if each.flag("required")}
        return [required or {name: example(each) for name, each in list(inner.items())[:1]}]
    choices = parameter.nodes("choices")
    kinds = {"integer": "1", "boolean": "true"}
    given = parameter.text("example") or parameter.text("default") or (choices[0].text if choices else "")
    return given or kinds.get(parameter.text("type"), TODO)
