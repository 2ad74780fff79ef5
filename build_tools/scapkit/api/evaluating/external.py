"""What is handed in beside content: values for external variables, and directives for OVAL results."""

from collections.abc import Iterable

from scapkit.model.directives import FULL, THIN, Directives
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import Result
from scapkit.oval.compare import compare
from scapkit.problem import WARNING, Invalid, Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.xmlio.parse import Element, parse, read_bytes
from scapkit.xmlio.read.external import ExternalValues, read_external


def read_variables(path: str) -> tuple[ExternalValues, ...]:
    """The values in an OVAL variables file; none where no file is named.

    Raises Invalid where the file cannot be used, and for values that are not of the type that it says.
    """
    return values_of_variables(parse(read_bytes(path), path), path) if path else ()


def values_of_variables(root: Element, path: str) -> tuple[ExternalValues, ...]:
    """The values in a document that is parsed already; raises Invalid as `read_variables` does."""
    found = read_external(root, path)
    problems = [
        Problem(Span(path, each.line), "malformed-value", f"{each.id}: {value!r} is no {each.datatype}")
        for each in found
        for value in each.values
        if compare(each.datatype, "equals", value, value) is not Result.TRUE
    ]
    if problems:
        raise Invalid(problems)
    return found


def unused_variables(given: Iterable[ExternalValues], document: OvalDefinitions, path: str) -> Problems:
    """A warning for each value that no external variable of the document takes."""
    known = [name for name, each in document.variables.items() if each.kind == "external"]
    return tuple(
        Problem(
            Span(path, each.line),
            "unused-variable",
            f"the definitions have no external variable {each.id}",
            did_you_mean(each.id, known),
            WARNING,
        )
        for each in given
        if each.id not in known
    )


def read_directives(path: str, thin: bool = False, without_syschar: bool = False) -> Directives:
    """What OVAL results are to hold: by a directives file, else all, or thin; raises Invalid for a bad file."""
    directives = THIN if thin else FULL
    if path:
        from scapkit.xmlio.read import directives as reading

        directives = reading.read_directives(parse(read_bytes(path), path), path)
    return directives._replace(syschar=False) if without_syschar else directives
