"""Prose as checks look at it: every text with markup that a product's authors wrote."""

from collections.abc import Iterator

from scapkit.authoring.project import walk_groups
from scapkit.authoring.yaml.marked import Node
from scapkit.lint.whole import Compiled, Whole
from scapkit.problem import Invalid
from scapkit.xmlio.parse import Element, parse


def prose(whole: Whole) -> Iterator[Node]:
    """Every prose node of every product."""
    for compiled in whole.compiled:
        for node in _of_product(compiled):
            if node is not None:
                yield node


def _of_product(compiled: Compiled) -> Iterator[Node | None]:
    benchmark = compiled.project.benchmark
    yield from (benchmark.description, benchmark.notice, benchmark.front_matter, benchmark.rear_matter)
    yield from (profile.description for profile in compiled.project.profiles.values())
    yield from (value.description for value in compiled.values.values())
    for group in walk_groups(compiled.project.groups):
        yield group.description
        yield from (warning.text for warning in group.warnings)
        for rule in group.rules:
            yield from (rule.description, rule.rationale, rule.ocil, rule.ocil_clause)
            yield from (warning.text for warning in rule.warnings)


def markup(node: Node) -> Element | None:
    """A prose node's markup under an element of its own; None where it has none or is malformed, which is reported."""
    if "<" not in node.text:
        return None
    try:
        return parse(f"<x>{node.text}</x>".encode(), node.lines.file)
    except Invalid:
        return None
