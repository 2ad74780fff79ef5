"""Findings for AWS Security Hub, in the AWS Security Finding Format (ASFF, schema 2018-10-08)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from scapkit.model.results import RuleOutcome
from scapkit.names import short_id
from scapkit.report.protocol import Format
from scapkit.report.tools.cloud import CLUSTER, INSTANCE_KIND, Place, findings, place, place_of
from scapkit.report.tools.stig import described
from scapkit.report.views.checked import evidence, shortened, why
from scapkit.report.views.facts import judge_of
from scapkit.report.views.gaps import with_gaps
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.told import overridden, reference_texts, waived
from scapkit.report.writing.jsontext import Json, kept, streamed
from scapkit.report.writing.plain import plain
from scapkit.report.writing.stable import first_time

ACCOUNT, REGION = "000000000000", "unknown-region"
"""What stands where nothing tells the account or region: nothing that AWS takes, so that it must be replaced."""
STATUS = {
    RuleOutcome.PASS: "PASSED",
    RuleOutcome.FIXED: "PASSED",
    RuleOutcome.FAIL: "FAILED",
    RuleOutcome.UNKNOWN: "WARNING",
    RuleOutcome.NOTCHECKED: "WARNING",
}
LABELS = {"high": "HIGH", "medium": "MEDIUM", "low": "LOW", "info": "INFORMATIONAL"}
TYPES = ["Software and Configuration Checks/Industry and Regulatory Standards"]
# How partitions are called in resources, where another name than in ARNs or none
PARTITIONS = {each: each for each in ("aws", "aws-cn", "aws-us-gov")} | {
    "aws-iso": "aws-us-iso",
    "aws-iso-b": "aws-us-iso-b",
}
# The limits that the API's reference names (AwsSecurityFinding, Recommendation, Compliance), in characters and items
TITLE, DESCRIPTION, RECOMMENDATION, FIELD, GENERATOR, REQUIREMENTS = 256, 1024, 512, 2048, 512, 32
# Of the object Other of a resource, which may have 50
DETAILS, NAME, DETAIL = 25, 127, 1023
REASONS, REQUIREMENT = 20, 256

Plain = Callable[[str], str]


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """A JSON array with a finding on each line, such as `aws securityhub batch-import-findings --findings` takes."""
    text = cache(plain)
    return streamed("[", (each for view in with_gaps(views) for each in _findings(view, text)), "]")


def _findings(view: ReportView, text: Plain) -> Iterator[Json]:
    found = place_of(view)
    account, region = found.account or ACCOUNT, found.region or REGION
    product = f"arn:{found.partition}:securityhub:{region}:{account}:product/{account}/default"
    resources = [_resource(view, found)]
    for name, rule in findings(view):
        yield {
            "SchemaVersion": "2018-10-08",
            "Id": name,
            "ProductArn": product,
            "ProductName": "scapkit",
            "GeneratorId": shortened(f"scapkit/{short_id(view.benchmark_id)}/{rule.text.short_id}", GENERATOR),
            "AwsAccountId": account,
            **_told(rule, text),
            **_times(view, rule),
            "Resources": resources,
            "Compliance": _compliance(view, rule),
            "ProductFields": _fields(view, rule),
        }


def _told(rule: RuleView, text: Plain) -> Json:
    severity = {"Label": LABELS.get(rule.severity, "MEDIUM"), "Original": rule.severity}
    title = rule.text.title.strip() or rule.text.short_id
    description = described(text(rule.text.description_html)) or text(rule.text.rationale_html) or title
    advice = text(rule.text.fixtext_html) or description
    return {
        "Title": shortened(title, TITLE),
        "Description": shortened(description, DESCRIPTION),
        "Types": TYPES,
        "Severity": severity,
        "FindingProviderFields": {"Severity": severity, "Types": TYPES},
        "Remediation": {"Recommendation": {"Text": shortened(advice, RECOMMENDATION)}},
        "Workflow": {"Status": _workflow(rule)},
        "RecordState": "ARCHIVED" if rule.outcome is RuleOutcome.NOTAPPLICABLE else "ACTIVE",
    }


def _workflow(rule: RuleView) -> str:
    if waived(rule):
        return "SUPPRESSED"
    return "RESOLVED" if STATUS.get(rule.outcome) == "PASSED" else "NEW"


def _times(view: ReportView, rule: RuleView) -> Json:
    judged = (rule.time, view.end_time, view.start_time)
    observed = dict(view.facts).get("collected", "")
    return {
        "CreatedAt": first_time(*judged),
        "UpdatedAt": first_time(*judged),
        "LastObservedAt": first_time(observed, *judged),
    }


def _resource(view: ReportView, found: Place) -> Json:
    facts = {name: value for name, value in view.facts if name.strip() and value.strip()}
    return kept(
        Type=found.kind,
        Id=found.id,
        Partition=PARTITIONS.get(found.partition, ""),
        Region=found.region,
        Details=kept(**{found.kind: _details(view, found, facts), "Other": _other(view, facts)}),
    )


def _details(view: ReportView, found: Place, facts: Mapping[str, str]) -> Json:
    addresses = facts.get("addresses", "").split(", ")
    if found.kind == CLUSTER:
        endpoint = next((each for each in addresses if each.startswith("https://")), "")
        return kept(Arn=found.id, Name=view.target, Version=facts.get("version", ""), Endpoint=endpoint)
    if found.kind == INSTANCE_KIND:
        return kept(IpV4Addresses=[each for each in addresses if each.count(".") == 3 and ":" not in each])
    return {}


def _other(view: ReportView, facts: Mapping[str, str]) -> Json:
    told = {"name": view.target, "kind": view.target_kind, **facts}
    return {
        shortened(name, NAME): shortened(text, DETAIL) for name, text in list(told.items())[:DETAILS] if text.strip()
    }


def _compliance(view: ReportView, rule: RuleView) -> Json:
    reasons = why(rule)[:REASONS]
    code = f"XCCDF_{rule.outcome.upper()}"
    standard = "/v/".join(filter(None, (short_id(view.benchmark_id), view.benchmark_version)))
    return kept(
        Status=STATUS.get(rule.outcome, "NOT_AVAILABLE"),
        SecurityControlId=rule.text.short_id,
        AssociatedStandards=[{"StandardsId": f"standards/{standard}"}],
        RelatedRequirements=[shortened(each, REQUIREMENT) for each in reference_texts(rule.text)[:REQUIREMENTS]],
        StatusReasons=[{"ReasonCode": code, "Description": each} for each in reasons],
    )


def _fields(view: ReportView, rule: RuleView) -> Json:
    told = {
        "Scanner": " ".join(judge_of(view)),
        "Benchmark": view.benchmark_id,
        "BenchmarkVersion": view.benchmark_version,
        "Profile": view.profile_id,
        "Rule": rule.text.id,
        "Instance": rule.instance,
        "Result": rule.outcome,
        "ResultBeforeWaivers": rule.original if rule.overrides else "",
        "Waiver": overridden(rule),
        "Identifiers": ", ".join(rule.text.identifiers),
        "Evidence": "\n".join(evidence(rule)),
    }
    return {f"scapkit/{name}": shortened(value, FIELD) for name, value in told.items() if value.strip()}


def _missing(facts: Mapping[str, str]) -> str:
    """What stands for an account or region that nothing tells, in words."""
    found = place(facts)
    names = [name for name, known in (("account", found.account), ("region", found.region)) if not known]
    instead = [each for each, known in ((ACCOUNT, found.account), (REGION, found.region)) if not known]
    if not names:
        return ""
    return f"nothing tells an asset's AWS {' and '.join(names)}: AWS refuses what stands there, {', '.join(instead)}"


FORMAT = Format("asff", "findings for AWS Security Hub", ".asff.json", render, missing=_missing)
