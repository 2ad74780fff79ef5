"""XCCDF TestResults to the model (NIST IR 7275r4, 6.6)."""

from collections.abc import Iterator
from math import isfinite, nan

from scapkit.model.results import (
    CheckResult,
    ComplexCheckResult,
    Override,
    RuleOutcome,
    RuleResult,
    Score,
    TestResult,
    XccdfMessage,
)
from scapkit.names import XCCDF
from scapkit.problem import Invalid, invalid
from scapkit.xmlio.parse import Element, boolean, line_of, local_name, text_of
from scapkit.xmlio.read.values import content_of

X = f"{{{XCCDF}}}"
NO_RESULT = XccdfMessage("the results do not say what this rule came to", "warning")
"""As oscap leaves out the result of a rule whose checks it could not put together."""
OUTCOMES = frozenset(RuleOutcome)
MAXIMUM = "100"
"""The highest score where a score does not tell (NIST IR 7275r4, table 25)."""


def read_test_result(root: Element, file: str) -> TestResult:
    """The result under a TestResult element; what a rule's result leaves out is empty: the benchmark has it.

    Checks have no outcomes of their own here. Raises Invalid for another root, an unknown result, and a score that is
    no number.
    """
    if root.tag != f"{X}TestResult":
        message = f"expected an XCCDF TestResult, found {local_name(root)}"
        raise invalid(file, "not-results", message, line=line_of(root))
    benchmark, profile, identity = (root.find(X + name) for name in ("benchmark", "profile", "identity"))
    return TestResult(
        id=root.get("id", ""),
        benchmark_id="" if benchmark is None else benchmark.get("id", ""),
        benchmark_href="" if benchmark is None else benchmark.get("href", ""),
        benchmark_version=root.get("version", ""),
        title=text_of(root.find(f"{X}title")),
        profile_id="" if profile is None else profile.get("idref", ""),
        target=text_of(root.find(f"{X}target")),
        start_time=root.get("start-time", ""),
        end_time=root.get("end-time", ""),
        rule_results=tuple(_rule_result(each, file) for each in root.iterfind(f"{X}rule-result")),
        scores=tuple(_score(each, file) for each in root.iterfind(f"{X}score")),
        set_values=tuple(_set_values(root)),
        platforms=tuple(each.get("idref", "") for each in root.iterfind(f"{X}platform")),
        target_addresses=_texts(root, "target-address"),
        target_facts=tuple(map(_fact, root.iterfind(f"{X}target-facts/{X}fact"))),
        identity=None if identity is None else _identity(identity),
        organizations=_texts(root, "organization"),
        tailoring=_tailoring(root),
        test_system=root.get("test-system", ""),
    )


def asset_of(root: Element) -> str:
    """The id of the asset that a TestResult in an ARF says it is about; empty where it says nothing."""
    return next((each.get("name", "") for each in root.iterfind(f"{X}target-id-ref")), "")


def _texts(parent: Element, name: str) -> tuple[str, ...]:
    return tuple(text_of(each) for each in parent.iterfind(X + name))


def _identity(element: Element) -> tuple[str, bool, bool]:
    return text_of(element), boolean(element.get("authenticated")), boolean(element.get("privileged"))


def _fact(element: Element) -> tuple[str, str, str]:
    return element.get("name", ""), element.get("type", "boolean"), element.text or ""


def _tailoring(root: Element) -> tuple[str, str, str, str] | None:
    element = root.find(f"{X}tailoring-file")
    if element is None:
        return None
    return element.get("href", ""), element.get("id", ""), element.get("version", ""), element.get("time", "")


def _set_values(root: Element) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    names = (f"{X}set-value", f"{X}set-complex-value")
    return ((each.get("idref", ""), content_of(each)) for each in root if each.tag in names)


def _score(element: Element, file: str) -> Score:
    numbers = [_number(text) for text in (text_of(element), element.get("maximum", MAXIMUM))]
    if not all(map(isfinite, numbers)):
        raise invalid(file, "not-a-number", f"the score {text_of(element)} is not a number", line=line_of(element))
    return Score(element.get("system", ""), *numbers)


def _number(text: str) -> float:
    """A number, or what is none as a float."""
    try:
        return float(text)
    except ValueError:
        return nan


def _rule_result(element: Element, file: str) -> RuleResult:
    get, told = element.get, text_of(element.find(f"{X}result"))
    return RuleResult(
        rule_id=get("idref", ""),
        outcome=_outcome(told, element, file) if told else RuleOutcome.UNKNOWN,
        severity=get("severity", ""),
        weight=get("weight", ""),
        role=get("role", ""),
        time=get("time", ""),
        version=get("version", ""),
        idents=tuple((each.get("system", ""), text_of(each)) for each in element.iterfind(f"{X}ident")),
        messages=(*_messages(element), *(() if told else (NO_RESULT,))),
        checks=_checks(element),
        overrides=tuple(_override(each, file) for each in element.iterfind(f"{X}override")),
        instance=", ".join(each.text or "" for each in element.iterfind(f"{X}instance")),
    )


def _messages(element: Element) -> Iterator[XccdfMessage]:
    return (XccdfMessage(each.text or "", each.get("severity", "info")) for each in element.iterfind(f"{X}message"))


def _outcome(text: str, element: Element, file: str) -> RuleOutcome:
    if text not in OUTCOMES:
        raise _unknown(element, file, f"{text or 'nothing'} is no result of a rule")
    return RuleOutcome(text)


def _unknown(element: Element, file: str, message: str) -> Invalid:
    return invalid(file, "unknown-result", message, line=line_of(element), hint=f"results: {', '.join(RuleOutcome)}")


def _override(element: Element, file: str) -> Override:
    old, new = (element.find(X + name) for name in ("old-result", "new-result"))
    if old is None or new is None:
        raise _unknown(element, file, "an override lacks its old-result or new-result")
    remark = text_of(element.find(f"{X}remark"))
    authority, time = element.get("authority", ""), element.get("time", "")
    before, after = _outcome(text_of(old), old, file), _outcome(text_of(new), new, file)
    return Override(before, after, authority, time, remark)


def _checks(parent: Element) -> tuple[CheckResult | ComplexCheckResult, ...]:
    names = (f"{X}check", f"{X}complex-check")
    return tuple(_check(each) for each in parent if each.tag in names)


def _check(element: Element) -> CheckResult | ComplexCheckResult:
    negate = boolean(element.get("negate"))
    if element.tag == f"{X}complex-check":
        return ComplexCheckResult(element.get("operator", "AND"), _checks(element), negate)
    reference = element.find(f"{X}check-content-ref")
    return CheckResult(
        system=element.get("system", ""),
        href="" if reference is None else reference.get("href", ""),
        name="" if reference is None else reference.get("name", ""),
        exports=tuple(
            (each.get("value-id", ""), each.get("export-name", "")) for each in element.iterfind(f"{X}check-export")
        ),
        negate=negate,
        multi_check=boolean(element.get("multi-check")),
        selector=element.get("selector", ""),
        imports=tuple((each.get("import-name", ""), each.text or "") for each in element.iterfind(f"{X}check-import")),
    )
