"""How a rule is checked, what that found, and what other catalogues call it, as formats for other tools tell it."""

from typing import Any

import pytest

import report_views as views
from scapkit.model.results import RuleOutcome
from scapkit.report.tools.crosswalk import nist_controls, stig_id
from scapkit.report.tools.stig import day, described, long_day, sections
from scapkit.report.views.checked import evidence, how_checked, shortened, why
from scapkit.report.views.shown import Link, ReferenceClass, RuleText, RuleView
from scapkit.report.views.told import reference_texts

STIG_IDS = "https://public.cyber.mil/stigs/downloads/?_dl_facet_stigs=operating-systems%2Cunix-linux"
SP800_53 = "http://nvlpubs.nist.gov/nistpubs/SpecialPublications/NIST.SP.800-53r4.pdf"
HTML = "https://a.example/"


def rule_of(outcome: RuleOutcome) -> RuleView:
    return next(each for each in views.view().rules if each.outcome is outcome)


def without_items(given: Any) -> Any:
    """A structure of tuples in which no test has found anything."""
    if isinstance(given, tuple) and hasattr(given, "_replace"):
        made = {name: without_items(getattr(given, name)) for name in given._fields}
        return type(given)(**(made | ({"items": ()} if "items" in made else {})))
    return tuple(without_items(each) for each in given) if isinstance(given, tuple) else given


def text_of(*references: ReferenceClass, version: str = "") -> RuleText:
    return RuleText("xccdf_x_rule_a", "a", "A", references=references, version=version)


def test_of_a_failure_that_found_nothing_the_tests_are_told() -> None:
    failed = rule_of(RuleOutcome.FAIL)
    (line,) = why(failed._replace(checks=without_items(failed.checks)))
    assert line.startswith("nothing found: ")
    assert ".authentication.anonymous.enabled" in line
    assert why(failed) == ("found: .authentication.anonymous.enabled: true",)


def test_of_what_passes_no_open_question_is_told() -> None:
    passed = rule_of(RuleOutcome.PASS)
    asked = rule_of(RuleOutcome.NOTCHECKED).reasons[0]._replace(text="needs an answer: ocil:x:questionnaire:1")
    assert why(passed._replace(reasons=(asked,))) == ()
    assert why(rule_of(RuleOutcome.NOTCHECKED)._replace(reasons=(asked,))) == (asked.text,)


def test_what_was_missing_is_told_once() -> None:
    unknown = rule_of(RuleOutcome.UNKNOWN)
    assert why(unknown) == ("GET /api/v1/nodes was refused: 403 Forbidden",)
    assert why(unknown._replace(reasons=())) == (
        "no reason was given",
        "missing: GET /api/v1/nodes was refused: 403 Forbidden",
    )


def test_many_lines_are_cut_and_counted() -> None:
    unknown = rule_of(RuleOutcome.UNKNOWN)
    many = tuple(unknown.reasons[0]._replace(text=f"reason {number}") for number in range(150))
    told = evidence(unknown._replace(reasons=many))
    assert (len(told), told[0], told[-1]) == (101, "reason 0", "... 51 more lines")


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("a  bcd", 4, "a…"),
        ("\U0001f600\U0001f600", 4, "\U0001f600\U0001f600"),
        ("\U0001f600\U0001f600", 3, "\U0001f600…"),
        ("\U0001f600\U0001f600", 2, "…"),
        ("\u202e", 8, "[U+202E]"),
        ("\u202e", 7, "[U+202…"),
        ("\udc80\x00", 2, "\ufffd\ufffd"),
    ],
)
def test_texts_are_cut_as_their_readers_count(text: str, most: int, told: str) -> None:
    assert shortened(text, most) == told
    assert len(told.encode("utf-16-le")) <= 2 * most


def test_a_question_goes_before_what_tests_ask() -> None:
    failed = rule_of(RuleOutcome.FAIL)
    assert how_checked(failed._replace(question="Is it?")) == "Is it?"
    assert how_checked(failed).startswith("the value behind rotation: ")


def test_references_are_named_by_documents_that_are_known() -> None:
    hosts = (
        ReferenceClass("public.cyber.mil", (Link("RHEL-08-010000", STIG_IDS),)),
        ReferenceClass("nvlpubs.nist.gov", (Link("AC-2", SP800_53),)),
        ReferenceClass("a.example", (Link("1", HTML),)),
        ReferenceClass("ours", (Link("2", HTML), Link("2", HTML))),
    )
    text = text_of(*hosts)
    assert reference_texts(text) == ("stigid RHEL-08-010000", "nist AC-2", "a.example 1", "ours 2")
    assert stig_id(text) == "RHEL-08-010000"
    assert stig_id(text._replace(version="RHEL-08-010001")) == "RHEL-08-010001"
    assert nist_controls(text) == ("AC-2",)


@pytest.mark.parametrize(
    ("label", "told", "controls"),
    [
        ("nist", "AC-2(1)", ("AC-2(1)",)),
        ("nist", "AC-6 (9), CM-6 a", ("AC-6(9)", "CM-6")),
        ("NIST SP 800-53", "SC-13", ("SC-13",)),
        ("nist-csf", "PR.DS-6", ()),
        ("nist", "A.9.1", ()),
        ("nist", "AC-2.1 a.1(b)", ("AC-2",)),
        ("nist", f"AC-2 {'a' * 5000}!", ()),
        ("nist", f"AC-2{' (1)' * 5000}!", ()),
        ("nist", "", ()),
        ("cis", "AC-2", ()),
    ],
)
def test_only_controls_of_800_53_are_taken_for_such(label: str, told: str, controls: tuple[str, ...]) -> None:
    assert nist_controls(text_of(ReferenceClass(label, (Link(told),)))) == controls


def test_a_stig_s_description_is_taken_apart_and_no_other() -> None:
    told = "<VulnDiscussion>Why.\nMore. </VulnDiscussion><IAControls></IAControls><Mitigations>x</Wrong>"
    assert dict(sections(told)) == {"VulnDiscussion": "Why.\nMore.", "IAControls": ""}
    assert described(told) == "Why.\nMore."
    assert sections("<Mitigations>x</Mitigations>") == {}
    assert described("plain") == "plain"


@pytest.mark.parametrize(
    ("date", "short", "long"),
    [("2026-11-04", "2026-11-04", "04 Nov 2026"), ("2026-11-04Z", "2026-11-04", "04 Nov 2026"), ("2026-13-01", "", "")],
)
def test_days_are_told_as_stigs_tell_them(date: str, short: str, long: str) -> None:
    assert (day(date), long_day(date)) == (short, long)
