"""CPE Applicability Language expressions to the model (NIST IR 7698)."""

from scapkit.model.xccdf import CheckFactRef, FactRef, LogicalTest, Platform
from scapkit.names import CPE_LANG
from scapkit.xmlio.parse import Element, boolean, local_name, text_of

L = f"{{{CPE_LANG}}}"


def read_platform(element: Element) -> Platform:
    """One platform of a platform-specification."""
    test = element.find(f"{L}logical-test")
    expression = LogicalTest("AND", False, ()) if test is None else _test(test)
    return Platform(element.get("id", ""), expression, text_of(element.find(f"{L}title")))


def _test(element: Element) -> LogicalTest:
    children = tuple(_node(child) for child in element)
    return LogicalTest(element.get("operator", "AND"), boolean(element.get("negate")), children)


def _node(element: Element) -> FactRef | CheckFactRef | LogicalTest:
    name = local_name(element)
    if name == "fact-ref":
        return FactRef(element.get("name", ""))
    if name == "check-fact-ref":
        return CheckFactRef(element.get("system", ""), element.get("href", ""), element.get("id-ref", ""))
    return _test(element)
