"""Platforms' definitions that no rule asked for: readers of ARF look up every name of a platform specification."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scapkit.model.cpe import CpeList
from scapkit.model.oval import Criteria, Criterion, Definition, ExtendDefinition, OvalDefinitions
from scapkit.model.results import (
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalResults,
    OvalTestResult,
    Result,
)
from scapkit.model.xccdf import CheckFactRef, FactRef, LogicalTest, Platform

Node = CriteriaResult | CriterionResult | ExtendResult
NOT = Result.NOT_EVALUATED


def platform_checks(platforms: Iterable[Platform], dictionaries: Sequence[CpeList]) -> Mapping[str, tuple[str, ...]]:
    """The definitions that platforms rest on, each once, by the href of their document."""
    facts = [fact for platform in platforms for fact in _facts(platform.test)]
    names = {fact.name for fact in facts if isinstance(fact, FactRef)}
    items = (item for each in dictionaries for item in each.items if item.check_id and item.name in names)
    found: dict[str, dict[str, None]] = {}
    for item in items:
        found.setdefault(item.check_href, {})[item.check_id] = None
    for fact in facts:
        if isinstance(fact, CheckFactRef):
            found.setdefault(fact.href, {})[fact.id_ref] = None
    return {href: tuple(ids) for href, ids in found.items()}


def _facts(test: LogicalTest) -> Iterator[FactRef | CheckFactRef]:
    for child in test.children:
        if isinstance(child, LogicalTest):
            yield from _facts(child)
        else:
            yield child


def with_unasked(results: OvalResults, wanted: Iterable[str], document: OvalDefinitions) -> OvalResults:
    """The results, and of the definitions that are wanted and not among them, and those that they extend, that they
    were not evaluated.
    """
    known = {each.definition_id for each in results.definitions}
    added: dict[str, DefinitionResult] = {}
    waiting = list(wanted)
    for name in waiting:
        definition = document.definitions.get(name)
        if definition is not None and name not in known and name not in added:
            added[name] = _unjudged(definition, document)
            waiting += [each.definition_ref for each in _leaves(added[name].criteria) if isinstance(each, ExtendResult)]
    judged = {each.test_id for each in results.tests}
    leaves = (each for one in added.values() for each in _leaves(one.criteria))
    tests = {each.test_ref: each for each in leaves if isinstance(each, CriterionResult)}
    more = (OvalTestResult(name, NOT, version=each.version) for name, each in tests.items() if name not in judged)
    definitions = (*results.definitions, *added.values())
    return results._replace(definitions=definitions, tests=(*results.tests, *more))


def _unjudged(definition: Definition, document: OvalDefinitions) -> DefinitionResult:
    criteria = _criteria(definition.criteria, document) if definition.criteria else None
    return DefinitionResult(
        definition.id, NOT, definition.class_, definition.title, criteria, version=definition.version
    )


def _criteria(criteria: Criteria, document: OvalDefinitions) -> CriteriaResult:
    children = tuple(_node(each, document) for each in criteria.children)
    rest = (criteria.negate, criteria.comment, criteria.applicability_check)
    return CriteriaResult(criteria.operator, NOT, children, *rest)


def _node(node: Criteria | Criterion | ExtendDefinition, document: OvalDefinitions) -> Node:
    if isinstance(node, Criteria):
        return _criteria(node, document)
    if isinstance(node, Criterion):
        test = document.tests.get(node.test_ref)
        version = test.version if test else "1"
        return CriterionResult(node.test_ref, NOT, node.negate, node.comment, version, node.applicability_check)
    extended = document.definitions.get(node.definition_ref)
    version = extended.version if extended else "1"
    return ExtendResult(node.definition_ref, NOT, node.negate, node.comment, version, node.applicability_check)


def _leaves(node: CriteriaResult | None) -> Iterator[CriterionResult | ExtendResult]:
    for child in node.children if node else ():
        if isinstance(child, CriteriaResult):
            yield from _leaves(child)
        else:
            yield child
