"""The formats: page, JSON, text and the terminal's summary."""

import json
import re
from html import unescape

import pytest

import report_sample as sample
import report_views
from scapkit.model.results import ComplexCheckResult, RuleOutcome, Score
from scapkit.model.xccdf import Text
from scapkit.registry import discover
from scapkit.report.console.outline import make_outline, outline_of
from scapkit.report.console.terminal import summary
from scapkit.report.html.page import inert
from scapkit.report.protocol import Format
from scapkit.report.views import shown
from scapkit.report.views.verdict import verdict
from scapkit.report.views.view import make_view

EVIL = '"><script>alert(1)</script>\x00\x1b[31m\u202e\udc80'


def formats() -> dict[str, Format]:
    return discover("scapkit.report.formats", "FORMAT")


def rendered(name: str, *views: shown.ReportView) -> bytes:
    return b"".join(formats()[name].render(views))


def view() -> shown.ReportView:
    return make_view(
        sample.make_policy(), sample.evaluation(), sample.documents(), sample.QUESTIONS, {sample.CIS: "cis"}
    )


def hostile_view() -> shown.ReportView:
    policy = sample.make_policy()
    rules = tuple(rule._replace(titles=(Text(EVIL),), descriptions=(Text(EVIL),)) for rule in policy.rules)
    judged = sample.evaluation(sample.rule_result("policies", RuleOutcome.ERROR, EVIL))
    results = tuple(
        each._replace(
            tests=tuple(
                test._replace(
                    tested_items=tuple(
                        tested._replace(
                            item=tested.item._replace(
                                fields=tuple(field._replace(value=EVIL, fields=()) for field in tested.item.fields)
                            )
                        )
                        for tested in test.tested_items
                    )
                )
                for test in each.tests
            )
        )
        for each in judged.oval_results
    )
    asset = judged.asset._replace(kind=EVIL, facts=((EVIL, EVIL),))
    result = judged.test_result._replace(target=EVIL)
    judged = judged._replace(asset=asset, oval_results=results, test_result=result)
    return make_view(policy._replace(rules=rules), judged, sample.documents(), {}, {sample.CIS: EVIL})


def body(page: bytes) -> str:
    return re.sub(r"<(style|script)\b.*?</\1>", "", page.decode(), flags=re.DOTALL)


def plain(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", body(page)).split())


def test_every_format_is_found_by_its_name() -> None:
    assert set(formats()) >= {"html", "json", "text"}
    for name, each in formats().items():
        assert each.name == name
        assert each.description
        assert each.suffix.startswith(".")


@pytest.mark.parametrize("name", ["html", "json", "text"])
def test_the_same_view_is_the_same_bytes(name: str) -> None:
    assert rendered(name, view()) == rendered(name, view())


@pytest.mark.parametrize("name", ["html", "json", "text"])
def test_hostile_text_stays_text(name: str) -> None:
    out = rendered(name, hostile_view()).decode()
    assert "\x00" not in out
    assert "\x1b" not in out
    assert "\u202e" not in out
    if name == "html":
        assert out.count("<script") == 1


def test_the_page_says_what_came_out_and_why() -> None:
    text = plain(rendered("html", view()))
    for fact in (
        "shop-prod",
        "33.3",
        "1 of 5 rules passes; 1 fails; 1 could not be judged; 1 was not checked; 1 does not apply.",
        "Evidence that was missing",
        "GET /api/v1/nodes was refused: 403 Forbidden",
        "Looked for independent:yamlfilecontent: filepath equals /etc/kubernetes/kubelet/kubelet-config.json",
        "Must hold at least one must exist, all must match",
        "Came from file /etc/kubernetes/kubelet/kubelet-config.json",
        "value equals false not ok true",
        "nothing: it could not be collected",
        "Is it the case that an image is not approved?",
        "The rule has no check that was run.",
        "Not selected 1 rule of the benchmark",
    ):
        assert fact in text


def test_the_page_fetches_nothing_and_allows_only_its_own_script() -> None:
    page = unescape(rendered("html", view()).decode())
    assert not re.search(r'(?:src|srcset|poster)="', page)
    assert not re.search(r'<link(?! rel="icon" href="data:,")', page)
    assert "default-src 'none'" in page
    assert "unsafe-inline" not in page


def test_ids_on_the_page_are_unique() -> None:
    ids = re.findall(r' id="([^"]*)"', body(rendered("html", view())))
    assert len(ids) == len(set(ids))


def test_joined_checks_and_several_scores_are_shown() -> None:
    joined = sample.rule_result("rotation", RuleOutcome.FAIL)
    check = ComplexCheckResult("AND", joined.checks, True, RuleOutcome.FAIL)
    judged = sample.evaluation(joined._replace(checks=(check,), instance="node-2", role="unscored"))
    scores = (*judged.test_result.scores, Score("urn:xccdf:scoring:flat", 3, 9))
    judged = judged._replace(test_result=judged.test_result._replace(scores=scores))
    text = plain(rendered("html", make_view(sample.make_policy(), judged, sample.documents())))
    for fact in ("Not all of these checks: Fail", "Instance node-2", "Role unscored", "Score, flat model 3.00 of 9.00"):
        assert fact in text


def test_a_page_without_rules_or_score_still_renders() -> None:
    judged = sample.evaluation()
    judged = judged._replace(test_result=judged.test_result._replace(rule_results=(), scores=()))
    empty = make_view(sample.make_policy(), judged, {})
    assert "No score" in plain(rendered("html", empty))
    assert verdict(empty) == "0 of 0 rules pass."
    assert "no rule is selected" in rendered("text", empty).decode()


def test_items_beyond_the_limit_are_counted() -> None:
    judged = sample.evaluation()
    (results,) = judged.oval_results
    many = tuple(each._replace(tested_items=each.tested_items * 150) for each in results.tests)
    judged = judged._replace(oval_results=(results._replace(tests=many),))
    text = plain(rendered("html", make_view(sample.make_policy(), judged, sample.documents())))
    assert "Item 100 of 150 does not match" in text
    assert "50 more items are not shown" in text


def test_json_has_the_documented_shape() -> None:
    document = json.loads(rendered("json", view()))
    assert (document["format"], document["version"]) == ("scapkit-report", 1)
    assert document["target"] == {
        "name": "shop-prod",
        "kind": "eks-cluster",
        "facts": {"region": "eu-central-1", "version": "1.31", "addresses": "10.0.0.1"},
    }
    assert document["counts"]["fail"] == 1
    assert document["missing_evidence"][0]["reason"] == sample.FORBIDDEN
    rule = next(each for each in document["rules"] if each["short_id"] == "rotation")
    assert (rule["result"], rule["severity"]) == ("fail", "medium")
    criteria = rule["checks"][0]["definitions"][0]["criteria"]
    test = criteria["children"][0]["test"]
    assert test["items"][0]["fields"][0]["expected"] == [{"text": "equals false", "result": "false"}]
    assert test["sources"]


def test_json_keeps_joined_checks() -> None:
    joined = sample.rule_result("policies", RuleOutcome.FAIL)
    judged = sample.evaluation(joined._replace(checks=(ComplexCheckResult("OR", joined.checks),)))
    document = json.loads(rendered("json", make_view(sample.make_policy(), judged, {})))
    check = document["rules"][-1]["checks"][0]
    assert check["operator"] == "OR"
    assert check["checks"][0]["definitions"] == []


def test_the_summary_has_a_line_for_each_rule_and_the_reasons_of_open_ones() -> None:
    lines = summary(outline_of(view()), colour=False, width=80).splitlines()
    assert lines[0] == "shop-prod: CIS, platform (cis)"
    assert lines[4].split(maxsplit=3) == ["fail", "medium", "rotation", "The kubelet rotates its certificates"]
    assert "1 pass, 1 fail, 1 unknown, 1 notapplicable, 1 notchecked" in lines
    assert "score 33.33 of 100.00 (default model)" in lines
    assert lines[-2:] == [f"  {sample.FORBIDDEN}", "    port"]


def test_the_summary_says_why_rules_do_not_apply() -> None:
    outline = outline_of(view())
    rules = [
        each._replace(reasons=("a node does not hold",)) if each.outcome == "notapplicable" else each
        for each in outline.rules
    ]
    lines = summary(outline._replace(rules=tuple(rules)), colour=False, width=80).splitlines()
    at = lines.index("does not apply:")
    assert lines[at + 1] == "  a node does not hold"
    assert lines[at + 2].strip() == next(each.short_id for each in rules if each.outcome == "notapplicable")


def test_the_quick_outline_is_that_of_the_whole_report() -> None:
    quick = make_outline(sample.make_policy(), sample.evaluation().test_result)
    assert quick._replace(rules=()) == outline_of(view())._replace(rules=())
    assert sorted(quick.rules) == sorted(outline_of(view()).rules)


def test_the_end_of_a_waiver_is_never_cut() -> None:
    remark = f"accepted {'for good reasons ' * 9}[granted 2026-11-26, expires 2027-01-31]"
    given = report_views.waived_view()
    outline = outline_of(given)
    rules = [
        each._replace(overrides=tuple(one._replace(remark=remark) for one in each.overrides)) for each in outline.rules
    ]
    lines = summary(outline._replace(rules=tuple(rules)), colour=False, width=60).splitlines()
    told = " ".join(each.strip() for each in lines[lines.index("waived:") + 2 :])
    assert remark in told and max(map(len, lines)) <= 60


def test_no_line_is_wider_than_the_terminal() -> None:
    assert max(len(line) for line in summary(outline_of(view()), colour=False, width=70).splitlines()) == 70
    assert max(len(line) for line in summary(outline_of(view()), colour=False, width=1).splitlines()) == 60


def test_colours_come_only_when_asked() -> None:
    assert "\x1b[31mfail" in summary(outline_of(view()), colour=True, width=80)
    assert "\x1b" not in summary(outline_of(view()), colour=False, width=80)


def test_a_hostile_title_cannot_steer_the_terminal() -> None:
    out = summary(outline_of(hostile_view()), colour=False, width=200)
    assert out.isprintable() or set(out) - {"\n"} == {each for each in out if each.isprintable()}


def test_control_characters_are_replaced_and_reordering_is_spelt_out() -> None:
    assert inert("a\x1b\u202eb\n\tc\u200f") == "a\ufffd[U+202E]b\n\tc\u200f"


def test_page_and_json_name_what_made_a_rule_fail() -> None:
    page, told = (rendered(name, view()).decode() for name in ("html", "json"))
    findings = {each["short_id"]: each["findings"] for each in json.loads(told)["rules"]}
    failed = {name: texts for name, texts in findings.items() if texts}
    assert failed and all(f"<li><bdi>{text}</bdi></li>" in page for texts in failed.values() for text in texts)
