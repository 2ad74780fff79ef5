"""What leads back to itself in a document: nobody can evaluate it."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.circles import chain, circles
from scapkit.names import OVAL_DEF, XCCDF
from scapkit.problem import Problem
from scapkit.span import Span
from scapkit.xmlio.parse import Element, line_of, local_name

O = f"{{{OVAL_DEF}}}"  # noqa: E741
OVAL_ATTRIBUTES = ("test_ref", "definition_ref", "object_ref", "state_ref", "var_ref")
OVAL_TEXTS = (f"{O}filter", f"{O}object_reference")
EXTENDING = tuple(f"{{{XCCDF}}}{name}" for name in ("Profile", "Rule", "Value"))


class Step(NamedTuple):
    """A reference: the element that makes it, and the id that it names."""

    element: Element
    name: str


def oval_references(element: Element) -> Iterator[str]:
    """The ids that one element of an OVAL document names."""
    for attribute in OVAL_ATTRIBUTES:
        name = element.get(attribute)
        if name is not None:
            yield name
    if element.tag in OVAL_TEXTS:
        yield (element.text or "").strip()


def oval_circles(root: Element, file: str) -> Iterator[Problem]:
    """Definitions that extend themselves, and variables, objects, states and sets that need themselves."""
    steps = {
        part.get("id", ""): [Step(each, name) for each in part.iter() for name in oval_references(each)]
        for section in root
        for part in section
    }
    for step, names in circles(steps, lambda step: step.name):
        yield _problem(step, names, file, "cyclic-reference", "leads back to")


def xccdf_circles(root: Element, file: str) -> Iterator[Problem]:
    """Profiles, rules and Values that extend themselves (NIST IR 7275r4, 7.2.2)."""
    for tag in EXTENDING:
        having = (each for each in root.iter(tag) if each.get("extends"))
        steps = {each.get("id", ""): [Step(each, each.get("extends", ""))] for each in having}
        for step, names in circles(steps, lambda step: step.name):
            yield _problem(step, names, file, "cyclic-extends", "extends itself through")


def _problem(step: Step, names: list[str], file: str, code: str, verb: str) -> Problem:
    message = f"{local_name(step.element)} {verb} {step.name}: {chain(names)}"
    return Problem(Span(file, line_of(step.element)), code, message)
