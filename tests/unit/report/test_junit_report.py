"""JUnit XML, as CI servers read it."""

from collections.abc import Iterable

import pytest
from lxml import etree

import report_sample as sample
import report_views
from report_schemas import valid_junit
from scapkit.report.formats.junit import FORMAT
from scapkit.report.views.shown import ReportView


def document(views: Iterable[ReportView]) -> etree._Element:
    return etree.fromstring(b"".join(FORMAT.render(views)))


def case(name: str, given: ReportView) -> etree._Element:
    (found,) = document([given]).iterfind(f"testsuite/testcase[@name='{name}']")
    return found


def test_it_is_valid_by_the_schema_of_jenkins() -> None:
    for given in ((), *((view,) for view in report_views.all_views()), report_views.all_views()):
        valid_junit(b"".join(FORMAT.render(given)))


def test_each_asset_is_a_suite_whose_counts_are_those_of_its_cases() -> None:
    suites = document(report_views.all_views()).findall("testsuite")
    assert [suite.get("name") for suite in suites[:4]] == ["shop-prod", "shop-test", "empty", "all-outcomes"]
    for suite in suites:
        for count, path in (
            ("tests", "testcase"),
            ("failures", "*/failure"),
            ("errors", "*/error"),
            ("skipped", "*/skipped"),
        ):
            assert suite.get(count) == str(len(suite.findall(path)))
        assert len({each.get("name") for each in suite.iterfind("testcase")}) == int(suite.get("tests"))


def test_a_failure_tells_what_was_found() -> None:
    (failure,) = case("rotation", report_views.view())
    assert (failure.tag, failure.get("type")) == ("failure", "medium")
    assert failure.get("message") == "The kubelet rotates its certificates: .authentication.anonymous.enabled: true"
    assert "found:\n- .authentication.anonymous.enabled: true" in failure.text


@pytest.mark.parametrize(
    ("outcome", "child"),
    [
        ("pass", ""),
        ("fail", "failure"),
        ("error", "error"),
        ("unknown", "error"),
        ("notapplicable", "skipped"),
        ("notchecked", "skipped"),
        ("notselected", "skipped"),
        ("informational", "system-out"),
        ("fixed", "system-out"),
    ],
)
def test_every_outcome_is_what_a_server_makes_of_it(outcome: str, child: str) -> None:
    found = document([report_views.all_outcomes_view()]).findall("testsuite/testcase")
    (name,) = {each.tag for test in found if test.get("name") == f"is_{outcome}" for each in test} or {""}
    assert name == child


def test_what_could_not_be_judged_and_what_was_skipped_say_why() -> None:
    (error,) = case("port", report_views.view())
    assert sample.FORBIDDEN in error.get("message")
    (skipped,) = case("registries", report_views.view())
    assert skipped.text == "notchecked: needs an answer"


def test_a_waived_failure_passes_and_says_so() -> None:
    (said,) = case("rotation", report_views.waived_view())
    assert said.tag == "system-out"
    assert "fail became pass by Ann Assessor on 2026-11-23T08:00:00Z: accepted: RISK-7" in said.text


def test_profile_and_score_are_properties() -> None:
    told = {each.get("name"): each.get("value") for each in document([report_views.view()]).iter("property")}
    assert told["profile"] == sample.PROFILE.id
    assert told["score.urn:xccdf:scoring:default"] == "33.33 of 100.00"
    assert told["rules.not_selected"] == "1"
    waived = {each.get("name"): each.get("value") for each in document([report_views.waived_view()]).iter("property")}
    assert waived["score_before_waivers.urn:xccdf:scoring:default"] == "16.50 of 100.00"


def test_hostile_text_is_text_in_a_document_that_parses() -> None:
    root = document([report_views.hostile_view()])
    assert {each.tag for each in root.iter()} <= {
        "testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "skipped", "system-out",
    }  # fmt: skip
    assert "<script>alert(1)</script> ]]>" in root.find(".//failure").get("message")
    assert not {"\x00", "\x1b", "\x85", "\u202e", "\ufffe"} & set("".join(root.itertext()))


def test_text_attaches_no_file() -> None:
    given = report_views.hostile(report_views.view(), "[[ATTACHMENT|/etc/passwd]]")
    told = document([given])
    assert "[[ATTACHMENT|" not in "".join(told.itertext())
    assert "ATTACHMENT|/etc/passwd" in "".join(told.itertext())
