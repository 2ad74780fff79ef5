"""OVAL variables and their components to the model (OVAL 5.11 definitions schema, VariableType)."""

from scapkit.model.oval import (
    Component,
    FunctionCall,
    Literal,
    ObjectComponent,
    PossibleRestriction,
    PossibleValue,
    Restriction,
    Variable,
    VariableComponent,
)
from scapkit.names import OVAL_DEF
from scapkit.xmlio.parse import Element, local_name

_DEF = f"{{{OVAL_DEF}}}"


def read_variable(element: Element) -> Variable:
    """One constant_variable, local_variable or external_variable."""
    kind = local_name(element).removesuffix("_variable")
    components = [child for child in element if local_name(child) != "notes"] if kind == "local" else []
    return Variable(
        id=element.get("id", ""),
        kind=kind,
        datatype=element.get("datatype", "string"),
        values=tuple(each.text or "" for each in element.iterfind(f"{_DEF}value")),
        component=_component(components[0]) if components else None,
        possible_values=tuple(
            PossibleValue(each.text or "", each.get("hint", "")) for each in element.iterfind(f"{_DEF}possible_value")
        ),
        possible_restrictions=tuple(_restriction(each) for each in element.iterfind(f"{_DEF}possible_restriction")),
        version=element.get("version", "1"),
        comment=element.get("comment", ""),
    )


def _restriction(element: Element) -> PossibleRestriction:
    inner = element.iterfind(f"{_DEF}restriction")
    return PossibleRestriction(
        tuple(Restriction(each.get("operation", "equals"), each.text or "") for each in inner),
        element.get("operator", "AND"),
        element.get("hint", ""),
    )


def _component(element: Element) -> Component:
    name = local_name(element)
    if name == "literal_component":
        return Literal(element.text or "", element.get("datatype", "string"))
    if name == "object_component":
        return ObjectComponent(
            element.get("object_ref", ""), element.get("item_field", ""), element.get("record_field", "")
        )
    if name == "variable_component":
        return VariableComponent(element.get("var_ref", ""))
    return _function(name, element)


def _function(name: str, element: Element) -> FunctionCall:
    attributes = tuple((str(key), str(value)) for key, value in element.attrib.items())
    return FunctionCall(name, attributes, tuple(_component(child) for child in element))
