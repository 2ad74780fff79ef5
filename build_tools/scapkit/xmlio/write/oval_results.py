"""OVAL results documents from the model (OVAL 5.11 results schema)."""

from collections.abc import Mapping

from scapkit.model.directives import FULL, Directive, Directives
from scapkit.model.dump import Asset
from scapkit.model.oval import Generator, OvalDefinitions
from scapkit.model.results import (
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalResults,
    OvalTestResult,
    Result,
    TestedItem,
)
from scapkit.model.syschar import Item
from scapkit.names import OVAL_RES
from scapkit.xmlio.emit import add, add_many, add_piece, root
from scapkit.xmlio.read.directives import directive_name
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.oval import write_generator
from scapkit.xmlio.write.syschar import number_items, write_messages, write_syschar


def write_oval_results(
    results: OvalResults,
    document: OvalDefinitions,
    asset: Asset,
    generator: Generator,
    piece: int = 0,
    directives: Directives = FULL,
) -> Element:
    """The oval_results element of results that follow the directives already.

    `emit.stitched` puts the source's oval_definitions where piece number `piece` is, if they are to be included.
    """
    element = root(OVAL_RES, "oval_results", ("oval-res", "oval", "oval-sc"))
    write_generator(element, OVAL_RES, generator)
    _directives(element, directives)
    if directives.source:
        add_piece(element, piece)
    system = add(add(element, OVAL_RES, "results"), OVAL_RES, "system")
    # what tests name is numbered even where it is not written down
    tested = () if results.collected else (each.item for test in results.tests for each in test.tested_items)
    ids = number_items(results.collected, tested)
    if results.definitions:
        definitions = add(system, OVAL_RES, "definitions")
        for definition in results.definitions:
            _definition(definitions, definition)
    if results.tests:
        tests = add(system, OVAL_RES, "tests")
        for test in results.tests:
            _test(tests, test, document, ids)
    system.append(write_syschar(results.collected, ids, asset, generator))
    return element


def _directives(parent: Element, directives: Directives) -> None:
    default = add(parent, OVAL_RES, "directives")
    if not directives.source:
        default.set("include_source_definitions", "false")
    _by_result(default, directives.default)
    for class_, by_result in directives.classes.items():
        _by_result(add(parent, OVAL_RES, "class_directives", class_=class_), by_result)


def _by_result(parent: Element, directives: Mapping[Result, Directive]) -> None:
    for result, directive in directives.items():
        element = add(parent, OVAL_RES, directive_name(result), reported=str(directive.reported).lower())
        element.set("content", "full" if directive.full else "thin")


def _definition(parent: Element, result: DefinitionResult) -> None:
    element = add(parent, OVAL_RES, "definition")
    element.set("definition_id", result.definition_id)
    element.attrib.update({"version": result.version, "class": result.class_, "result": str(result.result)})
    write_messages(element, OVAL_RES, result.messages)
    if result.criteria:
        _criteria(element, result.criteria)


def _criteria(parent: Element, node: CriteriaResult | CriterionResult | ExtendResult) -> None:
    if isinstance(node, CriteriaResult):
        element = add(parent, OVAL_RES, "criteria", operator=node.operator)
        for child in node.children:
            _criteria(element, child)
    elif isinstance(node, CriterionResult):
        element = add(parent, OVAL_RES, "criterion", version=node.version)
        element.set("test_ref", node.test_ref)
    else:
        element = add(parent, OVAL_RES, "extend_definition", version=node.version)
        element.set("definition_ref", node.definition_ref)
    element.set("result", str(node.result))
    if node.negate:
        element.set("negate", "true")
    if node.applicability_check:
        element.set("applicability_check", "true")


def _tested(parent: Element, tested: TestedItem, ids: Mapping[Item, str]) -> None:
    add(parent, OVAL_RES, "tested_item", result=str(tested.result)).set("item_id", ids[tested.item])


def _test(parent: Element, result: OvalTestResult, document: OvalDefinitions, ids: dict[Item, str]) -> None:
    test = document.tests.get(result.test_id)
    element = add(parent, OVAL_RES, "test", version=result.version)
    element.set("test_id", result.test_id)
    element.set("check", test.check if test else "all")
    if test:
        element.set("check_existence", test.check_existence)
        if test.state_operator != "AND":
            element.set("state_operator", test.state_operator)
    element.set("result", str(result.result))
    write_messages(element, OVAL_RES, result.messages)
    if result.tested_items:
        add_many(element, dict.fromkeys(result.tested_items), lambda parent, each: _tested(parent, each, ids))
    for variable in result.variables:
        for value in variable.values:
            add(element, OVAL_RES, "tested_variable", value).set("variable_id", variable.var_ref)
