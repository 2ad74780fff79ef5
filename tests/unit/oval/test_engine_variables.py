"""The engine's variables: constant, external and local, functions and components, with what they lack."""

from pathlib import Path

from ovals import BASE, check_of, constant, definition, lines, result_of, session

from scapkit.model import oval as o
from scapkit.model.results import Result
from scapkit.model.syschar import Flag


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


def test_object_components_take_fields_of_items(tree: Path) -> None:
    run = session(tree, lines("o"), o.Variable("v", "local", component=o.ObjectComponent("o", "subexpression")))
    assert run.variable("v").values == ("one", "two")


def test_a_component_of_nothing_does_not_exist_and_is_not_counted(tree: Path) -> None:
    component = o.ObjectComponent("o", "subexpression")
    run = session(
        tree, lines("o", "/etc/none"), o.Variable("v", "local", component=component), call("count", component)
    )
    assert run.variable("v").flag is Flag.DOES_NOT_EXIST
    assert run.variable("r").flag is Flag.DOES_NOT_EXIST


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


def test_what_is_wrong_is_told_once_however_often_a_variable_is_used(tree: Path) -> None:
    def twice(name: str, used: str) -> o.Variable:
        part = o.VariableComponent(used)
        return o.Variable(name, "local", component=o.FunctionCall("concat", (), (part, part)))

    run = session(tree, *(twice(f"v{n}", f"v{n + 1}") for n in range(500)))
    found = run.variable("v0")
    assert found.flag is Flag.ERROR
    assert [each.text for each in found.messages] == ["more than 60 parts rest on one another, down to v60"]
