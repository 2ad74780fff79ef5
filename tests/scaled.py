"""Views of as many assets with as many rules as somebody asks for, each verdict with evidence of its own."""

from collections.abc import Iterator

from scapkit.model.results import Result, RuleOutcome
from scapkit.report.views.counts import counted
from scapkit.report.views.shown import (
    FixView,
    GroupView,
    Link,
    Reason,
    ReferenceClass,
    ReportView,
    RuleText,
    RuleView,
    ScoreView,
)
from scapkit.report.views.why import (
    CheckView,
    CriteriaView,
    CriterionView,
    DefinitionView,
    Expected,
    FieldView,
    ItemView,
    LookedFor,
    TestView,
)

CIS = "https://www.cisecurity.org/benchmark/kubernetes"
SEVERITIES = ("high", "medium", "low")
GROUPS = 20
PROSE = "<p>The setting must be as the benchmark says, on every node, <code>always</code>.</p>" * 3


def views(rules: int, assets: int) -> Iterator[ReportView]:
    """One view after the other."""
    texts = [_text(number) for number in range(rules)]
    for number in range(assets):
        yield _view(f"ip-10-0-{number // 250}-{number % 250}.eu-central-1.compute.internal", texts, number)


def _text(number: int) -> RuleText:
    name = f"rule_{number}"
    return RuleText(
        f"xccdf_org.example_rule_{name}",
        name,
        f"The setting {number} of the node is as the benchmark says",
        PROSE,
        PROSE,
        PROSE,
        identifiers=(f"CCE-{80000 + number}-1",),
        references=(ReferenceClass("cis", (Link(f"{number % GROUPS // 4 + 1}.{number % 4 + 1}.{number}", CIS),)),),
        fixes=(FixView("bash", f"sed -i 's/^setting_{number}=.*/setting_{number}=yes/' /etc/example.conf"),),
    )


def _outcome(rule: int, asset: int) -> RuleOutcome:
    """About a quarter fails, some stay open, and a few rules do not apply."""
    mixed = (rule * 7919 + asset * 104729 + rule * asset) % 100
    if rule % 25 == 24:
        return RuleOutcome.NOTAPPLICABLE
    return RuleOutcome.FAIL if mixed < 25 else RuleOutcome.UNKNOWN if mixed < 28 else RuleOutcome.PASS


def _view(name: str, texts: list[RuleText], asset: int) -> ReportView:
    rules = tuple(_rule(text, number, name, asset) for number, text in enumerate(texts))
    groups = tuple(
        GroupView(f"g{number}", f"Settings of part {number}", rules=rules[number::GROUPS]) for number in range(GROUPS)
    )
    counts = counted((rule.text.id, rule.outcome) for rule in rules)
    score = ScoreView("urn:xccdf:scoring:default", 100 * dict(counts).get(RuleOutcome.PASS, 0) / len(rules), 100.0)
    return ReportView(
        "Guide to the nodes",
        "xccdf_org.example_benchmark_b",
        "1",
        "xccdf_org.example_profile_cis",
        "CIS, nodes",
        name,
        "eks-node",
        (("version", "1.31"), ("addresses", f"10.0.0.{asset}")),
        "2026-11-26T10:00:00Z",
        "2026-11-26T10:00:01Z",
        (score,),
        counts,
        (),
        0,
        (),
        GroupView("xccdf_org.example_benchmark_b", "", groups),
    )


def _rule(text: RuleText, number: int, name: str, asset: int) -> RuleView:
    outcome = _outcome(number, asset)
    reason = Reason(f"reading /etc/example.d/{number}.conf of {name} was refused: EACCES", "error")
    checks = () if outcome is RuleOutcome.NOTAPPLICABLE else (_check(number, name, asset, outcome),)
    return RuleView(
        text.id,
        text,
        SEVERITIES[number % 3],
        outcome,
        "2026-11-26T10:00:00Z",
        groups=(f"g{number % GROUPS}",),
        reasons=(reason,) if outcome is RuleOutcome.UNKNOWN else (),
        checks=checks,
    )


def _check(number: int, name: str, asset: int, outcome: RuleOutcome) -> CheckView:
    results = {RuleOutcome.PASS: Result.TRUE, RuleOutcome.FAIL: Result.FALSE}
    result = results.get(outcome, Result.UNKNOWN)
    path = f"/etc/example.d/{number}.conf"
    fields = (
        FieldView("text", f"setting_{number} = {asset * number}", expected=(Expected("equals yes", result),), key=True),
        FieldView("filepath", path, key=True),
        FieldView("path", "/etc/example.d"),
        FieldView("filename", f"{number}.conf"),
        FieldView("instance", "1"),
    )
    items = (ItemView("exists", result, fields),) if result is not Result.UNKNOWN else ()
    test = TestView(
        f"oval:example-rule_{number}:tst:1",
        f"setting {number} is yes",
        "independent:textfilecontent54",
        "all",
        "at_least_one_exists",
        "at least one must exist, all must match",
        result,
        looked_for=(
            LookedFor("textfilecontent54", (f"filepath equals {path}", f"pattern match ^setting_{number}.*$")),
        ),
        items=items,
        sources=(f"file {path} -> files{path} (2026-11-26T09:00:{asset % 60:02}Z)",) if items else (),
    )
    tree = CriteriaView(
        "AND", result, (CriterionView(result, test), CriterionView(result, test._replace(id=f"{test.id}0")))
    )
    definition = DefinitionView(f"oval:example-rule_{number}:def:1", f"Setting {number}", result, tree)
    return CheckView("OVAL", definition.id, outcome, definitions=(definition,))
