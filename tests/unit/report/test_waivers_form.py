"""A form for waivers of what failed, and that it covers just that once it is filled in."""

import pytest
import yaml

import report_sample as sample
from scapkit.model.results import RuleOutcome
from scapkit.problem import Invalid
from scapkit.report.formats.waivers import FORMAT, pattern
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.view import make_view
from scapkit.waivers.file import waivers_of
from scapkit.waivers.patterns import covers


def view() -> ReportView:
    return make_view(sample.make_policy(), sample.evaluation(), sample.documents())


def form(*views: ReportView) -> str:
    return b"".join(FORMAT.render(views)).decode()


def changed(found: ReportView, **fields: object) -> ReportView:
    """The view with a rule that fails, changed, as all of it."""
    rule = next(each for each in found.rules if each.outcome is RuleOutcome.FAIL)
    return with_rules(found, rule._replace(**fields))


def with_rules(found: ReportView, *rules: RuleView) -> ReportView:
    return found._replace(root=found.root._replace(groups=(), rules=rules))


def filled(text: str) -> str:
    for name, given in (("authority", "Ann"), ("reason", "Known."), ("expires", "2027-01-31")):
        text = text.replace(f"  {name}:\n", f"  {name}: {given}\n")
    return text


def test_it_has_an_entry_for_each_rule_that_fails_with_what_was_found() -> None:
    found = view()
    failed = [each.text.short_id for each in found.rules if each.outcome is RuleOutcome.FAIL]
    waivers = waivers_of(filled(form(found)).encode(), "w.yml")
    assert [each.rule for each in waivers] == failed
    assert {(each.asset, each.result) for each in waivers} == {(found.target, RuleOutcome.PASS)}
    assert any(each.findings for each in waivers)


def test_it_is_no_waiver_before_somebody_has_signed_it() -> None:
    with pytest.raises(Invalid) as caught:
        waivers_of(form(view()).encode(), "w.yml")
    assert {each.code for each in caught.value.problems} == {"missing-key"}


def test_where_nothing_fails_there_is_nothing_to_waive() -> None:
    assert waivers_of(form(with_rules(view())).encode(), "w.yml") == ()


def test_what_no_pattern_can_cover_is_told_and_the_findings_are_left_out() -> None:
    text = form(changed(view(), checks=()))
    assert "# no pattern can cover: the rule\n" in text
    assert waivers_of(filled(text).encode(), "w.yml")[0].findings == ()


def test_several_results_of_a_rule_have_one_entry() -> None:
    found = view()
    rule = next(each for each in found.rules if each.outcome is RuleOutcome.FAIL)
    twice = with_rules(found, rule, rule._replace(instance="b"))
    assert form(twice) == form(with_rules(found, rule))


@pytest.mark.parametrize(
    "name", ["*", "a\u202eb", "x: [y] # z", "'\"\\", "- a\nwaivers: []", "\x07", "~", "2026-01-01", ""]
)
def test_names_of_assets_stay_names(name: str) -> None:
    """However an asset calls itself, its entry is an entry, and about nothing wider."""
    text = form(changed(view(), checks=())._replace(target=name))
    (entry,) = yaml.safe_load(text)["waivers"]
    assert covers(str(entry["asset"] or ""), name)
    assert entry["asset"] is None or "*" not in str(entry["asset"])


def test_titles_stay_comments() -> None:
    found = view()
    rule = next(each for each in found.rules if each.outcome is RuleOutcome.FAIL)
    hostile = rule._replace(text=rule.text._replace(title="a\n- rule: b\u2028- rule: c"), checks=())
    assert len(yaml.safe_load(form(with_rules(found, hostile)))["waivers"]) == 1


def test_a_pattern_is_as_narrow_as_can_be() -> None:
    assert pattern("verbs: *") == "verbs: ?"
    assert not covers(pattern("verbs: *"), "verbs: get")
