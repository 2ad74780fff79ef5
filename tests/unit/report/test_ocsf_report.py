"""OCSF Compliance Findings: by the framework's own schema, and by a reader of other people's."""

import json
from functools import cache
from typing import Any

import pytest

import report_views as views
from packaged import from_pypi
from scapkit.model.results import RuleOutcome
from scapkit.report.formats.ocsf import FORMAT
from scapkit.report.views.shown import ReportView

ACCOUNT, REGION = "123456789012", "eu-central-1"
CLUSTER = f"arn:aws:eks:{REGION}:{ACCOUNT}:cluster/shop-prod"
FACTS = (("account", ACCOUNT), ("arn", CLUSTER), ("region", REGION), ("collected", "2026-11-20T09:00:09Z"))


def events(*given: ReportView) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(FORMAT.render(given)).splitlines()]


def all_events() -> list[dict[str, Any]]:
    return events(*views.all_views(), *(each._replace(facts=FACTS) for each in views.all_views()))


def of_rule(given: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(each for each in given if each["metadata"]["event_code"] == name)


@cache
def schema(version: str, profiles: tuple[str, ...]) -> Any:
    """The official schema of the class, as a JSON schema in which nothing that it does not name is allowed."""
    from_pypi("ocsf-json-schema", "ocsf_json_schema/schema.py")
    import jsonschema
    from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

    whole = OcsfJsonSchemaEmbedded(get_ocsf_schema(version))
    made = whole.get_class_schema(whole.lookup_class_name_from_uid(2003), list(profiles))
    return jsonschema.Draft202012Validator(made)


def faults(event: dict[str, Any], version: str) -> list[str]:
    profiles = tuple(event["metadata"].get("profiles", ()))
    return [f"{each.json_path}: {each.message[:200]}" for each in schema(version, profiles).iter_errors(event)]


@pytest.mark.parametrize("version", ["1.5.0", "1.6.0", "1.7.0", "1.8.0"])
def test_events_are_valid_by_the_official_schema(version: str) -> None:
    given = all_events()
    assert len(given) > 40
    assert [fault for each in given for fault in faults(each, version)] == []
    assert faults({**given[0], "verdikt": 1}, version) != []
    assert faults({**given[0], "severity_id": "high"}, version) != []


def test_a_reader_of_other_people_takes_them() -> None:
    from_pypi("py-ocsf-models", "py_ocsf_models/__init__.py")
    from py_ocsf_models.events.findings.compliance_finding import ComplianceFinding

    read = [ComplianceFinding.model_validate(each) for each in all_events()]
    assert read[0].compliance.status_id == 1
    assert read[0].metadata.version == "1.5.0"


@pytest.mark.parametrize(
    ("outcome", "compliance", "status"),
    [
        ("pass", (1, "Pass"), "Resolved"),
        ("fixed", (1, "Pass"), "Resolved"),
        ("fail", (3, "Fail"), "New"),
        ("unknown", (2, "Warning"), "New"),
        ("notchecked", (2, "Warning"), "New"),
        ("error", (0, "Unknown"), "New"),
        ("informational", (99, "informational"), "Resolved"),
        ("notapplicable", (99, "notapplicable"), "Resolved"),
    ],
)
def test_every_result_has_its_status(outcome: str, compliance: tuple[int, str], status: str) -> None:
    found = of_rule(events(views.all_outcomes_view()), f"is_{outcome}")
    assert (found["compliance"]["status_id"], found["compliance"]["status"]) == compliance
    assert (found["status"], found["status_code"]) == (status, outcome)


def test_a_failure_tells_what_was_found_and_where_that_is_from() -> None:
    found = of_rule(events(views.view()._replace(facts=FACTS)), "rotation")
    (evidence,) = (each["data"] for each in found["evidences"])
    assert evidence["findings"] == ["found: .authentication.anonymous.enabled: true"]
    assert evidence["sources"] == ["file /etc/kubernetes/kubelet/kubelet-config.json (2026-11-20T09:00:00Z)"]
    assert found["compliance"]["requirements"][0] == "cis 3.2.1"
    assert found["compliance"]["standards"] == ["Guide to the Test Cluster 0.1.0", "cis", "csrc.nist.gov"]
    assert [each["uid"] for each in found["compliance"]["checks"]] == ["rotation", "CCE-87818-1"]
    assert (found["severity_id"], found["severity"]) == (3, "Medium")


def test_an_account_makes_it_an_event_of_the_cloud_profile() -> None:
    found = events(views.view()._replace(facts=FACTS))[0]
    assert found["metadata"]["profiles"] == ["cloud"]
    assert found["cloud"]["account"] == {"uid": ACCOUNT, "type_id": 10, "type": "AWS Account"}
    assert found["resources"][0]["uid"] == CLUSTER
    assert "cloud" not in events(views.view()._replace(facts=()))[0]
    (resource,) = events(views.view()._replace(facts=()))[0]["resources"]
    assert resource == {"name": "shop-prod", "uid": "shop-prod", "type": "eks-cluster"}


def test_times_are_milliseconds_and_ids_stay() -> None:
    given = views.view()._replace(facts=FACTS)
    later = given._replace(end_time="2027-01-01T00:00:00Z")
    first = events(given)[0]
    assert first["time"] == 1795514400000
    assert first["finding_info"]["last_seen_time"] == 1795165209000
    assert first["finding_info"]["uid"] == f"{CLUSTER}/TEST/cis/anonymous"
    assert [each["finding_info"]["uid"] for each in events(given)] == [
        each["finding_info"]["uid"] for each in events(later)
    ]


def test_results_of_others_are_told_as_theirs() -> None:
    found = events(views.view()._replace(facts=(("scanner name", "OpenSCAP"), ("scanner version", "1.4.0"))))[0]
    assert found["finding_info"]["product"] == {"name": "OpenSCAP", "version": "1.4.0"}
    assert found["metadata"]["product"]["name"] == "scapkit"
    assert faults(found, "1.5.0") == []


def test_a_waived_failure_is_suppressed_and_says_by_whom() -> None:
    found = of_rule(events(views.waived_view()), "rotation")
    assert (found["status_id"], found["status"]) == (3, "Suppressed")
    assert "Ann Assessor" in found["comment"]
    assert found["unmapped"]["result_before_waivers"] == "fail"


def test_nothing_judged_is_an_empty_file() -> None:
    assert b"".join(FORMAT.render([views.empty_view()])) == b""


def test_hostile_text_stays_text_and_on_its_line() -> None:
    data = b"".join(FORMAT.render([views.hostile_view()]))
    assert data.count(b"\n") == len(views.hostile_view().rules)
    assert not any(mark in data.decode() for mark in ("\x00", "\x1b", "\u202e", "\\u0000", "\\u001b", "\\ud"))


def test_every_outcome_is_thought_of() -> None:
    assert {each["status_code"] for each in events(views.all_outcomes_view())} == set(RuleOutcome)


def test_facts_that_every_event_repeats_are_cut() -> None:
    long = "a" * 100_000
    found = events(views.view()._replace(facts=(("note", long), ("arn", f"{CLUSTER}{long}"))))
    assert len(json.dumps(found)) < 20_000 * len(found)
