"""A small benchmark judged by hand: one rule for each way a verdict can come out."""

from scapkit.model import oval
from scapkit.model.arf import Evaluation
from scapkit.model.dump import Asset
from scapkit.model.results import (
    CheckResult,
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    OvalResults,
    OvalTestResult,
    Result,
    RuleOutcome,
    RuleResult,
    Score,
    TestedItem,
    TestResult,
    XccdfMessage,
)
from scapkit.model.syschar import Collected, Field, Flag, Item, Message
from scapkit.model.xccdf import (
    Benchmark,
    Group,
    Ident,
    Notice,
    Profile,
    Reference,
    Rule,
    Status,
    Text,
    Value,
)
from scapkit.names import CPE_SYSTEM, OCIL_SYSTEM, OVAL_SYSTEM
from scapkit.xccdf.policy import Policy

HREF = "test-oval.xml"
CIS = "https://www.cisecurity.org/benchmark/kubernetes/"
NIST = "https://csrc.nist.gov/800-53"
FORBIDDEN = "GET /api/v1/nodes was refused: 403 Forbidden"
KUBELET = "/etc/kubernetes/kubelet/kubelet-config.json"


def xid(kind: str, name: str) -> str:
    return f"xccdf_org.example_{kind}_{name}"


def rule(name: str, title: str, severity: str, markup: str = "Set <code>x</code>.") -> Rule:
    return Rule(
        xid("rule", name),
        titles=(Text(title),),
        descriptions=(Text(markup),),
        rationales=(Text("Because it would be <em>open</em>."),),
        references=(Reference(CIS, "3.2.1"), Reference(NIST, "CM-6"), Reference(NIST, "CM-6(1)")),
        idents=(Ident("http://cce.mitre.org", "CCE-87818-1"), Ident(CPE_SYSTEM, "cpe:/a:example:cluster:1")),
        severity=severity,
    )


RULES = (
    rule("anonymous", "Anonymous requests to the kubelet are refused", "high"),
    rule("rotation", "The kubelet rotates its certificates", "medium"),
    rule("port", "The read-only port is closed", "high"),
    rule("registries", "Only approved registries are used", "unknown"),
    rule("owner", "The kubelet's configuration belongs to root", "low"),
    rule("policies", "Namespaces have network policies", "medium"),
)
GROUP = Group(
    xid("group", "kubelet"), titles=(Text("Kubelet"),), descriptions=(Text("The agent."),), children=RULES[:3]
)
OTHER = Group(xid("group", "cluster"), titles=(Text("Cluster"),), children=RULES[3:])
EMPTY = Group(xid("group", "empty"), titles=(Text("Nothing here"),))
TOP = Group(xid("group", "settings"), titles=(Text("Settings"),), children=(GROUP, OTHER, EMPTY))
ROOT_DIR = Value(xid("value", "root"), titles=(Text("Where answers are"),), values=(("", "/answers"),))
PROFILE = Profile(xid("profile", "cis"), titles=(Text("CIS, platform"),), descriptions=(Text("A baseline."),))
BENCHMARK = Benchmark(
    xid("benchmark", "TEST"),
    "0.1.0",
    titles=(Text("Guide to the Test Cluster"),),
    descriptions=(Text("What to set, and why."),),
    status=(Status("draft", "2026-11-24"),),
    notices=(Notice("terms", Text("Try it first.")),),
    rear_matter=(Text("Names belong to their owners."),),
    platforms=("cpe:/a:example:cluster:1", "cpe:/o:example:node:1"),
    profiles=(PROFILE,),
    values=(ROOT_DIR,),
    children=(TOP,),
)


def make_policy(benchmark: Benchmark = BENCHMARK, *, values: dict[str, str] | None = None) -> Policy:
    rules: list[Rule] = []
    ancestors: dict[str, tuple[Group, ...]] = {}

    def walk(children: tuple[Group | Rule, ...], above: tuple[Group, ...]) -> None:
        for child in children:
            ancestors[child.id] = above
            if isinstance(child, Rule):
                rules.append(child)
            else:
                walk(child.children, (*above, child))

    walk(benchmark.children, ())
    selected = frozenset(each.id for each in rules if each.selected)
    return Policy(benchmark, PROFILE, tuple(rules), selected, values or {ROOT_DIR.id: "/answers"}, ancestors)


def oval_id(kind: str, name: str) -> str:
    return f"oval:test-{name}:{kind}:1"


def yaml_item(value: str) -> Item:
    record = Field("value", datatype="record", fields=(Field("#", value),))
    path = KUBELET.rpartition("/")
    fields = (
        Field("filepath", KUBELET),
        Field("path", path[0]),
        Field("filename", path[2]),
        Field("yamlpath", ".authentication.anonymous.enabled"),
        record,
    )
    return Item("independent:yamlfilecontent", fields)


def document(*names: str) -> oval.OvalDefinitions:
    """One definition, test, object and state for each name: a YAML value that must be false."""
    return oval.OvalDefinitions(
        oval.Generator(),
        {
            oval_id("def", name): oval.Definition(
                oval_id("def", name),
                f"{name} is as it should be",
                criteria=oval.Criteria(children=(oval.Criterion(oval_id("tst", name)),)),
            )
            for name in names
        },
        {
            oval_id("tst", name): oval.Test(
                oval_id("tst", name),
                "independent:yamlfilecontent",
                object_ref=oval_id("obj", name),
                state_refs=(oval_id("ste", name),),
                comment=f"the value behind {name}",
            )
            for name in names
        },
        {
            oval_id("obj", name): oval.Object(
                oval_id("obj", name),
                "independent:yamlfilecontent",
                (oval.Entity("filepath", KUBELET), oval.Entity("yamlpath", ".authentication.anonymous.enabled")),
            )
            for name in names
        },
        {
            oval_id("ste", name): oval.State(
                oval_id("ste", name),
                "independent:yamlfilecontent",
                (oval.Entity("value", datatype="record", fields=(oval.Entity("#", "false"),)),),
            )
            for name in names
        },
        source=HREF,
    )


def definition_result(name: str, result: Result) -> DefinitionResult:
    leaf = CriterionResult(oval_id("tst", name), result, comment=f"check {name}")
    return DefinitionResult(
        oval_id("def", name),
        result,
        title=f"{name} is as it should be",
        criteria=CriteriaResult("AND", result, (leaf,)),
    )


def rule_result(name: str, outcome: RuleOutcome, *messages: str) -> RuleResult:
    severity = {each.id: each.severity for each in RULES}.get(xid("rule", name), "unknown")
    check = CheckResult(OVAL_SYSTEM, HREF, oval_id("def", name), outcome, ((ROOT_DIR.id, "oval:test-root:var:1"),))
    if outcome is RuleOutcome.NOTCHECKED:
        check = CheckResult(OCIL_SYSTEM, "test-ocil.xml", f"ocil:test-{name}_ocil:questionnaire:1", outcome)
    return RuleResult(
        xid("rule", name),
        outcome,
        severity,
        time="2026-11-24T10:00:00Z",
        messages=tuple(XccdfMessage(text, "error") for text in messages),
        checks=(check,),
    )


def oval_results() -> OvalResults:
    good, bad = yaml_item("false"), yaml_item("true")
    source = Message(f"evidence: file {KUBELET} -> files{KUBELET} (2026-11-20T09:00:00Z)")
    return OvalResults(
        HREF,
        (
            definition_result("anonymous", Result.TRUE),
            definition_result("rotation", Result.FALSE),
            definition_result("port", Result.UNKNOWN),
        ),
        (
            OvalTestResult(oval_id("tst", "anonymous"), Result.TRUE, (TestedItem(good, Result.TRUE),)),
            OvalTestResult(oval_id("tst", "rotation"), Result.FALSE, (TestedItem(bad, Result.FALSE),)),
            OvalTestResult(oval_id("tst", "port"), Result.UNKNOWN),
        ),
        (
            Collected(oval_id("obj", "anonymous"), Flag.COMPLETE, (good,), (source,)),
            Collected(oval_id("obj", "rotation"), Flag.COMPLETE, (bad,), (source,)),
            Collected(oval_id("obj", "port"), Flag.NOT_COLLECTED, (), (Message(FORBIDDEN, "warning"),)),
        ),
    )


def evaluation(*extra: RuleResult) -> Evaluation:
    """The sample judged: pass, fail, unknown, notchecked, notapplicable and one rule that is not selected."""
    results = (
        rule_result("anonymous", RuleOutcome.PASS),
        rule_result("rotation", RuleOutcome.FAIL),
        rule_result("port", RuleOutcome.UNKNOWN, FORBIDDEN),
        rule_result("registries", RuleOutcome.NOTCHECKED, "needs an answer"),
        rule_result("owner", RuleOutcome.NOTAPPLICABLE)._replace(checks=()),
        rule_result("policies", RuleOutcome.NOTSELECTED)._replace(checks=()),
        *extra,
    )
    test_result = TestResult(
        "xccdf_org.example_testresult_cis",
        BENCHMARK.id,
        "test-ds.xml",
        BENCHMARK.version,
        "A test",
        PROFILE.id,
        "shop-prod",
        "2026-11-24T10:00:00Z",
        "2026-11-24T10:00:01Z",
        results,
        (Score("urn:xccdf:scoring:default", 33.333333, 100.0),),
    )
    asset = Asset("shop-prod", "eks-cluster", ("10.0.0.1",), (("region", "eu-central-1"), ("version", "1.31")))
    return Evaluation(asset, test_result, (oval_results(),))


def documents() -> dict[str, oval.OvalDefinitions]:
    return {HREF: document("anonymous", "rotation", "port")}


QUESTIONS = {xid("rule", "registries"): "Run `kubectl get pods -A`.\nIs it the case that an image is not approved?"}
