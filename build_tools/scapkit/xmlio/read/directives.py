"""OVAL directives documents to the model (OVAL 5.11 directives schema)."""

from collections.abc import Mapping

from scapkit.model.directives import Directive, Directives
from scapkit.model.results import Result
from scapkit.names import OVAL_DIR, OVAL_RES
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, boolean, line_of, local_name

_RES = f"{{{OVAL_RES}}}"


def directive_name(result: Result) -> str:
    """The element that speaks of a result: `definition_not_evaluated` of *not evaluated*."""
    return f"definition_{result.replace(' ', '_')}"


def read_directives(root: Element, file: str) -> Directives:
    """The directives under an `oval_directives` element; raises Invalid for another root or one without defaults."""
    if root.tag != f"{{{OVAL_DIR}}}oval_directives":
        text = f"expected oval_directives, found {local_name(root)}"
        raise invalid(file, "not-directives", text, line=line_of(root))
    default = root.find(f"{{{OVAL_DIR}}}directives")
    if default is None:
        raise invalid(file, "not-directives", "there are no directives in it", line=line_of(root))
    classes = {each.get("class", ""): _by_result(each) for each in root.iterfind(f"{{{OVAL_DIR}}}class_directives")}
    return Directives(_by_result(default), classes, boolean(default.get("include_source_definitions"), True))


def _by_result(parent: Element) -> Mapping[Result, Directive]:
    """A result that a document does not name is not reported."""
    return {result: _directive(parent.find(_RES + directive_name(result))) for result in Result}


def _directive(element: Element | None) -> Directive:
    if element is None:
        return Directive(reported=False)
    return Directive(boolean(element.get("reported")), element.get("content", "full") == "full")
