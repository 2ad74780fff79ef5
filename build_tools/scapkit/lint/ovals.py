"""OVAL as checks look at it: every part with who wrote it, the patterns in it, and where a text in it was written."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.authoring.project import PlatformSource, RuleSource
from scapkit.authoring.yaml.marked import Node
from scapkit.build.unit import Part
from scapkit.lint.whole import Compiled, Whole
from scapkit.model.oval import Component, Entity, FunctionCall, Object, State, Variable
from scapkit.span import Span
from scapkit.xmlio.parse import escape


class Written(NamedTuple):
    """A part with the rule or platform that it belongs to."""

    owner: RuleSource | PlatformSource
    part: Part

    @property
    def by_hand(self) -> bool:
        """Whether the part stands in the OVAL beside its owner, and not in a template."""
        return self.owner.check is not None and self.part.span.file == self.owner.check.lines.file


def written_parts(whole: Whole) -> Iterator[Written]:
    """Every part of every product."""
    for compiled in whole.compiled:
        yield from parts_of(compiled)


def parts_of(compiled: Compiled) -> Iterator[Written]:
    """Every part of every rule, and those written by hand for platforms."""
    for unit in compiled.draft.units.values():
        yield from (Written(unit.source, part) for part in unit.parts)
    files = {each.check.lines.file: each for each in compiled.project.platforms.values() if each.check}
    for part in compiled.draft.parts.values():
        if part.span.file in files:
            yield Written(files[part.span.file], part)


def entities(part: Part) -> Iterator[Entity]:
    """The entities of an object or state, and the fields in them."""
    if isinstance(part.entry, Object | State):
        for entity in part.entry.entities:
            yield entity
            yield from entity.fields


def patterns(part: Part) -> Iterator[str]:
    """Every literal pattern in a part."""
    for entity in entities(part):
        if entity.operation == "pattern match" and not entity.var_ref and entity.value:
            yield entity.value
    if isinstance(part.entry, Variable):
        if part.entry.component is not None:
            yield from _captures(part.entry.component)
        for possible in part.entry.possible_restrictions:
            yield from (each.value for each in possible.restrictions if each.operation == "pattern match")


def _captures(component: Component) -> Iterator[str]:
    if isinstance(component, FunctionCall):
        yield from (value for name, value in component.attributes if name == "pattern")
        for argument in component.arguments:
            yield from _captures(argument)


def place_of(written: Written, text: str) -> Span:
    """Where a text in a part was written: its line in the OVAL by hand, or the template's variable that holds it."""
    owner, span = written.owner, written.part.span
    if written.by_hand and owner.check is not None:
        lines = owner.check.text.split("\n")
        wanted = (escape(text), text)
        for number in range(span.line, len(lines) + 1):
            if any(each in lines[number - 1] for each in wanted):
                return Span(span.file, number)
        return span
    if isinstance(owner, RuleSource) and owner.template:
        given = owner.template.variables
        holding = [node for node in _scalars(given) if node.text and node.text in text] if given else []
        return max(holding, key=lambda node: len(node.text), default=owner.template.name).span
    return span


def _scalars(node: Node) -> Iterator[Node]:
    inner = (*node.entries.values(), *node.items)
    if not inner:
        yield node
    for each in inner:
        yield from _scalars(each)
