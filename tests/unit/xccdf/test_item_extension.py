"""Rules and Values that build on others."""

import pytest

from scapkit.model.xccdf import (
    Benchmark,
    Check,
    ContentRef,
    Fix,
    Group,
    Ident,
    Reference,
    Rule,
    Text,
    Value,
    Warning,
)
from scapkit.problem import Invalid
from scapkit.xccdf.extends import resolve_items
from scapkit.xccdf.items import rules_of, values_of


def resolved(*children: Group | Rule, values: tuple[Value, ...] = (), **more: bool) -> Benchmark:
    return resolve_items(Benchmark("b", "1", children=children, values=values, **more), "ds.xml")


def test_rule_inherits_what_it_does_not_say() -> None:
    base = Rule("base", severity="high", weight="3", role="unscored", version="7", selected=False)
    (_, found) = rules_of(resolved(base, Rule("own", extends="base")))
    assert (found.severity, found.weight, found.role, found.version) == ("high", "3", "unscored", "7")
    assert not found.selected
    assert found.extends == ""


def test_rule_s_own_attributes_replace_inherited_ones() -> None:
    base = Rule("base", severity="high", weight="3")
    (_, found) = rules_of(resolved(base, Rule("own", extends="base", severity="low", weight="2")))
    assert (found.severity, found.weight) == ("low", "2")


def test_lists_append_and_checks_replace_by_system_and_selector() -> None:
    base = Rule(
        "base",
        idents=(Ident("s", "1"),),
        fixes=(Fix("a"),),
        references=(Reference("h", "r"),),
        platforms=("p",),
        requires=(("x",),),
        conflicts=("y",),
        checks=(Check("s1", (ContentRef("old"),)), Check("s1", (ContentRef("sel"),), selector="s")),
    )
    own = Rule("own", extends="base", idents=(Ident("s", "2"),), checks=(Check("s1", (ContentRef("new"),)),))
    (_, found) = rules_of(resolved(base, own))
    assert found.idents == (Ident("s", "1"), Ident("s", "2"))
    assert [check.contents[0].href for check in found.checks] == ["sel", "new"]
    assert (found.fixes, found.references, found.platforms) == (base.fixes, base.references, ("p",))
    assert (found.requires, found.conflicts) == ((("x",),), ("y",))


def test_warning_that_overrides_replaces_those_of_its_language() -> None:
    base = Rule("base", warnings=(Warning(Text("old", "en")), Warning(Text("alt", "de"))))
    own = Rule("own", extends="base", warnings=(Warning(Text("new", "en", override=True)),))
    (_, found) = rules_of(resolved(base, own))
    assert [warning.text.markup for warning in found.warnings] == ["alt", "new"]


def test_value_adds_its_values_after_the_inherited_ones() -> None:
    base = Value("base", type="number", operator="less than", values=(("", "1"), ("strict", "2")))
    own = Value("own", extends="base", values=(("", "5"),), choices=(("", ("5",), False),))
    (_, found) = values_of(resolved(values=(base, own)))
    assert found.values == (("", "1"), ("strict", "2"), ("", "5"))
    assert (found.type, found.operator) == ("number", "less than")


def test_abstract_items_are_left_out_after_they_were_inherited_from() -> None:
    base = Rule("base", severity="high", abstract=True)
    group = Group("g", children=(base, Rule("own", extends="base")), values=(Value("v", abstract=True), Value("w")))
    found = resolved(group)
    assert [(rule.id, rule.severity) for rule in rules_of(found)] == [("own", "high")]
    assert [value.id for value in values_of(found)] == ["w"]


def test_resolved_benchmark_is_taken_as_it_stands() -> None:
    found = resolved(Rule("own", extends="gone"), Rule("x", abstract=True), resolved=True)
    assert [rule.id for rule in rules_of(found)] == ["own"]


@pytest.mark.parametrize(
    ("children", "code"),
    [
        ((Rule("a", extends="b"), Rule("b", extends="a")), "cyclic-extends"),
        ((Rule("a", extends="gone"),), "unknown-extends"),
    ],
)
def test_extension_that_cannot_be_resolved_is_refused(children: tuple[Rule, ...], code: str) -> None:
    with pytest.raises(Invalid) as error:
        resolved(*children)
    assert error.value.problems[0].code == code
    assert error.value.problems[0].span.file == "ds.xml"


def test_rule_cannot_extend_a_value() -> None:
    with pytest.raises(Invalid, match="r extends v, which does not exist"):
        resolved(Rule("r", extends="v"), values=(Value("v"),))


def test_a_long_chain_is_worked_out_once() -> None:
    """Each rule by itself would take all that is below it: some fifty million steps."""
    rules = [Rule(f"r{n}", extends=f"r{n + 1}") for n in range(10_000)]
    made = resolve_items(Benchmark("b", "1", children=(*rules, Rule("r10000", severity="high"))))
    assert {each.severity for each in made.children if isinstance(each, Rule)} == {"high"}
