"""OVAL variables and their components from the model (OVAL 5.11 definitions schema, VariableType)."""

from scapkit.model.oval import Component, FunctionCall, Literal, ObjectComponent, Variable, VariableComponent
from scapkit.names import OVAL_DEF
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element


def write_variable(parent: Element, variable: Variable) -> None:
    """One constant_variable, local_variable or external_variable under `parent`."""
    element = add(parent, OVAL_DEF, f"{variable.kind}_variable", id=variable.id, version=variable.version)
    element.set("datatype", variable.datatype)
    element.set("comment", variable.comment)
    for value in variable.values:
        add(element, OVAL_DEF, "value", value)
    if variable.component:
        _component(element, variable.component)
    for possible in variable.possible_values:
        add(element, OVAL_DEF, "possible_value", possible.value, hint=possible.hint)
    for restriction in variable.possible_restrictions:
        child = add(element, OVAL_DEF, "possible_restriction", operator=restriction.operator, hint=restriction.hint)
        for each in restriction.restrictions:
            add(child, OVAL_DEF, "restriction", each.value, operation=each.operation)


def _component(parent: Element, component: Component) -> None:
    if isinstance(component, Literal):
        element = add(parent, OVAL_DEF, "literal_component", component.value)
        if component.datatype != "string":
            element.set("datatype", component.datatype)
    elif isinstance(component, ObjectComponent):
        element = add(parent, OVAL_DEF, "object_component")
        element.set("object_ref", component.object_ref)
        element.set("item_field", component.item_field)
        if component.record_field:
            element.set("record_field", component.record_field)
    elif isinstance(component, VariableComponent):
        add(parent, OVAL_DEF, "variable_component").set("var_ref", component.var_ref)
    elif isinstance(component, FunctionCall):
        element = add(parent, OVAL_DEF, component.name)
        element.attrib.update(dict(component.attributes))
        for argument in component.arguments:
            _component(element, argument)
