"""XCCDF checks from the model (NIST IR 7275r4, 6.4.4.4)."""

from scapkit.model.xccdf import Check, ComplexCheck
from scapkit.names import XCCDF
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element


def write_check(parent: Element, check: Check) -> None:
    """A check under a Rule or complex-check."""
    element = add(parent, XCCDF, "check", id=check.id or None, system=check.system, selector=check.selector or None)
    if check.negate:
        element.set("negate", "true")
    if check.multi_check:
        element.set("multi-check", "true")
    for each in check.imports:
        add(element, XCCDF, "check-import", import_name=each.import_name, import_xpath=each.import_xpath or None)
    for export in check.exports:
        add(element, XCCDF, "check-export", value_id=export.value_id, export_name=export.export_name)
    for content in check.contents:
        add(element, XCCDF, "check-content-ref", href=content.href, name=content.name or None)


def write_complex_check(parent: Element, check: ComplexCheck) -> None:
    """A complex-check with all below it."""
    element = add(parent, XCCDF, "complex-check", operator=check.operator)
    if check.negate:
        element.set("negate", "true")
    for child in check.children:
        if isinstance(child, Check):
            write_check(element, child)
        else:
            write_complex_check(element, child)
