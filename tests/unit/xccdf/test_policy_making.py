"""What a profile makes of a benchmark."""

from scapkit.model.xccdf import (
    Benchmark,
    Check,
    ContentRef,
    Group,
    Profile,
    Refinement,
    RefineRule,
    RefineValue,
    Rule,
    Select,
    SetValue,
    Value,
)
from scapkit.xccdf.doubts import refinement_problems
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy

NO_VALUES: tuple[Value, ...] = ()


def policy(
    children: tuple[Group | Rule, ...], *refinements: Refinement, values: tuple[Value, ...] = NO_VALUES
) -> Policy:
    profile = Profile("p", refinements=refinements) if refinements else None
    return make_policy(Benchmark("b", "1", children=children, values=values), profile)


def off(name: str, **more: object) -> Rule:
    return Rule(name, selected=False, **more)


def test_without_a_profile_the_benchmark_s_own_selection_counts() -> None:
    made = policy((Rule("a"), off("b")))
    assert made.selected == {"a"}
    assert [rule.id for rule in made.rules] == ["a", "b"]
    assert made.profile is None


def test_select_takes_rules_in_and_leaves_them_out() -> None:
    made = policy((Rule("a"), off("b")), Select("a", False), Select("b", True))
    assert made.selected == {"b"}


def test_later_selection_wins() -> None:
    made = policy((Rule("a"),), Select("a", False), Select("a", True))
    assert made.selected == {"a"}


def test_cluster_is_selected_as_one() -> None:
    rules = (off("a", cluster_id="c"), off("b", cluster_id="c"), off("d"))
    assert policy(rules, Select("c", True)).selected == {"a", "b"}


def test_deselected_group_takes_all_below_it_out() -> None:
    tree = Group("g", children=(Group("h", children=(Rule("a"),)), Rule("b")))
    assert policy((tree, Rule("c")), Select("g", False)).selected == {"c"}
    assert policy((tree, Rule("c")), Select("h", False)).selected == {"b", "c"}


def test_selecting_a_rule_does_not_select_the_group_above_it() -> None:
    tree = Group("g", selected=False, children=(off("a"),))
    assert policy((tree,), Select("a", True)).selected == frozenset()
    assert policy((tree,), Select("a", True), Select("g", True)).selected == {"a"}


def test_requires_is_met_by_any_of_its_alternatives() -> None:
    rules = (Rule("a"), off("b"), Rule("one", requires=(("b", "a"),)), Rule("two", requires=(("a",), ("b",))))
    assert policy(rules).selected == {"a", "one"}


def test_requires_of_what_does_not_exist_is_not_met() -> None:
    assert policy((Rule("a", requires=(("gone",),)),)).selected == frozenset()


def test_conflicts_with_a_selected_item_deselect() -> None:
    rules = (Rule("a"), off("b"), Rule("one", conflicts=("a",)), Rule("two", conflicts=("b",)))
    assert policy(rules).selected == {"a", "two"}


def test_requirements_look_at_what_comes_later_as_it_stands_then() -> None:
    """NIST IR 7275r4, 7.2.3.3.2, example 2."""
    rules = (
        Rule("1", requires=(("2",),)),
        Rule("2", requires=(("3",),)),
        off("3", requires=(("4",),)),
        Rule("4"),
    )
    assert policy(rules).selected == {"1", "4"}


def test_rule_in_a_deselected_group_still_meets_a_requirement() -> None:
    """NIST IR 7275r4, 7.2.3.3.2, example 3."""
    group = Group("g", selected=False, children=(Rule("2", requires=(("1",),)),))
    assert policy((off("1"), group, Rule("3", requires=(("2",),)))).selected == {"3"}


def test_group_with_an_unmet_requirement_takes_its_rules_out() -> None:
    assert policy((off("a"), Group("g", requires=(("a",),), children=(Rule("b"),)))).selected == frozenset()


def test_profile_of_the_standard_s_example_comes_out_as_its_table_says() -> None:
    """NIST IR 7275r4, 7.2.3.4, tables 36 to 38, with Profile2's whole list of selectors."""

    def check(*selectors: str) -> tuple[Check, ...]:
        return tuple(Check("s", (ContentRef(selector or "empty"),), selector=selector) for selector in selectors)

    def value(name: str, cluster: str, *selectors: str) -> Value:
        return Value(name, cluster_id=cluster, values=tuple((each, each or "empty") for each in selectors))

    children = (
        off("Rule1", cluster_id="Cluster2", checks=check("")),
        Rule("Rule2", checks=check("", "sel3")),
        Rule("Rule3", cluster_id="Cluster1", checks=check("")),
        Rule("Rule4", cluster_id="Cluster1", checks=check("sel1", "sel5")),
        Rule("Rule5", cluster_id="Cluster3", checks=check("sel1")),
        Group("Group1", cluster_id="Cluster1", children=(Rule("in1"),)),
        Group("Group2", cluster_id="Cluster1", children=(Rule("in2"),)),
    )
    values = (
        value("Value1", "", "", "sel1", "sel2"),
        value("Value2", "Cluster2", "", "sel1", "sel2", "sel5"),
        value("Value3", "Cluster2", "", "sel1", "sel5", "sel6"),
        value("Value4", "Cluster3", "", "sel4"),
    )
    first = (
        Select("Rule1", True),
        Select("Cluster1", False),
        Select("Group1", True),
        RefineValue("Value1", "sel1"),
        RefineValue("Cluster2", "sel2"),
        SetValue("Value4", "NEWVALUE"),
        RefineRule("Rule2", selector="sel3"),
        RefineRule("Cluster3", selector="sel1"),
    )
    second = (
        Select("Rule1", False),
        Select("Rule3", True),
        RefineValue("Cluster2", "sel5"),
        RefineRule("Rule5", selector="sel6"),
    )
    halfway, made = policy(children, *first, values=values), policy(children, *first, *second, values=values)
    assert halfway.values == {"Value1": "sel1", "Value2": "sel2", "Value3": "empty", "Value4": "NEWVALUE"}
    assert made.selected == {"Rule2", "Rule3", "Rule5", "in1"}
    assert made.values == {"Value1": "sel1", "Value2": "sel5", "Value3": "sel5", "Value4": "NEWVALUE"}
    checks = {rule.id: [each.contents[0].href for each in rule.checks] for rule in made.rules}
    assert checks == {
        "Rule1": ["empty"],
        "Rule2": ["sel3"],
        "Rule3": ["empty"],
        "Rule4": [],
        "Rule5": [],
        "in1": [],
        "in2": [],
    }


def test_value_without_a_default_takes_its_first() -> None:
    values = (Value("v", values=(("a", "1"), ("b", "2"))), Value("none"))
    assert policy((), values=values).values == {"v": "1"}


def test_last_refinement_of_a_value_wins_whatever_its_kind() -> None:
    values = (Value("v", values=(("", "1"), ("b", "2"))),)
    assert policy((), SetValue("v", "x"), RefineValue("v", "b"), values=values).values == {"v": "2"}
    assert policy((), RefineValue("v", "b"), SetValue("v", "x"), values=values).values == {"v": "x"}


def test_refining_the_operator_leaves_the_value() -> None:
    values = (Value("v", values=(("", "1"), ("b", "2"))),)
    made = policy((), RefineValue("v", "b"), RefineValue("v", operator="greater than"), values=values)
    assert made.values == {"v": "2"}
    assert made.benchmark.values[0].operator == "greater than"


def test_values_of_groups_are_found() -> None:
    inner = Group("h", values=(Value("v", values=(("", "1"),)),))
    assert policy((Group("g", children=(inner,)),)).values == {"v": "1"}


def test_refine_rule_changes_weight_severity_and_role() -> None:
    made = policy((Rule("a", severity="low"),), RefineRule("a", "3", "", "high", "unscored"))
    rule = made.rules[0]
    assert (rule.weight, rule.severity, rule.role) == ("3", "high", "unscored")
    assert made.benchmark.children == (rule,)


def test_severities_that_were_refined_are_known_still() -> None:
    rules = (Rule("a", severity="low"), Rule("b", severity="high"), Group("g", children=(Rule("c"),)))
    refined = (RefineRule("a", severity="high"), RefineRule("b", severity="high"), RefineRule("c", severity="medium"))
    assert policy(rules, *refined).authored == {"a": "low", "c": "unknown"}
    assert policy(rules, RefineRule("a", "3")).authored == {}


def test_refine_rule_keeps_what_it_does_not_name() -> None:
    rule = policy((Rule("a", severity="low", weight="2"),), RefineRule("a", role="unchecked")).rules[0]
    assert (rule.weight, rule.severity, rule.role) == ("2", "low", "unchecked")


def test_refine_rule_on_a_group_changes_its_weight_only() -> None:
    group = Group("g", children=(Rule("a"),))
    made = policy((group,), RefineRule("g", "4", severity="high"), Select("a", False))
    assert made.benchmark.children == (group._replace(weight="4", children=(Rule("a", selected=False),)),)


def test_check_selector_falls_back_to_the_checks_without_one() -> None:
    plain, special = Check("s", (ContentRef("p"),)), Check("s", (ContentRef("q"),), selector="x")
    rule = Rule("a", checks=(plain, special))
    assert policy((rule,)).rules[0].checks == (plain,)
    assert policy((rule,), RefineRule("a", selector="x")).rules[0].checks == (special,)
    assert policy((rule,), RefineRule("a", selector="y")).rules[0].checks == (plain,)
    back = policy((rule,), RefineRule("a", selector="x"), RefineRule("a", selector="y"))
    assert back.rules[0].checks == (plain,)


def test_ancestors_are_the_groups_above_outermost_first() -> None:
    inner = Group("h", children=(Rule("a"),))
    outer = Group("g", children=(inner,))
    made = policy((outer,))
    assert made.ancestors == {"g": (), "h": (outer,), "a": (outer, inner)}


def test_dangling_refinements_change_nothing_and_are_told() -> None:
    benchmark = Benchmark("b", "1", children=(Rule("rule_a"),), values=(Value("v", values=(("", "1"),)),))
    profile = Profile("p", refinements=(Select("rule_b", True), SetValue("rule_a", "x"), RefineValue("v")))
    assert make_policy(benchmark, profile).selected == {"rule_a"}
    problems = refinement_problems(benchmark, profile, "ds.xml")
    assert [str(problem) for problem in problems] == [
        "ds.xml: dangling-refinement: p selects rule_b, which does not exist (did you mean rule_a?)",
        "ds.xml: dangling-refinement: p sets rule_a, which does not exist",
    ]


def test_tailoring_of_what_prohibits_changes_is_told() -> None:
    benchmark = Benchmark("b", "1", children=(Rule("a", prohibit_changes=True), Rule("b")))
    profile = Profile("p", refinements=(Select("a", False), Select("b", False)))
    assert refinement_problems(benchmark, profile) == ()
    assert [each.code for each in refinement_problems(benchmark, profile, tailoring=True)] == ["prohibited-change"]
