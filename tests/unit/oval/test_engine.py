"""The engine: definitions, tests, objects and variables, each once, with true, false, unknown and error."""

from pathlib import Path

import pytest

from scapkit.dumps.open import open_dump
from scapkit.model import oval as o
from scapkit.model.results import CriteriaResult, Result
from scapkit.model.syschar import Flag
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence

NOW = "2026-01-01T00:00:00Z"


def document(*parts: object) -> o.OvalDefinitions:
    sections: dict[type, dict[str, object]] = {
        kind: {} for kind in (o.Definition, o.Test, o.Object, o.State, o.Variable)
    }
    for part in parts:
        sections[type(part)][part.id] = part  # type: ignore[attr-defined]
    return o.OvalDefinitions(o.Generator(), *sections.values())  # type: ignore[arg-type]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "a.conf").write_text("one\ntwo\n")
    return tmp_path


def session(tree: Path, *parts: object, **external: list[str]) -> Session:
    return Session(document(*parts), Evidence(open_dump(str(tree))), external, NOW)


def constant(name: str, *values: str) -> o.Variable:
    return o.Variable(name, "constant", values=values)


def values_object(name: str, variable: str) -> o.Object:
    return o.Object(name, "independent:variable", (o.Entity("var_ref", variable),))


def state(name: str, value: str = "", **more: str) -> o.State:
    return o.State(name, "independent:variable", (o.Entity("value", value, **more),))  # type: ignore[arg-type]


def check_of(name: str, looked_for: str, *states: str, **more: str) -> o.Test:
    return o.Test(name, "independent:variable", object_ref=looked_for, state_refs=states, **more)


def definition(name: str, *nodes: object, operator: str = "AND", negate: bool = False) -> o.Definition:
    return o.Definition(name, criteria=o.Criteria(operator, tuple(nodes), negate))  # type: ignore[arg-type]


def result_of(run: Session, name: str = "d") -> Result:
    return run.definition(name).result


BASE = (constant("v", "a", "b"), values_object("o", "v"), state("is_a", "a"), state("any", ".", operation="pattern match"))


@pytest.mark.parametrize(
    ("check", "expected"),
    [("all", Result.FALSE), ("at least one", Result.TRUE), ("only one", Result.TRUE), ("none satisfy", Result.FALSE)],
)
def test_check_says_how_many_items_must_satisfy_the_state(tree: Path, check: str, expected: Result) -> None:
    run = session(tree, *BASE, check_of("t", "o", "is_a", check=check), definition("d", o.Criterion("t")))
    assert result_of(run) is expected


def test_state_operator_joins_several_states(tree: Path) -> None:
    both = check_of("t", "o", "is_a", "any")
    either = check_of("u", "o", "is_a", "any", state_operator="OR")
    run = session(tree, *BASE, both, either, definition("d", o.Criterion("t")), definition("e", o.Criterion("u")))
    assert (result_of(run), result_of(run, "e")) == (Result.FALSE, Result.TRUE)


def test_negation_works_on_criterion_criteria_and_extension(tree: Path) -> None:
    run = session(
        tree,
        *BASE,
        check_of("t", "o", "any"),
        definition("d", o.Criterion("t", negate=True)),
        definition("e", o.Criterion("t"), negate=True),
        definition("f", o.ExtendDefinition("e", negate=True)),
    )
    assert [result_of(run, name) for name in "def"] == [Result.FALSE, Result.FALSE, Result.TRUE]


def test_the_result_tree_has_the_shape_of_the_criteria(tree: Path) -> None:
    inner = o.Criteria("OR", (o.Criterion("t"), o.Criterion("u")), comment="inner")
    run = session(
        tree, *BASE, check_of("t", "o", "any"), check_of("u", "o", "is_a"), definition("d", inner, operator="ONE")
    )
    criteria = run.definition("d").criteria
    assert criteria is not None
    (child,) = criteria.children
    assert isinstance(child, CriteriaResult)
    assert (child.comment, [each.result for each in child.children]) == ("inner", [Result.TRUE, Result.FALSE])


def test_what_a_document_lacks_is_an_error_not_a_crash(tree: Path) -> None:
    run = session(
        tree,
        definition("d", o.Criterion("gone")),
        definition("e", o.ExtendDefinition("gone")),
        check_of("t", "gone"),
        definition("f", o.Criterion("t")),
        values_object("o", "gone"),
        check_of("u", "o"),
        definition("g", o.Criterion("u")),
        constant("v", "a"),
        values_object("p", "v"),
        check_of("w", "p", "gone"),
        definition("h", o.Criterion("w")),
    )
    assert [result_of(run, name) for name in ("d", "e", "f", "g", "h", "gone")] == [Result.ERROR] * 6


def test_definitions_that_extend_each_other_are_an_error(tree: Path) -> None:
    run = session(tree, definition("d", o.ExtendDefinition("e")), definition("e", o.ExtendDefinition("d")))
    assert result_of(run) is Result.ERROR


def test_variables_that_depend_on_each_other_are_an_error(tree: Path) -> None:
    run = session(
        tree,
        o.Variable("v", "local", component=o.VariableComponent("w")),
        o.Variable("w", "local", component=o.VariableComponent("v")),
    )
    assert run.variable("v").flag is Flag.ERROR


def test_an_object_that_depends_on_itself_is_an_error(tree: Path) -> None:
    looked_for = o.Object("o", "unix:file", (o.Entity("filepath", var_ref="v"),))
    run = session(tree, looked_for, o.Variable("v", "local", component=o.ObjectComponent("o", "filepath")))
    assert run.collected("o").flag is Flag.ERROR


def test_an_unknown_object_type_is_not_collected_and_the_test_unknown(tree: Path) -> None:
    looked_for = o.Object("o", "windows:registry", (o.Entity("hive", "HKLM"),))
    run = session(
        tree, looked_for, o.Test("t", "windows:registry", object_ref="o"), definition("d", o.Criterion("t"))
    )
    assert result_of(run) is Result.UNKNOWN
    assert "windows:registry" in run.collected("o").messages[0].text


def test_a_test_without_object_is_unknown(tree: Path) -> None:
    run = session(tree, o.Test("t", "independent:unknown"), definition("d", o.Criterion("t")))
    assert result_of(run) is Result.UNKNOWN


def test_an_external_variable_takes_what_is_handed_in(tree: Path) -> None:
    run = session(tree, o.Variable("v", "external"), v=["a", "b"])
    assert run.variable("v").values == ("a", "b")


def test_an_external_variable_without_value_is_an_error(tree: Path) -> None:
    run = session(tree, o.Variable("v", "external"))
    assert run.variable("v").flag is Flag.ERROR


def test_an_external_variable_refuses_what_is_not_possible(tree: Path) -> None:
    restricted = o.PossibleRestriction((o.Restriction("greater than", "3"), o.Restriction("less than", "9")))
    possible = o.Variable(
        "v", "external", "int", possible_values=(o.PossibleValue("1"),), possible_restrictions=(restricted,)
    )
    flags = [session(tree, possible, v=[value]).variable("v").flag for value in ("1", "5", "2", "x")]
    assert flags == [Flag.COMPLETE, Flag.COMPLETE, Flag.ERROR, Flag.ERROR]


def call(name: str, *arguments: o.Component, **attributes: str) -> o.Variable:
    return o.Variable("r", "local", component=o.FunctionCall(name, tuple(attributes.items()), arguments))


def test_functions_work_on_components(tree: Path) -> None:
    run = session(tree, constant("v", "a", "b"), call("concat", o.Literal("x"), o.VariableComponent("v")))
    assert run.variable("r").values == ("xa", "xb")


def test_a_function_that_cannot_or_is_not_known_is_an_error(tree: Path) -> None:
    run = session(tree, call("arithmetic", o.Literal("x"), o.Literal("1"), arithmetic_operation="add"))
    assert run.variable("r").flag is Flag.ERROR
    assert session(tree, call("frobnicate", o.Literal("x"))).variable("r").flag is Flag.ERROR
    assert session(tree, o.Variable("r", "local")).variable("r").flag is Flag.ERROR


def lines(name: str, path: str = "/etc/a.conf", pattern: str = "(.+)") -> o.Object:
    entities = (
        o.Entity("filepath", path),
        o.Entity("pattern", pattern, operation="pattern match"),
        o.Entity("instance", "1", "int", "greater than or equal"),
    )
    return o.Object(name, "independent:textfilecontent54", entities)


def test_object_components_take_fields_of_items(tree: Path) -> None:
    run = session(
        tree, lines("o"), o.Variable("v", "local", component=o.ObjectComponent("o", "subexpression"))
    )
    assert run.variable("v").values == ("one", "two")


def test_a_component_of_nothing_does_not_exist_but_is_counted_as_none(tree: Path) -> None:
    component = o.ObjectComponent("o", "subexpression")
    run = session(
        tree, lines("o", "/etc/none"), o.Variable("v", "local", component=component), call("count", component)
    )
    assert run.variable("v").flag is Flag.DOES_NOT_EXIST
    assert run.variable("r").values == ("0",)


def test_a_field_that_no_item_has_does_not_exist(tree: Path) -> None:
    run = session(tree, lines("o"), o.Variable("v", "local", component=o.ObjectComponent("o", "nothing")))
    assert run.variable("v").flag is Flag.DOES_NOT_EXIST


def test_an_object_of_a_variable_without_values_does_not_exist(tree: Path) -> None:
    run = session(
        tree,
        lines("none", "/etc/none"),
        o.Variable("v", "local", component=o.ObjectComponent("none", "text")),
        o.Object("o", "unix:file", (o.Entity("filepath", var_ref="v"),)),
    )
    assert run.collected("o").flag is Flag.DOES_NOT_EXIST


def test_a_state_of_a_variable_without_values_is_an_error(tree: Path) -> None:
    run = session(
        tree,
        *BASE,
        lines("none", "/etc/none"),
        o.Variable("n", "local", component=o.ObjectComponent("none", "text")),
        o.State("s", "independent:variable", (o.Entity("value", var_ref="n"),)),
        check_of("t", "o", "s"),
        definition("d", o.Criterion("t")),
    )
    assert result_of(run) is Result.ERROR


def test_a_filter_drops_or_keeps_items(tree: Path) -> None:
    kept = values_object("k", "v")._replace(filters=(o.Filter("is_a", "include"),))
    dropped = values_object("p", "v")._replace(filters=(o.Filter("is_a"),))
    nothing = values_object("n", "v")._replace(filters=(o.Filter("any"),))
    wrong = values_object("w", "v")._replace(filters=(o.Filter("gone"),))
    run = session(tree, *BASE, kept, dropped, nothing, wrong)
    found = {name: [item.fields[1].value for item in run.collected(name).items] for name in "kp"}
    assert found == {"k": ["a"], "p": ["b"]}
    assert run.collected("n").flag is Flag.DOES_NOT_EXIST
    assert run.collected("w").flag is Flag.ERROR


@pytest.mark.parametrize(
    ("operator", "expected"), [("UNION", ["a", "b", "c"]), ("INTERSECTION", ["b"]), ("COMPLEMENT", ["a"])]
)
def test_set_operators_combine_items(tree: Path, operator: str, expected: list[str]) -> None:
    for name in "abc":
        (tree / "etc" / name).write_text("")

    def files(name: str, pattern: str) -> o.Object:
        return o.Object(name, "unix:file", (o.Entity("filepath", pattern, operation="pattern match"),))

    combined = o.Object("s", "unix:file", set=o.Set(operator, object_refs=("x", "y")))
    run = session(tree, files("x", "^/etc/[ab]$"), files("y", "^/etc/[bc]$"), combined)
    names = [field.value for item in run.collected("s").items for field in item.fields if field.name == "filename"]
    assert names == expected


def test_sets_nest_and_filter_their_members(tree: Path) -> None:
    inner = o.Set(object_refs=("o",), filters=(o.Filter("is_a"),))
    nested = o.Object("s", "independent:variable", set=o.Set("UNION", (inner, o.Set(object_refs=("o",)))))
    run = session(tree, *BASE, nested)
    assert [item.fields[1].value for item in run.collected("s").items] == ["b", "a"]


def test_results_hold_what_was_evaluated_each_once(tree: Path) -> None:
    run = session(
        tree, *BASE, check_of("t", "o", "any"), definition("d", o.Criterion("t"), o.Criterion("t")), definition("x")
    )
    run.definition("d")
    results = run.results()
    assert [each.definition_id for each in results.definitions] == ["d"]
    assert [each.test_id for each in results.tests] == ["t"]
    assert [each.object_id for each in results.collected] == ["o"]
    assert [each.var_ref for each in results.variables] == ["v"]


def test_a_definition_without_criteria_is_not_evaluated(tree: Path) -> None:
    run = session(tree, o.Definition("d"))
    assert result_of(run) is Result.NOT_EVALUATED
