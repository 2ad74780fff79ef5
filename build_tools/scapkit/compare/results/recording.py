"""An evaluation to the record that is compared: the same whether it was just made or read from somebody's results."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from scapkit.compare.results.kinds import GOOD
from scapkit.compare.results.record import DEFAULT_MODEL, AssetRecord, RuleRecord, Scope
from scapkit.evaluate.reported import with_masks
from scapkit.model.arf import Evaluation
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import CheckResult, ComplexCheckResult, RuleOutcome, RuleResult, TestResult
from scapkit.model.xccdf import Rule
from scapkit.names import OVAL_SYSTEM, brief, short_id
from scapkit.report.console.outline import plain
from scapkit.report.contents.scope import checks_of
from scapkit.report.views.criteria import Checks, check_view, open_checks
from scapkit.report.views.findings import finds_of, is_complete, lacking
from scapkit.report.views.finds import Find
from scapkit.report.views.items import cut
from scapkit.report.views.seen import seen_of
from scapkit.xccdf.policy import Policy

MOST = 10_000
"""Items of a test that are compared."""
IDENTIFIER = "urn:xccdf:fact:asset:identifier:"
OWN = "urn:scapkit:fact:"
UNIQUE = ("arn", "instance", "guid", "mac")
"""Facts that one asset alone has; names are given anew, and an address may be another's tomorrow."""
Keyed = tuple[tuple[str, RuleResult], ...]


def record_of(
    policy: Policy,
    evaluation: Evaluation,
    documents: Mapping[str, OvalDefinitions],
    place: str = "",
    content: str = "",
) -> AssetRecord:
    """What is compared of an evaluation. `documents`: OVAL definitions by the href that checks use."""
    result = evaluation.test_result
    shown = with_masks(evaluation, documents).oval_results
    checks = open_checks(shown, documents, policy.values, MOST)
    known = {rule.id: rule for rule in policy.rules}
    values = _values(policy, result)
    rules = {
        key: _rule(each, known.get(each.rule_id) or Rule(each.rule_id), values, checks)
        for key, each in keyed(result.rule_results)
    }
    return AssetRecord(
        name=brief(result.target or evaluation.asset.name),
        scope=_scope(policy, result),
        rules=rules,
        kind=evaluation.asset.kind,
        identities=frozenset(_identities(evaluation)),
        score=next((_percent(each.value, each.maximum) for each in result.scores if _is_default(each.system)), None),
        time=result.end_time,
        content=content,
        place=place,
    )


def keyed(results: Iterable[RuleResult]) -> Keyed:
    """Results of rules that are selected, each by a key: the rule's short id, its instance, and where a check has
    several results (multi-check) the name of what it judged.
    """
    selected = [each for each in results if each.outcome is not RuleOutcome.NOTSELECTED]
    wholes: dict[str, set[str]] = {}
    for each in selected:
        wholes.setdefault(short_id(each.rule_id), set()).add(each.rule_id)
    names = [_name(each, len(wholes[short_id(each.rule_id)]) > 1) for each in selected]
    several = Counter(names)
    taken: Counter[str] = Counter()
    found = []
    for name, each in zip(names, selected, strict=True):
        key = f"{name} ({_judged(each)})" if several[name] > 1 or _is_multiple(each) else name
        taken[key] += 1
        found.append((key if taken[key] == 1 else f"{key} #{taken[key]}", each))
    return tuple(found)


def _name(result: RuleResult, whole: bool) -> str:
    name = result.rule_id if whole else short_id(result.rule_id)
    return f"{name} [{result.instance}]" if result.instance else name


def _judged(result: RuleResult) -> str:
    return ", ".join(each.name for each in simple_checks(result.checks) if each.name)


def _is_multiple(result: RuleResult) -> bool:
    return any(isinstance(each, CheckResult) and each.multi_check and each.name for each in result.checks)


def simple_checks(checks: Iterable[CheckResult | ComplexCheckResult]) -> Iterator[CheckResult]:
    """The checks, and those in combinations."""
    for each in checks:
        if isinstance(each, ComplexCheckResult):
            yield from simple_checks(each.children)
        else:
            yield each


def _scope(policy: Policy, result: TestResult) -> Scope:
    tailoring = " ".join(filter(None, result.tailoring[1:3])) if result.tailoring else ""
    return Scope(
        result.benchmark_id or policy.benchmark.id,
        result.benchmark_version or policy.benchmark.version,
        result.profile_id,
        tailoring,
        result.test_system,
    )


def _identities(evaluation: Evaluation) -> Iterator[str]:
    facts = [
        (name.removeprefix(IDENTIFIER).removeprefix(OWN), value)
        for name, _, value in evaluation.test_result.target_facts
    ]
    macs = [("mac", each.mac) for each in evaluation.asset.interfaces]
    for name, value in (*facts, *evaluation.asset.facts, *macs):
        if name in UNIQUE and value.strip("0: "):
            yield f"{name} {value}".casefold()


def _is_default(system: str) -> bool:
    return system == DEFAULT_MODEL or not system


def _percent(value: float, maximum: float) -> float | None:
    return 100 * value / maximum if maximum else None


def _values(policy: Policy, result: TestResult) -> Mapping[str, str]:
    """The Values in force: what the result says that it set, else what the profile makes of them."""
    told = {name: value if isinstance(value, str) else "\n".join(value) for name, value in result.set_values}
    return {**policy.values, **told}


def _exports(result: RuleResult, rule: Rule) -> set[str]:
    """The Values that a rule's checks were handed; where the result names no checks, those that they ask for."""
    told = tuple(simple_checks(result.checks or result.unused))
    if told:
        return {value_id for check in told for value_id, _ in check.exports}
    return {each.value_id for check in checks_of(rule) for each in check.exports}


def _rule(result: RuleResult, rule: Rule, values: Mapping[str, str], judged: Checks) -> RuleRecord:
    exports = _exports(result, rule)
    finds: tuple[Find, ...] = ()
    seen: tuple[str, ...] = ()
    complete, more, reasons = True, 0, tuple(dict.fromkeys(cut(each.text) for each in result.messages))
    original = result.overrides[0].old_result if result.overrides else result.outcome
    if original is RuleOutcome.FAIL:
        views = [check_view(check, judged) for check in result.checks]
        (finds, more), complete = finds_of(views), is_complete(views)
    elif original in GOOD:
        seen = seen_of(result.checks, judged)
    elif original in (RuleOutcome.UNKNOWN, RuleOutcome.ERROR) and not reasons:
        reasons = lacking(check_view(check, judged) for check in result.checks)
    return RuleRecord(
        id=result.rule_id,
        title=plain(rule.titles) or short_id(result.rule_id),
        severity=result.severity,
        outcome=result.outcome,
        overrides=result.overrides,
        reasons=reasons,
        finds=finds,
        more=more,
        evidence=_has_evidence(result, judged),
        values=tuple((short_id(each), values[each]) for each in sorted(exports) if each in values),
        seen=seen,
        complete=complete,
    )


def _has_evidence(result: RuleResult, judged: Checks) -> bool:
    """Whether what was found is known of all checks of files: thin results name no items."""
    ours = [check for check in simple_checks(result.checks) if check.system == OVAL_SYSTEM]
    return all(any(book.collected and each.criteria for book, each in judged.find(check)) for check in ours)
