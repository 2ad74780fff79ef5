"""Assets of a collection that were not judged, in every format that holds many assets."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from lxml import etree

import report_views
from report_schemas import VALID, valid_sarif
from report_views import EVIL
from scapkit.registry import discover
from scapkit.report.protocol import Format
from scapkit.report.views.assets import Collection, UnjudgedAsset
from scapkit.report.views.shown import ReportView

BROKEN = UnjudgedAsset("nodes/ip-1", "", "", ("manifest.json:1: error: it is no JSON",), fails=True)
LEFT_OUT = UnjudgedAsset("", "fargate-1", "eks-node", ("Fargate runs it",))
MORE = ("nodes could not be listed",)
FORMATS: dict[str, Format] = discover("scapkit.report.formats", "FORMAT")
MANY = sorted(name for name, each in FORMATS.items() if each.many and name != "waivers")


def written(name: str, *views: ReportView, gaps: tuple[UnjudgedAsset, ...] = (BROKEN, LEFT_OUT)) -> bytes:
    return b"".join(FORMATS[name].render(Collection(views or (report_views.view(),), "shop", gaps, MORE)))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


def ours(results: list[Any]) -> list[Any]:
    return [each for each in results if each["ruleId"] == "asset_judged"]


@pytest.mark.parametrize("name", MANY)
def test_every_format_names_what_was_not_judged_and_why(name: str) -> None:
    told = written(name).decode()
    expected = ["nodes/ip-1", "it is no JSON", MORE[0]]
    if name != "code-scanning":
        expected += ["fargate-1", "Fargate runs it"]
    assert [each for each in expected if each not in told.replace("\\/", "/")] == []


@pytest.mark.parametrize("name", MANY)
def test_where_nothing_is_missing_nothing_is_added(name: str) -> None:
    whole = Collection((report_views.view(),), "shop")
    assert b"".join(FORMATS[name].render(whole)) == b"".join(FORMATS[name].render((report_views.view(),)))


@pytest.mark.parametrize("name", sorted(VALID))
def test_reports_of_gaps_alone_and_of_hostile_ones_are_valid(name: str) -> None:
    hostile = UnjudgedAsset(EVIL, EVIL, EVIL, (EVIL, EVIL), fails=True)
    for data in (
        written(name),
        written(name, gaps=(hostile, hostile)),
        b"".join(FORMATS[name].render(Collection((), "", (hostile, LEFT_OUT), (EVIL,)))),
    ):
        VALID[name](data)


def test_a_table_has_a_row_for_each() -> None:
    found = [each for each in rows(written("csv")) if each["rule"] == "asset_judged"]
    assert [(each["asset"], each["asset_kind"], each["result"], each["reasons"]) for each in found] == [
        ("nodes/ip-1", "", "unknown", BROKEN.reasons[0]),
        ("fargate-1", "eks-node", "notchecked", "Fargate runs it"),
        ("shop", "collection", "unknown", MORE[0]),
    ]


def test_a_ci_server_sees_an_error_or_that_it_was_skipped() -> None:
    suites = etree.fromstring(written("junit")).findall("testsuite")[1:]
    found = [(suite.get("name"), suite.find("testcase/*").tag, suite.get("errors", "0")) for suite in suites]
    assert found == [("nodes/ip-1", "error", "1"), ("fargate-1", "skipped", "0"), ("shop", "error", "1")]


def test_a_viewer_of_scans_sees_a_run_that_did_not_succeed() -> None:
    runs = valid_sarif(written("sarif"))["runs"][1:]
    told = [
        (run["invocations"][0]["executionSuccessful"], note["level"], run["results"][0]["kind"])
        for run in runs
        for note in run["invocations"][0]["toolExecutionNotifications"]
    ]
    assert told == [(False, "error", "open"), (False, "note", "review"), (False, "error", "open")]


def test_a_code_host_gets_an_alert_for_what_should_have_been_judged() -> None:
    (run,) = valid_sarif(written("code-scanning"))["runs"]
    found = ours(run["results"])
    assert [each["message"]["text"].splitlines()[1] for each in found] == [f"- {BROKEN.reasons[0]}", f"- {MORE[0]}"]
    assert all(each["locations"][0]["physicalLocation"]["region"] for each in found)


def test_tools_of_governance_see_a_control_that_is_not_satisfied() -> None:
    results = json.loads(written("oscal"))["assessment-results"]["results"][1:]
    states = [each["findings"][0]["target"]["status"] for each in results]
    assert [each["state"] for each in states] == ["not-satisfied"] * 3
    assert results[0]["observations"][0]["remarks"].endswith("it is no JSON")


def test_findings_for_clouds_are_of_the_account_of_the_others() -> None:
    given = report_views.view()._replace(facts=(("account", "123456789012"), ("region", "eu-central-1")))
    found = [each for each in json.loads(written("asff", given)) if each["Title"] == "The asset is judged"]
    statuses = [(each["AwsAccountId"], each["Compliance"]["Status"], each["Resources"][0]["Region"]) for each in found]
    assert statuses == [("123456789012", "WARNING", "eu-central-1")] * 3
    events = [json.loads(line) for line in written("ocsf", given).splitlines()]
    own = [each for each in events if each["metadata"]["event_code"] == "asset_judged"]
    assert [each["status_code"] for each in own] == ["unknown", "notchecked", "unknown"]
    assert {each["cloud"]["account"]["uid"] for each in own} == {"123456789012"}


def test_a_comment_counts_them_and_tells_those_of_one_reason_together() -> None:
    left = tuple(LEFT_OUT._replace(name=f"fargate-{number}") for number in range(5))
    told = written("markdown", gaps=left).decode()
    assert "; 6 assets were not judged." in told
    assert "- fargate-0, fargate-1, fargate-2 and 2 more: Fargate runs it\n" in told


def test_a_report_as_text_cuts_nothing() -> None:
    told = written("text", gaps=(BROKEN._replace(reasons=("long " * 300 + "end",)),)).decode()
    assert "long end\n" in told and "…" not in told
