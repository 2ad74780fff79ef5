"""OVAL results documents to the model (OVAL 5.11 results schema)."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat

from scapkit.model.dump import Asset
from scapkit.model.oval import Criteria, Definition, OvalDefinitions
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
from scapkit.model.syschar import Collected, Item, Message, SystemCharacteristics, VariableValues
from scapkit.names import OVAL_DEF, OVAL_RES, OVAL_SC
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, boolean, line_of, local_name
from scapkit.xmlio.read.syschar import asset_of, read_syschar

R = f"{{{OVAL_RES}}}"
SYSTEM = f"{R}results/{R}system"
SYSCHAR = f"{{{OVAL_SC}}}oval_system_characteristics"
RESULTS = frozenset(Result)
FIRST = "1"
UNTOLD = Item("")
"""Stands for an item of which a document tells no more than that there was one."""


def is_oval_results(root: Element) -> bool:
    """Whether an element is the root of OVAL results."""
    return root.tag == f"{R}oval_results"


def definitions_in(root: Element) -> Element | None:
    """What was judged, as the results include it: the definitions of OVAL results, if they do, or any other itself."""
    return root.find(f"{{{OVAL_DEF}}}oval_definitions") if is_oval_results(root) else root


def system_of(root: Element) -> Asset | None:
    """The first system that there are OVAL results of."""
    element = root.find(f"{SYSTEM}/{SYSCHAR}")
    return None if element is None else asset_of(element)


def judged_ids(root: Element) -> frozenset[str]:
    """The ids of the definitions that there are results of."""
    return frozenset(each.get("definition_id", "") for each in root.iterfind(f"{SYSTEM}/{R}definitions/{R}definition"))


def definition_ids(root: Element) -> frozenset[str]:
    """The ids of the definitions in a document of such."""
    return frozenset(
        each.get("id", "") for each in root.iterfind(f"{{{OVAL_DEF}}}definitions/{{{OVAL_DEF}}}definition")
    )


def read_oval_results(
    root: Element, document: OvalDefinitions | None, source: str, file: str
) -> tuple[OvalResults, ...]:
    """What came of the definitions on the first system, once for each set of values that variables had.

    `document` has the definitions' titles and comments, `source` is the href that checks name it by. Raises Invalid
    for another root, for unknown results, and as `read_syschar` does.
    """
    if not is_oval_results(root):
        message = f"expected oval_results, found {local_name(root)}"
        raise invalid(file, "not-oval-results", message, line=line_of(root))
    system = root.find(SYSTEM)
    if system is None:
        return (OvalResults(source, (), (), ()),)
    return tuple(_of_instance(system, name, document, source, file) for name in _instances(system))


def _instances(system: Element) -> Iterable[str]:
    """The numbers of the sets of variables' values that definitions were judged with (variable_instance)."""
    found = (each.get("variable_instance", FIRST) for each in system.iterfind(f"{R}definitions/{R}definition"))
    return dict.fromkeys(found) or (FIRST,)


def _of_instance(
    system: Element, instance: str, document: OvalDefinitions | None, source: str, file: str
) -> OvalResults:
    known = document.definitions if document else {}
    element = system.find(SYSCHAR)
    characteristics = None if element is None else read_syschar(element, file)
    collected = tuple(_collected(element, characteristics, instance))
    items: Mapping[str, Item] = characteristics.items if characteristics else {}
    tests = tuple(_test(each, items, file) for each in _chosen(system, "test", instance))
    definitions = tuple(_definition(each, known, file) for each in _chosen(system, "definition", instance, True))
    return OvalResults(source, definitions, tests, collected, _variables(tests, collected))


def _chosen(system: Element, name: str, instance: str, alone: bool = False) -> Iterator[Element]:
    """The elements of an instance, and those of the first where it has none of its own and they are wanted too."""
    elements = system.findall(f"{R}{name}s/{R}{name}")
    own = [each for each in elements if each.get("variable_instance", FIRST) == instance]
    if alone or instance == FIRST:
        return iter(own)
    taken = {each.get(f"{name}_id") for each in own}
    others = (each for each in elements if each.get("variable_instance", FIRST) == FIRST)
    return iter([*own, *(each for each in others if each.get(f"{name}_id") not in taken)])


def _collected(
    element: Element | None, characteristics: SystemCharacteristics | None, instance: str
) -> Iterator[Collected]:
    """What came of the objects; one that was collected with several sets of values is there for the one asked for."""
    section = None if element is None else element.find(f"{{{OVAL_SC}}}collected_objects")
    if section is None or characteristics is None or characteristics.collected is None:
        return
    numbers: dict[str, list[str]] = {}
    for each in section.iterfind(f"{{{OVAL_SC}}}object"):
        numbers.setdefault(each.get("id", ""), []).append(each.get("variable_instance", FIRST))
    for name, found in characteristics.collected.items():
        by_number = dict(zip(numbers[name], found, strict=True))
        yield by_number.get(instance) or by_number.get(FIRST) or found[0]


def _variables(tests: Iterable[OvalTestResult], collected: Iterable[Collected]) -> tuple[VariableValues, ...]:
    """Every variable that is told of, with its values."""
    parts: tuple[OvalTestResult | Collected, ...] = (*collected, *tests)
    return tuple({each.var_ref: each for part in parts for each in part.variables}.values())


def _result(element: Element, file: str) -> Result:
    text = element.get("result", "")
    if not text:
        return Result.UNKNOWN  # what oscap writes where a test came to nothing that has a name
    if text not in RESULTS:
        message = f"{text} is no result of a {local_name(element)}"
        hint = f"results: {', '.join(Result)}"
        raise invalid(file, "unknown-result", message, line=line_of(element), hint=hint)
    return Result(text)


def _messages(element: Element) -> tuple[Message, ...]:
    return tuple(Message(each.text or "", each.get("level", "info")) for each in element.iterfind(f"{R}message"))


def _test(element: Element, items: Mapping[str, Item], file: str) -> OvalTestResult:
    values: dict[str, list[str]] = {}
    for each in element.iterfind(f"{R}tested_variable"):
        values.setdefault(each.get("variable_id", ""), []).append(each.text or "")
    return OvalTestResult(
        element.get("test_id", ""),
        _result(element, file),
        tuple(
            TestedItem(items.get(each.get("item_id", ""), UNTOLD), _result(each, file))
            for each in element.iterfind(f"{R}tested_item")
        ),
        _messages(element),
        tuple(VariableValues(name, tuple(found)) for name, found in values.items()),
        element.get("version", "1"),
    )


def _definition(element: Element, known: Mapping[str, Definition], file: str) -> DefinitionResult:
    name, result = element.get("definition_id", ""), _result(element, file)
    criteria = element.find(f"{R}criteria")
    # nobody asked for what was not evaluated, and reading all of a large document takes its time
    told = None if result is Result.NOT_EVALUATED else known.get(name)
    return DefinitionResult(
        name,
        result,
        element.get("class") or (told.class_ if told else "compliance"),
        told.title if told else "",
        None if criteria is None else _criteria(criteria, told.criteria if told else None, file),
        _messages(element),
        element.get("version", "1"),
    )


def _criteria(element: Element, told: Criteria | None, file: str) -> CriteriaResult:
    """A node of the criteria; results do not repeat the comments, which stand in the definition at the same place."""
    children = [each for each in element if each.tag in NODES]
    same = told is not None and len(told.children) == len(children)
    others = told.children if told is not None and same else repeat(None)
    return CriteriaResult(
        element.get("operator", "AND"),
        _result(element, file),
        tuple(_node(child, other, file) for child, other in zip(children, others, strict=False)),
        boolean(element.get("negate")),
        told.comment if told is not None else "",
        boolean(element.get("applicability_check")),
    )


def _node(element: Element, told: object, file: str) -> CriteriaResult | CriterionResult | ExtendResult:
    if element.tag == f"{R}criteria":
        return _criteria(element, told if isinstance(told, Criteria) else None, file)
    made, reference = NODES[str(element.tag)]
    named = element.get(reference, "")
    return made(
        named,
        _result(element, file),
        boolean(element.get("negate")),
        getattr(told, "comment", "") if getattr(told, reference, None) == named else "",
        element.get("version", "1"),
        boolean(element.get("applicability_check")),
    )


NODES: Mapping[str, tuple[type[CriterionResult] | type[ExtendResult], str]] = {
    f"{R}criterion": (CriterionResult, "test_ref"),
    f"{R}extend_definition": (ExtendResult, "definition_ref"),
    f"{R}criteria": (CriterionResult, ""),
}
