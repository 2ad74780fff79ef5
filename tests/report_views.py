"""Views of several assets, for formats that must take whatever comes: all outcomes, waivers, nothing, hostile text."""

import report_sample as sample
from scapkit.model.results import Override, RuleOutcome, RuleResult, Score
from scapkit.report.views.shown import GroupView, ReportView, RuleView
from scapkit.report.views.view import make_view

EVIL = (
    '=cmd|"/c calc"!A1 "><script>alert(1)</script> ]]> @octocat #1 https://evil.example www.evil.example '
    "[a](https://evil.example) ![x](y) `` ` `` | \x00\x1b[31m\x85\u202e\udc80\ufffe{{7*7}} <!-- -->\r\n# head\t"
)
NAMES = ("anonymous", "rotation", "port", "registries", "owner", "policies")
WAIVED = Override(RuleOutcome.FAIL, RuleOutcome.PASS, "Ann Assessor", "2026-11-23T08:00:00Z", "accepted: RISK-7")


def view(*extra: RuleResult) -> ReportView:
    """The sample: pass, fail, unknown, notchecked, notapplicable, and one rule that is not selected."""
    return make_view(
        sample.make_policy(), sample.evaluation(*extra), sample.documents(), sample.QUESTIONS, {sample.CIS: "cis"}
    )


def waived_view() -> ReportView:
    """A rule that failed and was waived."""
    given = sample.evaluation()
    results = tuple(
        each._replace(outcome=RuleOutcome.PASS, overrides=(WAIVED,)) if each.rule_id.endswith("rotation") else each
        for each in given.test_result.rule_results
    )
    waived = given._replace(
        test_result=given.test_result._replace(
            rule_results=results, target="shop-test", scores_before=(Score("urn:xccdf:scoring:default", 16.5, 100.0),)
        )
    )
    return make_view(sample.make_policy(), waived, sample.documents(), sample.QUESTIONS, {sample.CIS: "cis"})


def empty_view() -> ReportView:
    """Nothing was selected."""
    given = sample.evaluation()
    nothing = given.test_result._replace(rule_results=(), scores=(), target="empty")
    return make_view(sample.make_policy(), given._replace(test_result=nothing), {})


def all_outcomes_view() -> ReportView:
    """A rule of each of the nine outcomes, in groups of their own; one of them has two results."""
    rules = view(sample.rule_result("policies", RuleOutcome.PASS)).rules
    told = tuple(
        rules[number % len(rules)]._replace(
            anchor=f"r{number}",
            text=rules[0].text._replace(id=sample.xid("rule", f"is_{outcome}"), short_id=f"is_{outcome}"),
            outcome=outcome,
        )
        for number, outcome in enumerate(RuleOutcome)
    )
    again = told[0]._replace(anchor="again", instance="second")
    return view()._replace(target="all-outcomes", root=GroupView("g", "All", (), (*told, again)))


def hostile_view() -> ReportView:
    """Every text that content or an asset can have is hostile, and one is huge."""
    return hostile(view(sample.rule_result("policies", RuleOutcome.ERROR, EVIL)), EVIL)


def hostile(given: ReportView, text: str) -> ReportView:
    """The same view with a text in all places."""
    rules = tuple(_hostile_rule(rule, text) for rule in given.rules)
    return given._replace(
        title=text,
        benchmark_id=text,
        benchmark_version=text,
        profile_id=text,
        profile_title=text,
        target=text,
        target_kind=text,
        facts=((text, text),),
        start_time=text,
        end_time=text,
        root=GroupView(text, text, (), rules),
    )


def _hostile_rule(rule: RuleView, text: str) -> RuleView:
    link = rule.text.references[0].links[0]
    words = rule.text._replace(
        id=f"{rule.text.id}{text}",
        short_id=f"{rule.text.short_id}{text}",
        title=text,
        description_html=f"<p>{_escaped(text)}</p><pre>{_escaped(text)}</pre>",
        fixtext_html=_escaped(text),
        identifiers=(text,),
        references=(rule.text.references[0]._replace(label=text, links=(link._replace(text=text),)),),
    )
    reasons = tuple(each._replace(text=text * 2000) for each in rule.reasons)
    overrides = tuple(each._replace(authority=text, remark=text, time=text) for each in rule.overrides)
    checks = _hostile(rule.checks, text)
    return rule._replace(
        text=words, time=text, instance=text, groups=(text,), reasons=reasons, overrides=overrides, question=text,
        checks=checks,
    )  # fmt: skip


def _hostile(told: object, text: str) -> object:
    """A structure of tuples in which every field's value and source is the text."""
    if isinstance(told, tuple) and hasattr(told, "_replace"):
        changed = {
            name: text if name in ("value", "comment") else _hostile(getattr(told, name), text) for name in told._fields
        }
        changed.update(
            {name: (text,) for name in ("sources", "missing") if name in told._fields and getattr(told, name)}
        )
        return type(told)(**changed)
    return tuple(_hostile(each, text) for each in told) if isinstance(told, tuple) else told


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def all_views() -> tuple[ReportView, ...]:
    """All of them."""
    return view(), waived_view(), empty_view(), all_outcomes_view(), hostile_view()
