"""The view: what a report shows of an evaluation."""

import report_sample as sample
from scapkit.model.results import (
    Override,
    Result,
    RuleOutcome,
    XccdfMessage,
)
from scapkit.model.xccdf import Benchmark, Ident, Reference, Rule
from scapkit.report.console.outline import outline_of
from scapkit.report.contents.rules import references
from scapkit.report.views import shown, why
from scapkit.report.views.verdict import verdict
from scapkit.report.views.view import make_view

STATE = "independent:yamlfilecontent"


def view() -> shown.ReportView:
    return make_view(
        sample.make_policy(), sample.evaluation(), sample.documents(), sample.QUESTIONS, {sample.CIS: "cis"}
    )


def by_name(name: str) -> shown.RuleView:
    return next(rule for rule in view().rules if rule.text.short_id == name)


def first_test(rule: shown.RuleView) -> why.TestView:
    criteria = rule.checks[0].definitions[0].criteria
    assert criteria is not None
    leaf = criteria.children[0]
    assert isinstance(leaf, why.CriterionView)
    return leaf.test


def test_the_head_names_benchmark_profile_target_and_score() -> None:
    found = view()
    assert (found.title, found.profile_title, found.target) == (
        "Guide to the Test Cluster",
        "CIS, platform",
        "shop-prod",
    )
    assert ("region", "eu-central-1") in found.facts
    assert ("addresses", "10.0.0.1") in found.facts
    assert found.scores[0].label == "default model"
    assert shown.ScoreView("m", 1.0, 0.0).percent == 0.0


def test_that_nobody_was_asked_is_no_missing_evidence_where_something_else_is() -> None:
    results = sample.evaluation()
    changed = tuple(
        each._replace(messages=(*each.messages, XccdfMessage("needs an answer: ocil:x-port:questionnaire:1")))
        if each.outcome is RuleOutcome.UNKNOWN
        else each
        for each in results.test_result.rule_results
    )
    given = results._replace(test_result=results.test_result._replace(rule_results=changed))
    found = make_view(sample.make_policy(), given, sample.documents())
    assert [each.text for each in found.missing] == [sample.FORBIDDEN]
    assert [text for text, _ in outline_of(found).missing] == [sample.FORBIDDEN]


def test_counts_leave_out_what_is_not_selected() -> None:
    found = view()
    assert dict(found.counts) == {"pass": 1, "fail": 1, "unknown": 1, "notapplicable": 1, "notchecked": 1}
    assert found.not_selected == 1
    assert dict(found.severities)["high"] == ((RuleOutcome.PASS, 1), (RuleOutcome.UNKNOWN, 1))


def test_rules_stand_in_their_groups_and_empty_groups_are_left_out() -> None:
    groups = [group.title for group in view().root.walk()]
    assert groups == ["Guide to the Test Cluster", "Settings", "Kubelet", "Cluster"]


def test_a_result_for_a_rule_that_the_benchmark_lacks_is_shown_at_the_top() -> None:
    stray = sample.rule_result("stray", RuleOutcome.FAIL)
    found = make_view(sample.make_policy(), sample.evaluation(stray), {})
    assert [rule.text.title for rule in found.root.rules] == ["stray"]


def test_two_results_of_one_rule_have_two_anchors() -> None:
    again = sample.rule_result("anonymous", RuleOutcome.FAIL)._replace(instance="node-2")
    anchors = [rule.anchor for rule in make_view(sample.make_policy(), sample.evaluation(again), {}).rules]
    assert len(set(anchors)) == len(anchors)


def test_facts_come_from_the_result_where_the_asset_has_none() -> None:
    judged = sample.evaluation()
    result = judged.test_result._replace(target_facts=(("urn:xccdf:fact:os", "string", "linux"),))
    found = make_view(
        sample.make_policy(), judged._replace(asset=judged.asset._replace(facts=()), test_result=result), {}
    )
    assert ("os", "linux") in found.facts


def test_without_a_profile_the_page_still_has_its_facts() -> None:
    judged = sample.evaluation()
    judged = judged._replace(test_result=judged.test_result._replace(profile_id=""))
    found = make_view(sample.make_policy()._replace(profile=None), judged, {})
    assert (found.profile_id, found.profile_title) == ("", "")


def test_expected_and_actual_stand_side_by_side() -> None:
    item = first_test(by_name("rotation")).items[0]
    field = item.fields[0]
    assert (field.name, field.value, field.expected) == (
        "value",
        "true",
        (why.Expected("equals false", Result.FALSE),),
    )
    assert item.result is Result.FALSE


def test_a_test_says_what_was_looked_for_and_where_it_came_from() -> None:
    found = first_test(by_name("rotation"))
    assert found.looked_for[0].entities[0] == f"filepath equals {sample.KUBELET}"
    assert found.requirement == "at least one must exist, all must match"
    assert found.sources == (f"file {sample.KUBELET} -> files{sample.KUBELET} (2026-11-20T09:00:00Z)",)


def test_missing_evidence_names_the_call_and_the_rules_that_it_left_open() -> None:
    assert view().missing == (
        shown.OpenReason(
            sample.FORBIDDEN, ((sample.xid("rule", "port"), "The read-only port is closed"),)
        ),
    )  # fmt: skip
    assert first_test(by_name("port")).missing == (sample.FORBIDDEN,)
    assert first_test(by_name("port")).flag == "not collected"


def test_an_open_rule_without_a_reason_says_so() -> None:
    silent = sample.rule_result("policies", RuleOutcome.ERROR)
    found = make_view(sample.make_policy(), sample.evaluation(silent), {})
    assert [each.text for each in found.errors] == ["no reason was given"]


def test_a_rule_of_several_results_counts_once_by_the_worst() -> None:
    results = [
        sample.rule_result("port", outcome) for outcome in (RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.UNKNOWN)
    ]
    judged = sample.evaluation(*results)
    policy = sample.make_policy()
    found = make_view(policy, judged._replace(test_result=judged.test_result._replace(rule_results=tuple(results))), {})
    assert (len(found.rules), found.counts) == (3, ((RuleOutcome.FAIL, 1),))
    assert outline_of(found).counts == found.counts
    assert verdict(found) == "0 of 1 rule pass; 1 fails."


def test_an_unanswered_question_is_shown() -> None:
    rule = by_name("registries")
    assert rule.checks[0].kind == "OCIL"
    assert rule.question.startswith("Run `kubectl get pods")


def test_identifiers_and_platform_names_are_told_apart() -> None:
    text = by_name("anonymous").text
    assert text.identifiers == ("CCE-87818-1",)
    assert text.applies_to == ("cpe:/a:example:cluster:1",)


def test_an_identifier_of_another_system_names_the_system() -> None:
    rule = Rule(sample.RULES[0].id, idents=(Ident("https://x.example/ids", "X-1"),))
    policy = sample.make_policy()._replace(rules=(rule,))
    found = make_view(policy, sample.evaluation(), {})
    assert found.rules[0].text.identifiers == ("X-1 (https://x.example/ids)",)
    assert found.rules[0].text.title == "anonymous"


def test_references_are_grouped_by_document() -> None:
    assert [(each.label, len(each.links)) for each in by_name("anonymous").text.references] == [
        ("cis", 1),
        ("csrc.nist.gov", 2),
    ]


def test_a_benchmark_can_name_the_documents_itself() -> None:
    benchmark: Benchmark = sample.BENCHMARK._replace(references=(Reference(sample.NIST, "nist"),))
    found = make_view(sample.make_policy(benchmark), sample.evaluation(), {})
    assert [each.label for each in found.rules[0].text.references] == ["cisecurity.org", "nist"]


def test_a_reference_without_a_usable_address_is_no_link() -> None:
    rule = Rule("r", references=(Reference("javascript:alert(1)", "bad"), Reference("http://[", "odd")))
    assert [link.href for each in references(rule, {}) for link in each.links] == ["", "http://["]
    assert references(rule, {})[0].label == "other"


def test_an_overridden_result_says_who_changed_it() -> None:
    changed = Override(RuleOutcome.FAIL, RuleOutcome.PASS, "Ann", "2026-01-01T00:00:00Z", "accepted")
    waived = sample.rule_result("policies", RuleOutcome.PASS)._replace(overrides=(changed,))
    found = make_view(sample.make_policy(), sample.evaluation(waived), {})
    assert tuple(each.text for each in found.rules[-1].overrides) == (
        "fail became pass by Ann on 2026-01-01T00:00:00Z: accepted",
    )
    assert (found.rules[-1].original, found.rules[-1].outcome) == (RuleOutcome.FAIL, RuleOutcome.PASS)


def test_names_that_every_result_repeats_are_cut_and_short_ones_are_whole() -> None:
    judged = sample.evaluation()
    long, whole = "a" * 100_000, "a" * 1000
    result = judged.test_result._replace(target=long, benchmark_id=long, benchmark_version=long, profile_id=long)
    found = make_view(sample.make_policy(), judged._replace(test_result=result), {})
    cut = "a" * 999 + "…"
    assert (found.target, found.benchmark_id, found.benchmark_version, found.profile_id) == (cut,) * 4
    assert (
        make_view(sample.make_policy(), judged._replace(test_result=result._replace(target=whole)), {}).target == whole
    )
