"""OVAL definitions on their own as a benchmark that has one rule for each, so that all judging and telling is one."""

from collections.abc import Iterable

from scapkit.model.oval import Definition, OvalDefinitions, OvalReference
from scapkit.model.xccdf import Benchmark, Check, ContentRef, Reference, Rule, Text
from scapkit.names import OVAL_SYSTEM
from scapkit.xmlio.parse import escape


def as_benchmark(document: OvalDefinitions, definition_ids: Iterable[str], name: str) -> Benchmark:
    """A benchmark with a rule for each of the definitions; rules have the definitions' ids."""
    rules = tuple(_rule(document.definitions[each], document.source) for each in definition_ids)
    return Benchmark(name, "", titles=(Text(escape(f"OVAL definitions {name}")),), children=rules)


def _rule(definition: Definition, href: str) -> Rule:
    return Rule(
        definition.id,
        (Text(escape(" ".join(definition.title.split()))),),
        descriptions=(Text(escape(definition.description)),) if definition.description else (),
        references=tuple(_reference(each) for each in definition.references),
        checks=(Check(OVAL_SYSTEM, (ContentRef(href, definition.id),)),),
        version=definition.version,
    )


def _reference(reference: OvalReference) -> Reference:
    return Reference(reference.ref_url, f"{reference.source} {reference.ref_id}".strip())
