"""OSCAL assessment results, by the official schema and by what their parts say."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import report_sample as sample
import report_views
from report_schemas import valid_oscal
from scapkit.model.results import RuleOutcome
from scapkit.report.formats.oscal import FORMAT
from scapkit.report.tools.oscal.controls import controls_of
from scapkit.report.tools.oscal.findings import judged
from scapkit.report.tools.oscal.words import EPOCH, line, token, when
from scapkit.report.views.shown import Link, ReferenceClass, ReportView, RuleText


def document(views: Iterable[ReportView]) -> Any:
    (found,) = json.loads(b"".join(FORMAT.render(views))).values()
    return found


def result(view: ReportView) -> Any:
    (found,) = document([view])["results"]
    return found


def props(told: Any) -> dict[str, str]:
    return {each["name"]: each["value"] for each in told["props"]}


def test_the_document_is_valid_by_the_official_schema() -> None:
    for views in (*((view,) for view in report_views.all_views()), report_views.all_views()):
        valid_oscal(b"".join(FORMAT.render(views)))


def test_identifiers_are_the_same_every_time_and_unique_in_a_document() -> None:
    views = (*report_views.all_views(), report_views.view())
    told = document(views)
    assert document(views) == told
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.extend(text for name, text in value.items() if name == "uuid")
            for each in value.values():
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    walk(told)
    assert len(set(found)) == len(found)


def test_a_document_of_another_content_has_another_identifier() -> None:
    one, other = document([report_views.view()]), document([report_views.waived_view()])
    assert one["uuid"] != other["uuid"]
    assert (
        one["results"][0]["local-definitions"]["inventory-items"][0]["uuid"]
        == (
            document([report_views.view()._replace(end_time="2027-01-01T00:00:00Z")])["results"][0][
                "local-definitions"
            ]["inventory-items"][0]["uuid"]
        )
    )


def test_the_document_is_as_old_as_its_latest_result_and_names_no_plan() -> None:
    later = report_views.view()._replace(end_time="2026-12-01T01:00:00+02:00")
    told = document([later, report_views.view()])
    assert told["metadata"]["last-modified"] == "2026-11-30T23:00:00Z"
    assert told["metadata"]["oscal-version"] == "1.1.3"
    (resource,) = told["back-matter"]["resources"]
    assert told["import-ap"] == {"href": f"#{resource['uuid']}"}


def test_each_rule_result_is_an_observation_of_the_asset_with_its_evidence() -> None:
    told = result(report_views.view())
    (asset,) = told["local-definitions"]["inventory-items"]
    assert props(asset) == {
        "asset-id": "shop-prod", "asset-type": "eks-cluster", "ipv4-address": "10.0.0.1", "region": "eu-central-1", "version": "1.31",
    }  # fmt: skip
    observation = next(each for each in told["observations"] if props(each)["result"] == "fail")
    assert observation["subjects"] == [{"subject-uuid": asset["uuid"], "type": "inventory-item", "title": "shop-prod"}]
    assert observation["description"] == "The rule does not hold.\n\n- .authentication.anonymous.enabled: true"
    assert observation["collected"] == "2026-11-24T10:00:00Z"
    (evidence,) = observation["relevant-evidence"]
    assert props(evidence)["path"] == f"files{sample.KUBELET}"
    assert props(evidence)["collected"] == "2026-11-20T09:00:00Z"


def test_questions_are_interviews_and_all_else_tests() -> None:
    methods = {props(each)["result"]: each["methods"] for each in result(report_views.view())["observations"]}
    assert methods == {
        "pass": ["TEST"], "fail": ["TEST"], "unknown": ["TEST"], "notchecked": ["INTERVIEW"], "notapplicable": ["TEST"],
    }  # fmt: skip


def test_what_could_not_be_judged_says_why() -> None:
    (unknown,) = (each for each in result(report_views.view())["observations"] if props(each)["result"] == "unknown")
    assert unknown["remarks"] == sample.FORBIDDEN


def test_a_failure_is_an_open_risk() -> None:
    (risk,) = result(report_views.view())["risks"]
    assert (risk["status"], risk["description"]) == ("open", "Set `x`.")
    assert risk["statement"] == "Because it would be open."
    assert risk["characterizations"][0]["facets"][0]["value"] == "medium"


def test_a_waived_failure_is_an_approved_deviation_with_its_record() -> None:
    told = result(report_views.waived_view())
    assert props(told)["score-before-waivers"] == "16.50 of 100.00 by urn:xccdf:scoring:default"
    (risk,) = told["risks"]
    assert risk["status"] == "deviation-approved"
    (entry,) = risk["risk-log"]["entries"]
    assert entry["start"] == "2026-11-23T08:00:00Z"
    assert entry["description"] == "By Ann Assessor: accepted: RISK-7"
    observation = next(each for each in told["observations"] if "original-result" in props(each))
    assert (props(observation)["original-result"], props(observation)["result"]) == ("fail", "pass")


def test_findings_are_of_controls_and_lead_to_observations_and_risks() -> None:
    told = result(report_views.view())
    (nist,) = (each for each in told["findings"] if each["target"]["target-id"] == "cm-6_obj")
    assert nist["target"]["status"] == {"state": "not-satisfied", "reason": "fail"}
    known = {each["uuid"] for each in told["observations"]}
    assert {each["observation-uuid"] for each in nist["related-observations"]} < known
    assert [each["risk-uuid"] for each in nist["related-risks"]] == [told["risks"][0]["uuid"]]
    reviewed = told["reviewed-controls"]["control-selections"][0]["include-controls"]
    assert [each["control-id"] for each in reviewed] == ["cis-3.2.1", "cm-6", "cm-6.1"]


@pytest.mark.parametrize(
    ("outcomes", "state", "reason"),
    [
        ("pass", "satisfied", "pass"),
        ("pass fixed", "satisfied", "pass"),
        ("pass fail", "not-satisfied", "fail"),
        ("unknown fail", "not-satisfied", "fail"),
        ("pass unknown", "not-satisfied", "other"),
        ("error", "not-satisfied", "other"),
        ("notchecked pass", "not-satisfied", "other"),
    ],
)
def test_a_control_is_satisfied_where_all_its_rules_are_known_to_hold(outcomes: str, state: str, reason: str) -> None:
    (rule, *_) = report_views.view().rules
    verdict = judged([rule._replace(outcome=RuleOutcome(each)) for each in outcomes.split()])
    assert (verdict.state, verdict.reason) == (state, reason)


def test_an_accepted_failure_satisfies_for_another_reason() -> None:
    waived = next(each for each in report_views.waived_view().rules if each.overrides)
    assert judged([waived])[:2] == ("satisfied", "other")


@pytest.mark.parametrize(
    ("label", "text", "href", "want"),
    [
        ("nist", "AC-2(1)", "", ("ac-2.1", "ac-2.1_obj")),
        ("nist", "CM-6(a)", "", ("cm-6", "cm-6_obj")),
        ("x", "IA-5(1)(d)", "http://nvlpubs.nist.gov/NIST.SP.800-53r4.pdf", ("ia-5.1", "ia-5.1_obj")),
        ("nist-csf", "PR.AC-4", "", ("nist-csf-PR.AC-4", "nist-csf-PR.AC-4")),
        ("cis", "3.2.1", "", ("cis-3.2.1", "cis-3.2.1")),
        ("isa", "SR 1.1", "", ("isa-SR_1.1", "isa-SR_1.1")),
        ("", "7 / x", "", ("_7_x", "_7_x")),
    ],
)
def test_controls_have_the_ids_of_the_catalog_or_of_their_document(
    label: str, text: str, href: str, want: tuple[str, str]
) -> None:
    rule = RuleText("x", "x", "X", references=(ReferenceClass(label, (Link(text, href),)),))
    (found,) = controls_of(rule)
    assert found[:2] == want


def test_a_rule_without_references_is_its_own_control() -> None:
    (found,) = controls_of(RuleText("xccdf_org.x_rule_a b", "9 a b", "A B"))
    assert (found.id, found.title) == ("_9_a_b", "A B")


@pytest.mark.parametrize(
    ("given", "want"), [("", "unnamed"), (" \n\ufeff", "unnamed"), (" a\n\tb\u2028c ", "a b c"), ("\x00", "\ufffd")]
)
def test_a_string_is_one_line_that_says_something(given: str, want: str) -> None:
    assert line(given) == want


def test_tokens_of_long_texts_differ() -> None:
    assert token("a" * 500) != token("a" * 501)
    assert len(token("a" * 500)) < 140


def test_a_time_that_is_none_is_the_next_one_or_the_epoch() -> None:
    assert when("x", "2026-01-01T00:00:00+01:00") == "2025-12-31T23:00:00Z"
    assert when("", "0800-01-01T00:00:00Z") == EPOCH


def test_hostile_text_is_no_markup() -> None:
    told = document([report_views.hostile_view()])
    text = json.dumps(told, ensure_ascii=False)
    assert not {"\x1b", "\x85", "\u202e", "\ufffe"} & set(text)
    assert "\\u0000" not in text
    for markup in _marked(told):
        prose = re.sub(r"(`{3,}).*?\1", "", markup, flags=re.DOTALL)
        assert not re.search(r"<[A-Za-z/!]|[^\\]\]\(https|\{\{", prose)


def _marked(told: Any, name: str = "") -> Iterator[str]:
    """What OSCAL reads as Markdown."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from _marked(value, key)
    elif isinstance(told, list):
        for each in told:
            yield from _marked(each)
    elif name in ("title", "description", "remarks", "statement"):
        yield told
