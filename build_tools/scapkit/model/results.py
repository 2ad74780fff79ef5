"""Verdicts: OVAL results (OVAL 5.11 results schema) and the XCCDF TestResult (NIST IR 7275r4, 6.6)."""

from enum import StrEnum
from typing import NamedTuple

from scapkit.model.syschar import Collected, Item, Message, VariableValues


class Result(StrEnum):
    """An OVAL result (ResultEnumeration)."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    ERROR = "error"
    NOT_EVALUATED = "not evaluated"
    NOT_APPLICABLE = "not applicable"


class RuleOutcome(StrEnum):
    """An XCCDF result (NIST IR 7275r4, table 26)."""

    PASS = "pass"
    FAIL = "fail"
    ERROR = "error"
    UNKNOWN = "unknown"
    NOTAPPLICABLE = "notapplicable"
    NOTCHECKED = "notchecked"
    NOTSELECTED = "notselected"
    INFORMATIONAL = "informational"
    FIXED = "fixed"


class TestedItem(NamedTuple):
    """An item and whether it satisfied the test's states."""

    item: Item
    result: Result


class OvalTestResult(NamedTuple):
    """One test's result with the items it was decided on."""

    test_id: str
    result: Result
    tested_items: tuple[TestedItem, ...] = ()
    messages: tuple[Message, ...] = ()
    variables: tuple[VariableValues, ...] = ()
    version: str = "1"


class CriterionResult(NamedTuple):
    """A criterion with its result, negation applied."""

    test_ref: str
    result: Result
    negate: bool = False
    comment: str = ""
    version: str = "1"
    applicability_check: bool = False


class ExtendResult(NamedTuple):
    """An extended definition with its result, negation applied."""

    definition_ref: str
    result: Result
    negate: bool = False
    comment: str = ""
    version: str = "1"
    applicability_check: bool = False


class CriteriaResult(NamedTuple):
    """A node of the criteria tree with its result, negation applied."""

    operator: str
    result: Result
    children: tuple["CriteriaResult | CriterionResult | ExtendResult", ...] = ()
    negate: bool = False
    comment: str = ""
    applicability_check: bool = False


class DefinitionResult(NamedTuple):
    """One definition's result with the tree that led to it."""

    definition_id: str
    result: Result
    class_: str = "compliance"
    title: str = ""
    criteria: CriteriaResult | None = None
    messages: tuple[Message, ...] = ()
    version: str = "1"


class OvalResults(NamedTuple):
    """All that evaluating definitions of one document gave; `source` names the document (its href)."""

    source: str
    definitions: tuple[DefinitionResult, ...]
    tests: tuple[OvalTestResult, ...]
    collected: tuple[Collected, ...]
    variables: tuple[VariableValues, ...] = ()


class CheckResult(NamedTuple):
    """A check that was used: its system, the content it names, the Values handed in, and its own outcome.

    `imports` are what it handed back, by the names that check-imports ask for it.
    """

    system: str
    href: str = ""
    name: str = ""
    outcome: RuleOutcome = RuleOutcome.NOTCHECKED
    exports: tuple[tuple[str, str], ...] = ()
    negate: bool = False
    multi_check: bool = False
    selector: str = ""
    imports: tuple[tuple[str, str], ...] = ()


class ComplexCheckResult(NamedTuple):
    """Checks joined by operator AND or OR."""

    operator: str
    children: tuple["CheckResult | ComplexCheckResult", ...]
    negate: bool = False
    outcome: RuleOutcome = RuleOutcome.NOTCHECKED


class XccdfMessage(NamedTuple):
    """Why a result is what it is; severity is error, warning or info."""

    text: str
    severity: str = "info"


class Override(NamedTuple):
    """A result that somebody changed, and who and why."""

    old_result: RuleOutcome
    new_result: RuleOutcome
    authority: str
    time: str
    remark: str


class RuleResult(NamedTuple):
    """One rule's result (NIST IR 7275r4, 6.6.4); `unused` are the rule's checks where it came to none of them."""

    rule_id: str
    outcome: RuleOutcome
    severity: str = "unknown"
    weight: str = "1.0"
    role: str = "full"
    time: str = ""
    version: str = ""
    idents: tuple[tuple[str, str], ...] = ()
    messages: tuple[XccdfMessage, ...] = ()
    checks: tuple[CheckResult | ComplexCheckResult, ...] = ()
    overrides: tuple[Override, ...] = ()
    instance: str = ""
    unused: tuple[CheckResult | ComplexCheckResult, ...] = ()


class Score(NamedTuple):
    """A score under one model (NIST IR 7275r4, 7.3)."""

    system: str
    value: float
    maximum: float


class TestResult(NamedTuple):
    """What one evaluation of a benchmark against one target found.

    `scores_before` are those that the results had before some were overridden; empty where none was.
    """

    id: str
    benchmark_id: str
    benchmark_href: str
    benchmark_version: str
    title: str
    profile_id: str
    target: str
    start_time: str
    end_time: str
    rule_results: tuple[RuleResult, ...]
    scores: tuple[Score, ...] = ()
    set_values: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    platforms: tuple[str, ...] = ()
    target_addresses: tuple[str, ...] = ()
    target_facts: tuple[tuple[str, str, str], ...] = ()
    identity: tuple[str, bool, bool] | None = None
    organizations: tuple[str, ...] = ()
    tailoring: tuple[str, str, str, str] | None = None
    test_system: str = ""
    scores_before: tuple[Score, ...] = ()
