"""XCCDF TestResults from the model (NIST IR 7275r4, 6.6), elements in the schema's order."""

from collections.abc import Callable

from scapkit.model.results import CheckResult, ComplexCheckResult, RuleResult, TestResult
from scapkit.names import AI, XCCDF
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.values import add_content

Href = Callable[[CheckResult], str]


def own_href(check: CheckResult) -> str:
    """The href as the check wrote it."""
    return check.href


def write_test_result(result: TestResult, asset_id: str = "", href: Href = own_href) -> Element:
    """The TestResult element; `asset_id` is the asset's id in an ARF, `href` tells where a check's results are.

    Its elements have no prefix, as those of oscap: there are readers that look for `rule-result` by that name.
    """
    element = root(XCCDF, "TestResult", {"": XCCDF}, {"id": result.id, "start-time": result.start_time})
    element.set("end-time", result.end_time)
    element.set("version", result.benchmark_version)
    if result.test_system:
        element.set("test-system", result.test_system)
    _head(element, result)
    if asset_id:
        add(element, XCCDF, "target-id-ref", system=AI, name=asset_id, href="")
    for idref in result.platforms:
        add(element, XCCDF, "platform", idref=idref)
    for idref, value in result.set_values:
        add_content(element, "value", value, "set-", idref=idref)
    for rule_result in result.rule_results:
        _rule_result(element, rule_result, href)
    for score in result.scores:
        add(element, XCCDF, "score", number(score.value), system=score.system, maximum=number(score.maximum))
    return element


def number(value: float) -> str:
    """An xsd:decimal, with six digits behind the point or as many as it takes to read the same number again."""
    rounded = f"{value:f}"
    exact = repr(value)
    return rounded if float(rounded) == value or "e" in exact else exact


def _head(element: Element, result: TestResult) -> None:
    add(element, XCCDF, "benchmark", href=result.benchmark_href, id=result.benchmark_id)
    if result.tailoring:
        href, identifier, version, time = result.tailoring
        add(element, XCCDF, "tailoring-file", href=href, id=identifier, version=version, time=time)
    add(element, XCCDF, "title", result.title)
    for organization in result.organizations:
        add(element, XCCDF, "organization", organization)
    if result.identity:
        name, authenticated, privileged = result.identity
        flags = {"authenticated": str(authenticated).lower(), "privileged": str(privileged).lower()}
        add(element, XCCDF, "identity", name, **flags)
    if result.profile_id:
        add(element, XCCDF, "profile", idref=result.profile_id)
    add(element, XCCDF, "target", result.target)
    for address in result.target_addresses:
        add(element, XCCDF, "target-address", address)
    if result.target_facts:
        facts = add(element, XCCDF, "target-facts")
        for name, kind, value in result.target_facts:
            add(facts, XCCDF, "fact", value, name=name, type=kind)


def _rule_result(parent: Element, result: RuleResult, href_of: Href) -> None:
    element = add(parent, XCCDF, "rule-result", idref=result.rule_id, role=result.role)
    element.attrib.update({"time": result.time, "severity": result.severity, "weight": result.weight})
    if result.version:
        element.set("version", result.version)
    add(element, XCCDF, "result", str(result.outcome))
    for override in result.overrides:
        child = add(element, XCCDF, "override", time=override.time, authority=override.authority)
        add(child, XCCDF, "old-result", str(override.old_result))
        add(child, XCCDF, "new-result", str(override.new_result))
        add(child, XCCDF, "remark", override.remark)
    for system, value in result.idents:
        add(element, XCCDF, "ident", value, system=system)
    for message in result.messages:
        add(element, XCCDF, "message", message.text, severity=message.severity)
    if result.instance:
        add(element, XCCDF, "instance", result.instance)
    for check in result.checks or result.unused:
        _check(element, check, href_of)


def _check(parent: Element, check: CheckResult | ComplexCheckResult, href_of: Href) -> None:
    if isinstance(check, ComplexCheckResult):
        element = add(parent, XCCDF, "complex-check", operator=check.operator)
        for child in check.children:
            _check(element, child, href_of)
    else:
        element = _simple_check(parent, check, href_of)
    if check.negate:
        element.set("negate", "true")


def _simple_check(parent: Element, check: CheckResult, href_of: Href) -> Element:
    multi = "true" if check.multi_check else None
    element = add(parent, XCCDF, "check", system=check.system, multi_check=multi, selector=check.selector or None)
    for name, value in check.imports:
        add(element, XCCDF, "check-import", value, import_name=name)
    for value_id, name in check.exports:
        add(element, XCCDF, "check-export", value_id=value_id, export_name=name)
    if check.href:
        add(element, XCCDF, "check-content-ref", href=href_of(check), name=check.name or None)
    return element
