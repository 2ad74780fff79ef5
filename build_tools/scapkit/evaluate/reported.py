"""What a results document says of an evaluation: variables named, masked values hidden, directives followed."""

from collections.abc import Iterable, Iterator, Mapping

from scapkit.evaluate.uses import Uses
from scapkit.model.arf import Evaluation
from scapkit.model.directives import FULL, Directives
from scapkit.model.oval import Entity, OvalDefinitions
from scapkit.model.results import CriteriaResult, CriterionResult, DefinitionResult, OvalResults, OvalTestResult
from scapkit.model.syschar import Collected, Field, Item, VariableValues

# The names of the fields of an item, or of a record's fields after the record's name, that are to be hidden.
Hidden = frozenset[tuple[str, ...]]


def reported(results: OvalResults, document: OvalDefinitions, directives: Directives = FULL) -> OvalResults:
    """The results as they are written down (OVAL 5.11 results schema, DirectiveType, TestType; the mask attribute)."""
    uses = Uses(document)
    return _with_variables(_masked(_directed(results, uses, directives), uses), uses)


def marked(results: OvalResults, document: OvalDefinitions) -> OvalResults:
    """The results with those values marked that must not be shown: for a report, which tells how they compared."""
    return _masked(results, Uses(document), keep=True)


def with_masks(evaluation: Evaluation, documents: Mapping[str, OvalDefinitions]) -> Evaluation:
    """The evaluation with those values marked that are not to be shown: what one test masks, all mask.

    `documents` are the OVAL definitions that were judged, by href.
    """
    results = evaluation.oval_results
    found = (marked(each, documents[each.source]) if each.source in documents else each for each in results)
    return evaluation._replace(oval_results=tuple(found))


def _directed(results: OvalResults, uses: Uses, directives: Directives) -> OvalResults:
    """Without what is not reported, and of what is thin no more than the result."""
    if directives == FULL:
        return results
    kept = []
    for each in results.definitions:
        directive = directives.of(each.class_, each.result)
        if directive.reported:
            kept.append(each if directive.full else each._replace(criteria=None, messages=()))
    names = set(_reached(kept, results.definitions))
    tests = tuple(each for each in results.tests if each.test_id in names)
    objects = uses.objects_behind(test.test_id for test in tests) if directives.syschar else frozenset()
    collected = tuple(each for each in results.collected if each.object_id in objects)
    return results._replace(definitions=tuple(kept), tests=tests, collected=collected)


def _reached(kept: Iterable[DefinitionResult], all_: Iterable[DefinitionResult]) -> Iterator[str]:
    """The tests that fully reported definitions rest on, by themselves or through those that they extend."""
    by_id = {each.definition_id: each for each in all_}
    waiting = [each.criteria for each in kept if each.criteria]
    seen: set[str] = set()
    while waiting:
        for child in waiting.pop().children:
            if isinstance(child, CriteriaResult):
                waiting.append(child)
            elif isinstance(child, CriterionResult):
                yield child.test_ref
            elif child.definition_ref in by_id and child.definition_ref not in seen:
                seen.add(child.definition_ref)
                extended = by_id[child.definition_ref].criteria
                waiting.extend([extended] if extended else [])


def _masked(results: OvalResults, uses: Uses, keep: bool = False) -> OvalResults:
    """An item is masked wherever it stands once an object or a state says so of one of its fields."""
    hidden: dict[Item, Hidden] = {}
    for collected in results.collected:
        _hide(hidden, collected.items, uses.object_entities(collected.object_id))
    for test in results.tests:
        _hide(hidden, (each.item for each in test.tested_items), uses.state_entities(test.test_id))
    if not hidden:
        return results
    covered = {item: _covered(item, names, keep) for item, names in hidden.items()}
    return results._replace(
        tests=tuple(_masked_test(each, covered) for each in results.tests),
        collected=tuple(_masked_object(each, covered) for each in results.collected),
    )


def _masked_test(test: OvalTestResult, covered: dict[Item, Item]) -> OvalTestResult:
    items = tuple(each._replace(item=covered.get(each.item, each.item)) for each in test.tested_items)
    return test._replace(tested_items=items)


def _masked_object(collected: Collected, covered: dict[Item, Item]) -> Collected:
    return collected._replace(items=tuple(covered.get(item, item) for item in collected.items))


def _hide(hidden: dict[Item, Hidden], items: Iterable[Item], entities: Iterable[Entity]) -> None:
    names = frozenset(_names(entities))
    if names:
        for item in items:
            hidden[item] = hidden.get(item, frozenset()) | names


def _names(entities: Iterable[Entity]) -> Iterator[tuple[str, ...]]:
    for entity in entities:
        if entity.mask:
            yield (entity.name,)
        yield from ((entity.name, field.name) for field in entity.fields if field.mask)


def _covered(item: Item, names: Hidden, keep: bool) -> Item:
    return item._replace(fields=tuple(_cover(field, (field.name,), names, keep) for field in item.fields))


def _cover(field: Field, path: tuple[str, ...], names: Hidden, keep: bool) -> Field:
    inner = tuple(_cover(each, (*path, each.name), names | _below(path, names, each), keep) for each in field.fields)
    if path in names:
        return field._replace(value=field.value if keep else "", fields=inner, mask=True)
    return field._replace(fields=inner)


def _below(path: tuple[str, ...], names: Hidden, field: Field) -> Hidden:
    """With a record all of its fields are hidden."""
    return frozenset({(*path, field.name)}) if path in names else frozenset()


def _with_variables(results: OvalResults, uses: Uses) -> OvalResults:
    """Every variable that a test or object used, with its values."""
    known = {each.var_ref: each for each in results.variables}

    def values(names: Iterable[str], given: Iterable[VariableValues]) -> tuple[VariableValues, ...]:
        used = {name: known[name] for name in names if name in known} | {each.var_ref: each for each in given}
        return tuple(used.values())

    return results._replace(
        tests=tuple(
            each._replace(variables=values(uses.test_variables(each.test_id), each.variables)) for each in results.tests
        ),
        collected=tuple(
            each._replace(variables=values(uses.object_variables(each.object_id), each.variables))
            for each in results.collected
        ),
    )
