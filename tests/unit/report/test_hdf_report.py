"""The Heimdall Data Format: as Heimdall's own reader takes it, and what stands where."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import report_views as views
from packaged import node
from scapkit.model.results import RuleOutcome
from scapkit.report.formats.hdf import FORMAT
from scapkit.report.views.shown import Link, OverrideView, ReferenceClass, ReportView, RuleView

WAIVER = OverrideView(RuleOutcome.FAIL, RuleOutcome.NOTAPPLICABLE, "Ann", "2026-11-23T08:00:00Z", "RISK-7")


def document(view: ReportView) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(FORMAT.render([view])))
    return found


def controls(view: ReportView) -> dict[str, dict[str, Any]]:
    (profile,) = document(view)["profiles"]
    return {each["id"]: each for each in profile["controls"]}


def read(view: ReportView, folder: Path) -> list[dict[str, Any]]:
    file = folder / "a.hdf.json"
    file.write_bytes(b"".join(FORMAT.render([view])))
    found: list[dict[str, Any]] = node("read_hdf.cjs", file, "inspecjs/package.json")
    return found


def with_rules(*rules: RuleView) -> ReportView:
    given = views.view()
    return given._replace(root=given.root._replace(groups=(), rules=rules))


@pytest.mark.parametrize("number", range(len(views.all_views())))
def test_the_reader_takes_every_report(number: int, tmp_path: Path) -> None:
    view = views.all_views()[number]
    assert len(read(view, tmp_path)) == len({rule.text.id for rule in view.rules})


def test_every_result_has_its_status(tmp_path: Path) -> None:
    found = {each["id"]: each["status"] for each in read(views.all_outcomes_view(), tmp_path)}
    assert found == {
        "is_pass": "Passed",
        "is_fixed": "Passed",
        "is_fail": "Failed",
        "is_error": "Profile Error",
        "is_unknown": "Profile Error",
        "is_notchecked": "Not Reviewed",
        "is_notapplicable": "Not Applicable",
        "is_informational": "Not Applicable",
        "is_notselected": "Not Reviewed",
    }


def test_a_failure_without_a_severity_is_a_failure_still(tmp_path: Path) -> None:
    rule = next(each for each in views.view().rules if each.outcome is RuleOutcome.FAIL)
    given = [rule._replace(anchor=each, severity=each, text=rule.text._replace(id=each, short_id=each))
             for each in ("high", "medium", "low", "info", "unknown")]  # fmt: skip
    found = {each["id"]: (each["status"], each["severity"]) for each in read(with_rules(*given), tmp_path)}
    assert found == {
        "high": ("Failed", "high"),
        "medium": ("Failed", "medium"),
        "low": ("Failed", "low"),
        "info": ("Failed", "low"),
        "unknown": ("Failed", "medium"),
    }


def test_a_severity_that_the_profile_gives_counts(tmp_path: Path) -> None:
    rule = next(each for each in views.view().rules if each.outcome is RuleOutcome.FAIL)
    given = with_rules(rule._replace(severity="high", authored_severity="low"))
    (found,) = read(given, tmp_path)
    assert found["severity"] == "high"
    (control,) = controls(given).values()
    assert (control["impact"], control["tags"]["severity"], control["tags"]["severityoverride"]) == (0.7, "low", "high")
    assert control["tags"]["severityjustification"] == "the profile makes high of low"


def test_a_waived_failure_does_not_apply_and_says_what_was_found(tmp_path: Path) -> None:
    (found,) = (each for each in read(views.waived_view(), tmp_path) if each["id"] == "rotation")
    assert (found["status"], found["waived"]) == ("Not Applicable", True)
    control = controls(views.waived_view())["rotation"]
    assert "Ann Assessor" in control["waiver_data"]["justification"]
    (result,) = control["results"]
    assert (result["status"], result["skip_message"].partition("\n")[0]) == ("skipped", "fail")
    assert {"label": "comments", "data": control["waiver_data"]["message"]} in control["descriptions"]


@pytest.mark.parametrize(
    ("remark", "date"),
    [
        ("Later. [ticket SEC-1, expires 2027-05-20]", "2027-05-20"),
        ("Later. [expires 2027-05-20T10:00:00Z; covers a, b]", "2027-05-20"),
        ("It expires 2027-05-20.", None),
        ("Accepted.", None),
    ],
)
def test_a_waiver_s_end_is_told(remark: str, date: str | None) -> None:
    rule = next(each for each in views.view().rules if each.outcome is RuleOutcome.FAIL)
    given = rule._replace(outcome=RuleOutcome.PASS, overrides=(WAIVER._replace(remark=remark),))
    (control,) = controls(with_rules(given)).values()
    assert control["waiver_data"].get("expiration_date") == date


def test_one_waived_instance_does_not_excuse_the_others(tmp_path: Path) -> None:
    rule = next(each for each in views.view().rules if each.outcome is RuleOutcome.FAIL)
    excused = rule._replace(outcome=RuleOutcome.NOTAPPLICABLE, overrides=(WAIVER,), instance="a")
    (found,) = read(with_rules(excused, rule._replace(instance="b")), tmp_path)
    assert (found["status"], found["waived"]) == ("Failed", False)
    (both,) = read(with_rules(excused, excused._replace(instance="b")), tmp_path)
    assert (both["status"], both["waived"]) == ("Not Applicable", True)


def test_an_error_that_was_waived_is_none(tmp_path: Path) -> None:
    rule = next(each for each in views.view().rules if each.outcome is RuleOutcome.UNKNOWN)
    excused = rule._replace(outcome=RuleOutcome.PASS, overrides=(WAIVER._replace(old=RuleOutcome.UNKNOWN),))
    (found,) = read(with_rules(excused), tmp_path)
    assert found["status"] == "Not Applicable"
    (result,) = controls(with_rules(excused))[rule.text.short_id]["results"]
    assert (result["status"], result["skip_message"].partition("\n")[0]) == ("skipped", "unknown")


def test_a_control_has_what_its_rule_says() -> None:
    found = controls(views.view())["rotation"]
    labels = {each["label"]: each["data"] for each in found["descriptions"]}
    assert found["title"] == "The kubelet rotates its certificates"
    assert labels["rationale"] == "Because it would be open."
    assert labels["fix"] == labels["default"] == "Set x."
    assert labels["check"].startswith("the value behind rotation: at least one must exist, all must match")
    (result,) = found["results"]
    assert result["start_time"] == "2026-11-24T10:00:00Z"
    assert result["message"].splitlines()[:2] == ["fail", "found: .authentication.anonymous.enabled: true"]
    assert controls(views.view())["registries"]["descriptions"][1]["data"].startswith("Run `kubectl get pods -A`.")


def test_controls_of_nist_and_ccis_are_tags(tmp_path: Path) -> None:
    rule = views.view().rules[0]
    texts = ("AC-2(1)", "AC-6 (9)", "SC-7 a", "CM-6, CM-7", "A.9.1", "CIP-003-8")
    nist = ReferenceClass("nist", tuple(Link(each, "https://nist.example/") for each in texts))
    other = ReferenceClass("srg", (Link("AC-1"), Link("CCI-000366")))
    text = rule.text._replace(references=(nist, other), identifiers=("CCI-000015 (http://cyber.mil/cci)",))
    (found,) = read(with_rules(rule._replace(text=text)), tmp_path)
    assert found["nist"] == ["AC-2(1)", "AC-6(9)", "SC-7", "CM-6", "CM-7"]
    (control,) = controls(with_rules(rule._replace(text=text))).values()
    assert control["tags"]["cci"] == ["CCI-000015", "CCI-000366"]


def test_the_document_tells_the_asset_and_its_scores() -> None:
    given = views.view()._replace(
        facts=(("addresses", "10.0.0.1, https://a"), ("host_name", "ip-10-0-0-1.example.com"))
    )
    found = document(given)
    assert found["platform"]["target_id"] == "shop-prod"
    assert found["statistics"] == {
        "duration": 1.0,
        "controls": {"passed": {"total": 1}, "failed": {"total": 1}, "skipped": {"total": 2}},
    }
    metadata = found["passthrough"]["metadata"]
    assert (metadata["hostip"], metadata["hostfqdn"]) == ("10.0.0.1", "ip-10-0-0-1.example.com")
    assert metadata["profiles"][0]["releasedate"] == "2026-11-24"
    assert found["passthrough"]["scapkit"]["scores"][0]["value"] == 33.333333
    (profile,) = found["profiles"]
    assert profile["name"] == "TEST-cis"
    assert [each["id"] for each in profile["groups"]] == ["kubelet", "cluster"]
    assert Counter(name for each in profile["groups"] for name in each["controls"]).most_common(1)[0][1] == 1


def test_the_digest_of_a_profile_is_of_its_rules_alone() -> None:
    digests = [
        document(each)["profiles"][0]["sha256"] for each in (views.view(), views.waived_view(), views.empty_view())
    ]
    assert digests[0] == digests[1] != digests[2]


def test_hostile_text_stays_text() -> None:
    text = b"".join(FORMAT.render([views.hostile_view()])).decode()
    assert not any(mark in text for mark in ("\x00", "\x1b", "\u202e", "\\u0000", "\\u001b", "\\ud"))
