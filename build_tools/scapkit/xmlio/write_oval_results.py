"""OVAL results documents from the model (OVAL 5.11 results schema), with full content."""

from scapkit.model.dump import Asset
from scapkit.model.oval import Generator, OvalDefinitions
from scapkit.model.results import (
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalResults,
    OvalTestResult,
)
from scapkit.model.syschar import Item
from scapkit.names import OVAL_RES
from scapkit.xmlio.emit import add, add_piece, root
from scapkit.xmlio.parse import Element
from scapkit.xmlio.write_oval import write_generator
from scapkit.xmlio.write_syschar import number_items, write_messages, write_syschar

DIRECTIVES = ("true", "false", "unknown", "error", "not_evaluated", "not_applicable")


def write_oval_results(
    results: OvalResults, document: OvalDefinitions, asset: Asset, generator: Generator, piece: int = 0
) -> Element:
    """The oval_results element; `emit.stitched` puts the source's oval_definitions where piece number `piece` is."""
    element = root(OVAL_RES, "oval_results", ("oval-res", "oval", "oval-sc"))
    write_generator(element, OVAL_RES, generator)
    directives = add(element, OVAL_RES, "directives")
    for name in DIRECTIVES:
        add(directives, OVAL_RES, f"definition_{name}", reported="true", content="full")
    add_piece(element, piece)
    system = add(add(element, OVAL_RES, "results"), OVAL_RES, "system")
    ids = number_items(results.collected)
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
    for tested in dict.fromkeys(result.tested_items):
        child = add(element, OVAL_RES, "tested_item", result=str(tested.result))
        child.set("item_id", ids[tested.item])
    for variable in result.variables:
        for value in variable.values:
            add(element, OVAL_RES, "tested_variable", value).set("variable_id", variable.var_ref)
