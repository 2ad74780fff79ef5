"""CPE Applicability Language expressions from the model (NIST IR 7698)."""

from scapkit.model.xccdf import CheckFactRef, FactRef, LogicalTest, Platform
from scapkit.names import CPE_LANG
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element

# The schema wants the kinds in this order; AND and OR do not care.
ORDER = (LogicalTest, FactRef, CheckFactRef)


def write_platform(parent: Element, platform: Platform) -> None:
    """One platform of a platform-specification."""
    element = add(parent, CPE_LANG, "platform", id=platform.id)
    if platform.title:
        add(element, CPE_LANG, "title", platform.title)
    _node(element, platform.test)


def _node(parent: Element, node: FactRef | CheckFactRef | LogicalTest) -> None:
    if isinstance(node, FactRef):
        add(parent, CPE_LANG, "fact-ref", name=node.name)
    elif isinstance(node, CheckFactRef):
        add(parent, CPE_LANG, "check-fact-ref", system=node.system, href=node.href, id_ref=node.id_ref)
    else:
        negate = "true" if node.negate else "false"
        element = add(parent, CPE_LANG, "logical-test", operator=node.operator, negate=negate)
        for child in sorted(node.children, key=lambda each: ORDER.index(type(each))):
            _node(element, child)
