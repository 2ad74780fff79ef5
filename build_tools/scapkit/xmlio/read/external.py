"""OVAL variables documents: values for external variables (OVAL 5.11 variables schema, VariableType)."""

from typing import NamedTuple

from scapkit.names import OVAL_VAR
from scapkit.problem import Invalid, Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.parse import Element, line_of, local_name

_VAR = f"{{{OVAL_VAR}}}"


class ExternalValues(NamedTuple):
    """The values of one variable, and where in the document they stand."""

    id: str
    datatype: str
    values: tuple[str, ...]
    line: int = 0


def read_external(root: Element, file: str) -> tuple[ExternalValues, ...]:
    """The variables under an `oval_variables` element.

    Raises Invalid for another root, an id used twice, and a variable without a value.
    """
    if root.tag != f"{_VAR}oval_variables":
        text = f"expected oval_variables, found {local_name(root)}"
        raise invalid(file, "not-oval-variables", text, line=line_of(root))
    found: dict[str, ExternalValues] = {}
    problems: list[Problem] = []
    for element in root.iterfind(f"{_VAR}variables/{_VAR}variable"):
        each = _variable(element)
        if each.id in found:
            text = f"{each.id} is already defined in line {found[each.id].line}"
            problems.append(Problem(Span(file, each.line), "duplicate-id", text))
        if not each.values:
            problems.append(Problem(Span(file, each.line), "empty-variable", f"{each.id} has no value"))
        found[each.id] = each
    if problems:
        raise Invalid(problems)
    return tuple(found.values())


def _variable(element: Element) -> ExternalValues:
    values = tuple(each.text or "" for each in element.iterfind(f"{_VAR}value"))
    return ExternalValues(element.get("id", ""), element.get("datatype", "string"), values, line_of(element))
