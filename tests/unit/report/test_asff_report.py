"""Findings for Security Hub: what the API's own model says of them, and what its server makes of them."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import report_views as views
from aws_moto import moto_server
from scapkit.model.results import RuleOutcome
from scapkit.report.formats.asff import FORMAT
from scapkit.report.tools.cloud import place
from scapkit.report.views.shown import ReportView
from shared import REPOSITORY

ACCOUNT, REGION = "123456789012", "eu-central-1"
CLUSTER = f"arn:aws:eks:{REGION}:{ACCOUNT}:cluster/shop-prod"
FACTS = (("account", ACCOUNT), ("arn", CLUSTER), ("region", REGION), ("version", "1.33"))
NODE = (("account", ACCOUNT), ("cluster", "shop"), ("provider", f"aws:///{REGION}a/i-0123456789abcdef0"))


def findings(*given: ReportView) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(b"".join(FORMAT.render(given)))
    return found


def cluster(view: ReportView, *more: tuple[str, str]) -> ReportView:
    return view._replace(facts=(*FACTS, *more))


def by_rule(given: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["GeneratorId"].rpartition("/")[2]: each for each in given}


def faults(given: list[dict[str, Any]]) -> str:
    """What botocore's validator finds wrong, by the service model of BatchImportFindings."""
    from botocore.session import get_session
    from botocore.validate import ParamValidator

    model = get_session().get_service_model("securityhub").operation_model("BatchImportFindings")
    report: str = ParamValidator().validate({"Findings": given}, model.input_shape).generate_report()
    return report


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for pair in value.items() for each in pair for text in strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in strings(each))
    elif isinstance(value, str):
        yield value


def all_findings() -> list[dict[str, Any]]:
    told = tuple((f"{number} {'x' * 200}", "y" * 3000) for number in range(80))
    return findings(*(cluster(each, *told) for each in views.all_views()), views.hostile_view())


def test_findings_are_what_the_model_of_the_api_asks_for() -> None:
    given = all_findings()
    assert len(given) > 20
    assert faults(given) == ""
    assert "Severity" in faults([{**given[0], "Severity": "HIGH"}])


def test_the_limits_of_the_api_hold_whatever_comes() -> None:
    limits = {"Id": 512, "GeneratorId": 512, "Title": 256, "Description": 1024, "AwsAccountId": 12}
    for each in all_findings():
        for name, most in limits.items():
            assert 0 < len(each[name].encode("utf-16-le")) // 2 <= most
        assert len(each["Remediation"]["Recommendation"]["Text"]) <= 512
        assert len(each["ProductFields"]) <= 50
        assert all(len(name) <= 128 and len(value) <= 2048 for name, value in each["ProductFields"].items())
        assert len(each["Compliance"].get("RelatedRequirements", [])) <= 32
        details = each["Resources"][0]["Details"]["Other"]
        assert len(details) <= 50
        assert all(len(name) < 128 and len(value) < 1024 for name, value in details.items())
        assert len(json.dumps(each, ensure_ascii=False).encode()) < 60_000, (
            "a hundred of them fit into a request of 6 MB"
        )
        assert all(text.strip() for text in strings(each)), "the API takes no empty strings"


@pytest.mark.parametrize(
    ("outcome", "status", "workflow", "record"),
    [
        ("pass", "PASSED", "RESOLVED", "ACTIVE"),
        ("fixed", "PASSED", "RESOLVED", "ACTIVE"),
        ("fail", "FAILED", "NEW", "ACTIVE"),
        ("unknown", "WARNING", "NEW", "ACTIVE"),
        ("notchecked", "WARNING", "NEW", "ACTIVE"),
        ("error", "NOT_AVAILABLE", "NEW", "ACTIVE"),
        ("informational", "NOT_AVAILABLE", "NEW", "ACTIVE"),
        ("notapplicable", "NOT_AVAILABLE", "NEW", "ARCHIVED"),
    ],
)
def test_every_result_has_its_status(outcome: str, status: str, workflow: str, record: str) -> None:
    found = by_rule(findings(views.all_outcomes_view()))[f"is_{outcome}"]
    assert (found["Compliance"]["Status"], found["Workflow"]["Status"], found["RecordState"]) == (
        status,
        workflow,
        record,
    )
    assert found["ProductFields"]["scapkit/Result"] == outcome


def test_a_cluster_is_named_by_its_arn_and_its_account() -> None:
    found = by_rule(findings(cluster(views.view())))["rotation"]
    assert found["Id"] == f"{CLUSTER}/TEST/cis/rotation"
    assert found["ProductArn"] == f"arn:aws:securityhub:{REGION}:{ACCOUNT}:product/{ACCOUNT}/default"
    (resource,) = found["Resources"]
    assert (resource["Type"], resource["Id"], resource["Region"]) == ("AwsEksCluster", CLUSTER, REGION)
    assert resource["Details"]["AwsEksCluster"] == {"Arn": CLUSTER, "Name": "shop-prod", "Version": "1.33"}
    assert found["Severity"] == {"Label": "MEDIUM", "Original": "medium"}
    assert found["Compliance"]["SecurityControlId"] == "rotation"
    assert found["Compliance"]["AssociatedStandards"] == [{"StandardsId": "standards/TEST/v/0.1.0"}]
    assert found["Compliance"]["StatusReasons"][0]["Description"].startswith("found: .authentication.anonymous")


def test_a_node_is_an_instance_in_the_region_of_its_zone() -> None:
    (resource,) = findings(views.view()._replace(facts=(*NODE, ("addresses", "10.0.0.1, ::1"))))[0]["Resources"]
    assert resource["Type"] == "AwsEc2Instance"
    assert resource["Id"] == f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0123456789abcdef0"
    assert resource["Details"]["AwsEc2Instance"] == {"IpV4Addresses": ["10.0.0.1"]}


@pytest.mark.parametrize(
    ("region", "partition", "called"),
    [("cn-north-1", "aws-cn", "aws-cn"), ("us-gov-west-1", "aws-us-gov", "aws-us-gov"), ("us-iso-east-1", "aws-iso", "aws-us-iso")],
)  # fmt: skip
def test_other_partitions_have_their_own_arns(region: str, partition: str, called: str) -> None:
    found = findings(views.view()._replace(facts=(("account", ACCOUNT), ("region", region))))[0]
    assert found["ProductArn"].startswith(f"arn:{partition}:securityhub:{region}:")
    assert found["Resources"][0]["Partition"] == called
    assert found["Resources"][0]["Type"] == "Other"


def test_ids_stay_and_are_all_different() -> None:
    later = cluster(views.view())._replace(start_time="2027-01-01T00:00:00Z", end_time="2027-01-01T00:00:00Z")
    now = [each["Id"] for each in findings(cluster(views.view()))]
    assert now == [each["Id"] for each in findings(later)]
    other = views.view()._replace(facts=NODE)
    ids = [each["Id"] for each in findings(cluster(views.all_outcomes_view()), cluster(views.view()), other)]
    assert len(set(ids)) == len(ids)


def test_what_was_observed_is_as_old_as_the_evidence() -> None:
    found = findings(cluster(views.view(), ("collected", "2026-11-20T09:00:09Z")))[0]
    assert (found["LastObservedAt"], found["UpdatedAt"]) == ("2026-11-20T09:00:09Z", "2026-11-24T10:00:00Z")


def test_a_waived_failure_is_suppressed_and_says_by_whom() -> None:
    found = by_rule(findings(views.waived_view()))["rotation"]
    assert (found["Compliance"]["Status"], found["Workflow"]["Status"]) == ("PASSED", "SUPPRESSED")
    fields = found["ProductFields"]
    assert fields["scapkit/ResultBeforeWaivers"] == "fail"
    assert "Ann Assessor" in fields["scapkit/Waiver"]
    assert by_rule(findings(views.view()))["rotation"]["Workflow"] == {"Status": "NEW"}


def test_nothing_judged_is_an_empty_list() -> None:
    assert findings() == findings(views.empty_view()) == []


@pytest.mark.parametrize(
    ("facts", "absent"),
    [
        ({}, "account and region: AWS refuses what stands there, 000000000000, unknown-region"),
        ({"account": ACCOUNT}, "region: AWS refuses what stands there, unknown-region"),
        ({"account": "12345", "region": REGION}, "account: AWS refuses what stands there, 000000000000"),
        ({"account": ACCOUNT, "region": "Frankfurt"}, "region: AWS refuses what stands there, unknown-region"),
    ],
)
def test_what_nothing_tells_is_said(facts: dict[str, str], absent: str) -> None:
    assert FORMAT.missing(facts) == f"nothing tells an asset's AWS {absent}"
    assert FORMAT.missing(dict(FACTS)) == FORMAT.missing({"arn": CLUSTER}) == FORMAT.missing(dict(NODE)) == ""


def test_without_facts_placeholders_stand_in_all_places() -> None:
    found = findings(views.view()._replace(facts=()))[0]
    assert found["AwsAccountId"] == "000000000000"
    assert found["ProductArn"] == "arn:aws:securityhub:unknown-region:000000000000:product/000000000000/default"
    assert "Region" not in found["Resources"][0]


def test_facts_that_are_no_names_of_aws_are_not_taken_for_such() -> None:
    found = place({"account": ACCOUNT + "\n", "region": "eu-central-1/../x", "arn": "arn:aws:s3:::bucket"}, "a")
    assert (found.account, found.region, found.kind, found.id) == ("", "", "Other", "a")


def test_hostile_text_stays_text() -> None:
    text = b"".join(FORMAT.render([views.hostile_view()])).decode()
    assert not any(mark in text for mark in ("\x00", "\x1b", "\u202e", "\\u0000", "\\u001b", "\\ud"))


def test_moto_takes_them_in_and_gives_them_back(monkeypatch: pytest.MonkeyPatch) -> None:
    import boto3

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    given = all_findings()
    with moto_server() as (host, port):
        client = boto3.client("securityhub", region_name=REGION, endpoint_url=f"http://{host}:{port}")
        client.enable_security_hub()
        answers = [client.batch_import_findings(Findings=given[at : at + 100]) for at in range(0, len(given), 100)]
        assert sum(each["SuccessCount"] for each in answers) == len(given)
        assert sum(each["FailedCount"] for each in answers) == 0
        kept = client.get_findings(MaxResults=100)["Findings"]
    assert len(given) <= 100
    assert {each["Id"] for each in kept} == {each["Id"] for each in given}


def test_the_documented_filter_makes_batches_that_the_api_takes() -> None:
    jq = pytest.importorskip("jq")
    page = (REPOSITORY / "docs/reports.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"jq -c '(.*)' asff.json", page)
    others = [
        views.view()._replace(target=f"n{number}", facts=(("account", ACCOUNT), ("region", "eu-west-1")))
        for number in range(25)
    ]
    given = findings(*others, *(cluster(each) for each in views.all_views()))
    batches = jq.compile(program).input_value(given).all()
    assert all(len(each) <= 100 and len({found["ProductArn"] for found in each}) == 1 for each in batches)
    assert len(batches) == 3
    assert sorted(found["Id"] for each in batches for found in each) == sorted(each["Id"] for each in given)


def test_every_outcome_is_thought_of() -> None:
    assert {each["ProductFields"]["scapkit/Result"] for each in findings(views.all_outcomes_view())} == set(RuleOutcome)
