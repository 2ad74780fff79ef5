"""One authored file to its checked fields, with everything that is wrong with it gathered."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.jinja.expand import expand
from scapkit.authoring.jinja.sandbox import Sandbox, Variables
from scapkit.authoring.lines import Source
from scapkit.authoring.project import AuthoredWarning, RuleSource
from scapkit.authoring.sources import is_id, read_source
from scapkit.authoring.yaml.marked import Node, read_yaml
from scapkit.authoring.yaml.shape import Fields, Shape, check
from scapkit.problem import Invalid, Problem
from scapkit.span import Span

# Gives the rule of a folder where it need not be read; it is handed the environment that would render it.
Recall = Callable[[Path, Sandbox], RuleSource | None]


def nothing(_folder: Path, _environment: Sandbox) -> None:
    """The recall of a first build."""


class Reading(NamedTuple):
    """A project being read for one product; what is wrong gathers in `problems`."""

    root: Path
    product: str
    environment: Sandbox
    problems: list[Problem]
    recall: Recall = nothing

    def source(self, path: Path) -> Source | None:
        """A file's text, or None with the reason among the problems."""
        try:
            return read_source(self.root, path)
        except Invalid as error:
            self.problems.extend(error.problems)
            return None

    def fields(self, path: Path, shape: Shape, variables: Variables | None = None) -> Fields | None:
        """A YAML file's fields, Jinja rendered where variables are given; None where it cannot be used at all."""
        source = self.source(path)
        if source is None:
            return None
        try:
            if variables is None:
                _refuse_jinja(source)
            else:
                source = expand(self.environment, source, variables, "text:")
            node = read_yaml(source)
        except Invalid as error:
            self.problems.extend(error.problems)
            return None
        before = len(self.problems)
        fields = check(node, shape, self.product, self.problems)
        broken = {"missing-key", "wrong-type", "bad-value"}
        return None if any(each.code in broken for each in self.problems[before:]) else fields


def _refuse_jinja(source: Source) -> None:
    for index, line in enumerate(source.text.split("\n")):
        if "{{{" in line or "{{%" in line:
            message = "Jinja is not rendered in this file, which says what Jinja knows"
            raise Invalid([Problem(source.lines.span(index), "jinja-not-rendered", message)])


def claim_id(reading: Reading, kind: str, name: str, path: Path) -> None:
    """Tell where a name cannot be an id."""
    if not is_id(name):
        message = f"the name of the {kind} {name} may hold letters, digits, dot, dash and underscore only"
        reading.problems.append(Problem(file_span(path), "bad-id", message))


def file_span(path: Path) -> Span:
    """The start of a file."""
    return Span(str(path), 1)


def is_for(fields: Fields, product: str) -> bool:
    """Whether `prodtype`, if it is given, names the product."""
    words = [word.strip() for word in fields.text("prodtype", "all").split(",")]
    return "all" in words or product in words


def platforms_of(fields: Fields) -> tuple[Node, ...]:
    """The expressions of `platform` and `platforms`, any of which makes the item apply."""
    single = fields.node("platform")
    return ((single,) if single else ()) + fields.nodes("platforms")


def warnings_of(fields: Fields) -> tuple[AuthoredWarning, ...]:
    """Cautions in their order, each with its category."""
    return tuple(
        AuthoredWarning(category, node) for entry in fields.many("warnings") for category, node in entry.given.items()
    )


def needed(fields: Fields, key: str) -> Node:
    """A node that the shape requires."""
    node = fields.node(key)
    if node is None:
        raise KeyError(key)
    return node
