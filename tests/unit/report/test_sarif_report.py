"""SARIF logs of results: everything for viewers, and what code hosts are given."""

import json
import re
from collections.abc import Iterable
from typing import Any

import pytest

import report_sample as sample
import report_views
from report_schemas import valid_sarif
from scapkit.registry import find
from scapkit.report.formats import code_scanning
from scapkit.report.views.shown import ReportView

BOTH = ("sarif", "code-scanning")


def log(views: Iterable[ReportView], name: str = "sarif") -> Any:
    return json.loads(b"".join(find("scapkit.report.formats", "FORMAT", name).render(views)))


def results(views: Iterable[ReportView], name: str = "sarif") -> dict[str, Any]:
    """The results of the last run by rule, without what ids begin with."""
    *_, run = log(views, name)["runs"]
    return {each["ruleId"].removeprefix("xccdf_org.example_rule_"): each for each in run["results"]}


@pytest.mark.parametrize("name", BOTH)
def test_the_log_is_valid_by_the_schema(name: str) -> None:
    form = find("scapkit.report.formats", "FORMAT", name)
    for views in ((), *((view,) for view in report_views.all_views()), report_views.all_views()):
        valid_sarif(b"".join(form.render(views)))


@pytest.mark.parametrize("name", BOTH)
def test_results_point_at_their_rules_which_say_how_to_fix_them(name: str) -> None:
    for run in log([report_views.view(), report_views.hostile_view()], name)["runs"]:
        rules = run["tool"]["driver"]["rules"]
        assert len({each["id"] for each in rules}) == len(rules)
        assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    rule = log([report_views.view()], name)["runs"][0]["tool"]["driver"]["rules"][-1]
    assert rule["helpUri"] == sample.CIS
    assert "Set `x`." in rule["help"]["markdown"]
    assert "Set x." in rule["help"]["text"]
    assert rule["properties"]["tags"][:3] == ["security", "compliance", "CCE-87818-1"]


def test_each_asset_has_a_run_of_its_own_that_says_by_what_it_was_judged() -> None:
    runs = log(report_views.all_views())["runs"]
    assert len(runs) == len(report_views.all_views())
    assert runs[0]["automationDetails"]["id"] == "scapkit/TEST/cis/shop-prod/"
    assert runs[0]["invocations"] == [
        {"executionSuccessful": True, "startTimeUtc": "2026-11-24T10:00:00Z", "endTimeUtc": "2026-11-24T10:00:01Z"}
    ]
    assert runs[0]["properties"]["scores"][0]["value"] == pytest.approx(33.333333)


def test_names_in_the_id_of_a_run_are_percent_encoded() -> None:
    (run,) = log([report_views.view()._replace(target='a/b "<é>\n\u202e')])["runs"]
    assert run["automationDetails"]["id"] == "scapkit/TEST/cis/a%2Fb%20%22%3C%C3%A9%3E%0A%E2%80%AE/"


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        ("pass", "pass"),
        ("fixed", "pass"),
        ("fail", "fail"),
        ("error", "open"),
        ("unknown", "open"),
        ("notchecked", "review"),
        ("informational", "informational"),
        ("notapplicable", "notApplicable"),
        ("notselected", "notApplicable"),
    ],
)
def test_every_outcome_has_a_kind_and_only_failures_a_level(outcome: str, kind: str) -> None:
    told = results([report_views.all_outcomes_view()])[f"is_{outcome}"]
    assert told["kind"] == kind
    assert (told["level"] == "none") == (kind != "fail")


def test_severity_is_what_a_code_host_makes_of_it() -> None:
    (rule,) = (each for each in report_views.view().rules if each.text.short_id == "rotation")
    told = {}
    for severity in ("high", "medium", "low", "info", "unknown"):
        view = report_views.view()
        (run,) = log([view._replace(root=view.root._replace(groups=(), rules=(rule._replace(severity=severity),)))])[
            "runs"
        ]
        properties = run["tool"]["driver"]["rules"][0]["properties"]
        told[severity] = (run["results"][0]["level"], properties.get("security-severity"))
    assert told == {
        "high": ("error", "8.0"),
        "medium": ("warning", "5.5"),
        "low": ("note", "2.0"),
        "info": ("note", None),
        "unknown": ("warning", None),
    }


def test_a_failure_tells_its_findings_and_where_the_evidence_is() -> None:
    told = results([report_views.view()])["rotation"]
    assert "- .authentication.anonymous.enabled: true" in told["message"]["text"]
    (place,) = told["locations"]
    artifact = {"uri": "files/etc/kubernetes/kubelet/kubelet-config.json", "uriBaseId": "EVIDENCE"}
    assert place["physicalLocation"]["artifactLocation"] == artifact
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "shop-prod/.authentication.anonymous.enabled: true"


def test_what_could_not_be_judged_says_why() -> None:
    assert sample.FORBIDDEN in results([report_views.view()])["port"]["message"]["text"]


@pytest.mark.parametrize("name", BOTH)
def test_every_result_has_a_file_as_code_hosts_demand(name: str) -> None:
    for run in log(report_views.all_views(), name)["runs"]:
        for each in run["results"]:
            assert each["locations"]
            for place in each["locations"]:
                uri = place["physicalLocation"]["artifactLocation"]["uri"]
                assert uri and ":" not in uri and not uri.startswith("/") and ".." not in uri.split("/")
                assert name == "sarif" or place["physicalLocation"]["region"] == {"startLine": 1}


def test_a_waived_failure_is_suppressed() -> None:
    told = results([report_views.waived_view()])["rotation"]
    assert told["kind"] == "fail"
    (suppression,) = told["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert "Ann Assessor" in suppression["justification"]
    assert told["properties"]["result"] == "pass"
    (run,) = log([report_views.waived_view()])["runs"]
    assert run["properties"]["scoresBeforeWaivers"][0]["value"] == 16.5


def test_what_was_made_a_failure_says_by_whom() -> None:
    given = report_views.waived_view()
    rule = next(each for each in given.rules if each.overrides)
    (override,) = rule.overrides
    turned = override._replace(old=override.new, new=override.old)
    rules = (rule._replace(outcome=override.old, overrides=(turned,)),)
    told = results([given._replace(root=given.root._replace(groups=(), rules=rules))])["rotation"]
    assert told["kind"] == "fail" and "suppressions" not in told
    assert "\n- changed: pass became fail by Ann Assessor" in told["message"]["text"]


def test_fingerprints_stay_while_the_rule_and_the_asset_do() -> None:
    before, after = report_views.view(), report_views.view()._replace(end_time="2027-01-01T00:00:00Z", title="x")
    other = before._replace(target="other")
    marks = [results([view])["rotation"]["partialFingerprints"] for view in (before, after, other)]
    assert marks[0] == marks[1] != marks[2]
    every = [
        each["partialFingerprints"]["primaryLocationLineHash"]
        for each in log([report_views.all_outcomes_view()])["runs"][0]["results"]
    ]
    assert len(set(every)) == len(every)


def test_code_hosts_are_given_what_somebody_must_look_into_in_one_run() -> None:
    (run,) = log(report_views.all_views(), "code-scanning")["runs"]
    assert {each["kind"] for each in run["results"]} == {"fail", "open"}
    assert not [each for each in run["results"] if "suppressions" in each]
    told = results([report_views.waived_view()], "code-scanning")
    assert set(told) == {"port"}


def test_results_that_a_code_host_would_refuse_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_scanning, "MOST", 2)
    (run,) = log([report_views.view(), report_views.view()], "code-scanning")["runs"]
    assert len(run["results"]) == 2
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("2 more results are left out")


@pytest.mark.parametrize("name", BOTH)
def test_hostile_text_is_no_link_and_steers_nothing(name: str) -> None:
    text = json.dumps(log([report_views.hostile_view()], name), ensure_ascii=False)
    assert not {"\x1b", "\x85", "\u202e", "\ufffe"} & set(text)
    assert "\\u0000" not in text
    (run,) = log([report_views.hostile_view()], name)["runs"]
    for help_ in (each["help"] for each in run["tool"]["driver"]["rules"]):
        prose = re.sub(r"(`{3,}).*?\1", "", help_["markdown"], flags=re.DOTALL)
        assert "<script" not in prose
        assert "](https://evil" not in prose + help_["text"]
    assert all("](https://evil" not in each["message"]["text"] for each in run["results"])
    assert all(len(each["message"]["text"]) < 100_000 for each in run["results"])
