"""Checklists for STIG Viewer 3: every key that it writes itself, and what STIG Manager makes of them on import."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import report_views as views
from packaged import node
from scapkit.report.formats.cklb import FORMAT
from scapkit.report.views.shown import GroupView, Link, ReferenceClass, Release, ReportView

READER = "@nuwcdivnpt/stig-manager-client-modules/package.json"
# The keys of checklists that STIG Viewer 3 saves
CHECKLIST = {"title", "id", "stigs", "active", "mode", "has_path", "target_data", "cklb_version"}
STIG = {
    "stig_name",
    "display_name",
    "stig_id",
    "release_info",
    "version",
    "uuid",
    "reference_identifier",
    "size",
    "rules",
}
TARGET = {
    *("target_type", "host_name", "ip_address", "mac_address", "fqdn", "comments", "role", "is_web_database"),
    *("technology_area", "web_db_site", "web_db_instance", "classification"),
}  # fmt: skip
RULE = {
    *(
        "uuid",
        "stig_uuid",
        "STIGUuid",
        "target_key",
        "stig_ref",
        "group_id",
        "group_id_src",
        "group_title",
        "group_tree",
    ),
    *(
        "rule_id",
        "rule_id_src",
        "rule_version",
        "rule_title",
        "weight",
        "classification",
        "severity",
        "ccis",
        "legacy_ids",
    ),
    *("discussion", "check_content", "check_content_ref", "fix_text", "documentable", "false_positives"),
    *(
        "false_negatives",
        "mitigations",
        "mitigation_control",
        "potential_impacts",
        "third_party_tools",
        "responsibility",
    ),
    *("security_override_guidance", "ia_controls", "reference_identifier", "createdAt", "updatedAt", "status"),
    *("overrides", "comments", "finding_details"),
}
STATUSES = {"not_reviewed", "not_applicable", "open", "not_a_finding"}


def checklist(view: ReportView) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(FORMAT.render([view])))
    return found


def rules(view: ReportView) -> dict[str, dict[str, Any]]:
    return {each["rule_id_src"]: each for each in checklist(view)["stigs"][0]["rules"]}


def read(view: ReportView, folder: Path) -> Any:
    file = folder / "a.cklb"
    file.write_bytes(b"".join(FORMAT.render([view])))
    return node("read_cklb.cjs", file, READER)


@pytest.mark.parametrize("number", range(len(views.all_views())))
def test_a_checklist_has_all_keys_and_no_others(number: int) -> None:
    found = checklist(views.all_views()[number])
    (stig,) = found["stigs"]
    assert (set(found), set(stig), set(found["target_data"])) == (CHECKLIST, STIG, TARGET)
    assert stig["size"] == len(stig["rules"])
    for each in stig["rules"]:
        assert set(each) == RULE
        assert each["status"] in STATUSES
        assert each["severity"] in {"high", "medium", "low"}
        assert each["stig_uuid"] == stig["uuid"]
        assert all(set(level) == {"id", "title", "description"} for level in each["group_tree"])
        assert len(each["finding_details"]) <= 32767


def test_ids_are_uuids_that_stay() -> None:
    given = (views.view(), views.all_outcomes_view())
    ids = [each["uuid"] for view in given for each in checklist(view)["stigs"][0]["rules"]]
    assert {UUID(each).version for each in ids} == {5}
    assert len(set(ids)) == len(ids)
    later = views.view()._replace(end_time="2027-01-01T00:00:00Z")
    assert [each["uuid"] for each in rules(later).values()] == [each["uuid"] for each in rules(views.view()).values()]
    assert checklist(later)["id"] == checklist(views.view())["id"]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("pass", "not_a_finding"),
        ("fixed", "not_a_finding"),
        ("fail", "open"),
        ("notapplicable", "not_applicable"),
        ("unknown", "not_reviewed"),
        ("error", "not_reviewed"),
        ("notchecked", "not_reviewed"),
        ("informational", "not_reviewed"),
        ("notselected", "not_reviewed"),
    ],
)
def test_every_result_has_its_status(outcome: str, status: str) -> None:
    found = rules(views.all_outcomes_view())[f"is_{outcome}"]
    assert found["status"] == status
    assert found["finding_details"].startswith(f"scapkit: {outcome}")


def test_stig_manager_imports_it(tmp_path: Path) -> None:
    found = read(views.view()._replace(facts=(("addresses", "10.0.0.1"),)), tmp_path)
    assert (found["target"]["name"], found["target"]["ip"]) == ("shop-prod", "10.0.0.1")
    (stig,) = found["checklists"]
    assert (stig["benchmarkId"], stig["revisionStr"]) == ("TEST", "V0R1.0")
    counts = {name: number for name, number in stig["stats"].items() if number}
    assert counts == {"pass": 1, "fail": 1, "notapplicable": 1, "notchecked": 2}
    reviews = {each["ruleId"]: each for each in stig["reviews"]}
    assert "found: .authentication.anonymous.enabled: true" in reviews["rotation"]["detail"]
    assert reviews["anonymous"]["status"] == "submitted"


@pytest.mark.parametrize("number", range(len(views.all_views())))
def test_stig_manager_takes_whatever_comes(number: int, tmp_path: Path) -> None:
    view = views.all_views()[number]
    (stig,) = read(view, tmp_path)["checklists"]
    assert sum(stig["stats"].values()) == len(view.rules)


def test_a_rule_has_its_question_evidence_and_groups() -> None:
    found = rules(views.view())
    assert found["registries"]["check_content"].endswith("an image is not approved?")
    assert found["rotation"]["check_content"].startswith("the value behind rotation: at least one must exist")
    details = found["rotation"]["finding_details"].splitlines()
    assert details[1:] == [
        "found: .authentication.anonymous.enabled: true",
        "from: file /etc/kubernetes/kubelet/kubelet-config.json (2026-11-20T09:00:00Z)",
    ]
    assert found["port"]["finding_details"].splitlines()[1] == "GET /api/v1/nodes was refused: 403 Forbidden"
    assert [each["title"] for each in found["port"]["group_tree"]] == ["Settings", "Kubelet"]
    assert found["port"]["group_id"] == "port"
    assert (found["port"]["severity"], found["registries"]["severity"]) == ("high", "medium")


def test_results_of_others_are_told_as_theirs() -> None:
    given = views.view()._replace(facts=(("scanner name", "OpenSCAP"), ("scanner version", "1.4.0")))
    assert "judged by OpenSCAP 1.4.0 at" in checklist(given)["target_data"]["comments"]
    assert rules(given)["rotation"]["finding_details"].startswith("OpenSCAP: fail\n")


def test_a_waiver_is_a_comment() -> None:
    found = rules(views.waived_view())["rotation"]
    assert found["status"] == "not_a_finding"
    assert "fail became pass by Ann Assessor" in found["comments"]
    assert found["finding_details"].startswith("scapkit: pass, before waivers fail\nfound: ")


@pytest.mark.parametrize(
    ("authored", "severity", "told", "overrides"),
    [
        ("high", "low", "high", {"severity": "low", "reason": "the profile cis makes low of high"}),
        ("unknown", "medium", "medium", None),
        ("", "low", "low", None),
    ],
)
def test_a_severity_that_the_profile_gives_overrides_the_author_s(
    authored: str, severity: str, told: str, overrides: dict[str, str] | None
) -> None:
    given = views.view()
    rule = given.rules[0]._replace(severity=severity, authored_severity=authored)
    (found,) = rules(given._replace(root=GroupView("g", "G", (), (rule,)))).values()
    assert found["severity"] == told
    assert found["overrides"] == ({"severity": overrides} if overrides else {})


def test_a_rule_of_a_stig_keeps_its_ids_and_sections() -> None:
    given = views.view()
    rule = given.rules[0]
    told = "&lt;VulnDiscussion&gt;Why.&lt;/VulnDiscussion&gt;&lt;FalsePositives&gt;None.&lt;/FalsePositives&gt;"
    told += "&lt;Documentable&gt;true&lt;/Documentable&gt;&lt;Mitigations&gt;&lt;/Mitigations&gt;"
    text = rule.text._replace(
        id="xccdf_mil.disa.stig_rule_SV-230221r858734_rule",
        short_id="SV-230221r858734_rule",
        description_html=told,
        rationale_html="",
        version="RHEL-08-010000",
        references=(ReferenceClass("other", (Link("CCI-000366"),)),),
    )
    group = GroupView("xccdf_mil.disa.stig_group_V-230221", "SRG-OS-000480", (), (rule._replace(text=text),))
    given = given._replace(
        benchmark_id="xccdf_mil.disa.stig_benchmark_RHEL_8_STIG",
        benchmark_version="1",
        release=Release("Release: 14 Benchmark Date: 24 Jul 2024"),
        root=given.root._replace(groups=(group,)),
    )
    (found,) = rules(given).values()
    assert (found["group_id"], found["rule_id"]) == ("V-230221", "SV-230221r858734")
    assert (found["rule_version"], found["ccis"]) == ("RHEL-08-010000", ["CCI-000366"])
    assert (found["discussion"], found["false_positives"], found["documentable"]) == ("Why.", "None.", "true")
    (stig,) = checklist(given)["stigs"]
    assert (stig["stig_id"], stig["version"]) == ("RHEL_8_STIG", "1")
    assert stig["release_info"] == "Release: 14 Benchmark Date: 24 Jul 2024"


@pytest.mark.parametrize(
    ("date", "told"),
    [("2026-11-24", "24 Nov 2026"), ("2026-11-24Z", "24 Nov 2026"), ("", ""), ("soon", ""), ("2026-13-01", "")],
)
def test_a_release_is_told_as_a_stig_tells_it(date: str, told: str) -> None:
    (stig,) = checklist(views.view()._replace(release=Release("", date)))["stigs"]
    assert stig["release_info"] == f"Release: 1.0 Benchmark Date: {told}"


def test_hostile_text_stays_text() -> None:
    text = b"".join(FORMAT.render([views.hostile_view()])).decode()
    assert not any(mark in text for mark in ("\x00", "\x1b", "\u202e", "\\u0000", "\\u001b", "\\ud"))
    assert re.search(r"\[U\+202E\]", text)
