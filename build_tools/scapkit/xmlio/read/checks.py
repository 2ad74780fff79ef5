"""XCCDF checks to the model (NIST IR 7275r4, 6.4.4.4)."""

from collections.abc import Callable

from scapkit.model.xccdf import Check, ComplexCheck, ContentRef, Export, Import
from scapkit.names import OVAL_DEF, XCCDF
from scapkit.xmlio.parse import Element, boolean, text_of

X = f"{{{XCCDF}}}"


def read_check(element: Element) -> Check:
    """One check element."""
    return Check(
        system=element.get("system", ""),
        contents=_contents(element),
        exports=tuple(
            Export(each.get("value-id", ""), each.get("export-name", ""))
            for each in element.iterfind(f"{X}check-export")
        ),
        imports=tuple(
            Import(each.get("import-name", ""), each.get("import-xpath", ""))
            for each in element.iterfind(f"{X}check-import")
        ),
        selector=element.get("selector", ""),
        multi_check=boolean(element.get("multi-check")),
        negate=boolean(element.get("negate")),
        id=element.get("id", ""),
        inline=text_of(element.find(f"{X}check-content")),
    )


def _contents(element: Element) -> tuple[ContentRef, ...]:
    """The references in their order, and last the OVAL inside the check, which counts where they lead nowhere."""
    refs = (
        ContentRef(each.get("href", ""), each.get("name", "")) for each in element.iterfind(f"{X}check-content-ref")
    )
    inside = element.find(f"{X}check-content/{{{OVAL_DEF}}}oval_definitions")
    if inside is None:
        return tuple(refs)
    from scapkit.xmlio.inline import inline_href

    return (*refs, ContentRef(inline_href(inside)))


def read_complex_check(element: Element) -> ComplexCheck:
    """One complex-check element with all below it."""
    readers: dict[str, Callable[[Element], Check | ComplexCheck]] = {
        f"{X}check": read_check,
        f"{X}complex-check": read_complex_check,
    }
    return ComplexCheck(
        element.get("operator", "AND"),
        tuple(readers[str(child.tag)](child) for child in element if child.tag in readers),
        boolean(element.get("negate")),
    )
