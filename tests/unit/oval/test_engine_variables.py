"""The engine's variables: constant, external and local, functions and components, with what they lack."""

from pathlib import Path

import pytest
from ovals import BASE, check_of, constant, definition, lines, result_of, session, values_object

from scapkit.model import oval as o
from scapkit.model.results import Result
from scapkit.model.syschar import Flag, VariableValues


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


def test_a_possible_value_is_compared_as_its_datatype_says(tree: Path) -> None:
    possible = o.Variable("v", "external", "int", possible_values=(o.PossibleValue("5"),))
    flags = [session(tree, possible, v=[value]).variable("v").flag for value in ("05", "6")]
    assert flags == [Flag.COMPLETE, Flag.ERROR]


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


@pytest.mark.parametrize(
    ("field", "inner", "text"),
    [
        ("nothing", "", "o found an item without nothing"),
        ("text", "part", "o found an item without text/part"),
    ],
)
def test_a_field_that_an_item_lacks_is_an_error(tree: Path, field: str, inner: str, text: str) -> None:
    run = session(tree, lines("o"), o.Variable("v", "local", component=o.ObjectComponent("o", field, inner)))
    assert (run.variable("v").flag, run.variable("v").messages[0].text) == (Flag.ERROR, text)


def test_a_component_that_names_no_field_of_a_record_is_an_error(tree: Path) -> None:
    (tree / "etc" / "a.yml").write_text("x: {a: 1, b: 2}\n")
    entities = (o.Entity("filepath", "/etc/a.yml"), o.Entity("yamlpath", ".x"))
    looked_for = o.Object("o", "independent:yamlfilecontent", entities)
    whole = o.Variable("w", "local", component=o.ObjectComponent("o", "value"))
    field = o.Variable("f", "local", component=o.ObjectComponent("o", "value", "b"))
    run = session(tree, looked_for, whole, field)
    assert run.variable("w").messages[0].text == "value of o is a record, and no field of it is named"
    assert run.variable("f").values == ("2",)


@pytest.mark.parametrize(
    ("datatype", "value", "flag"),
    [
        ("int", "10", Flag.COMPLETE),
        ("int", "ten", Flag.ERROR),
        ("int", "", Flag.ERROR),
        ("boolean", "yes", Flag.ERROR),
        ("version", "1.2", Flag.COMPLETE),
        ("version", "one", Flag.ERROR),
        ("ipv4_address", "10.0.0.256", Flag.ERROR),
        ("record", "x", Flag.ERROR),
        ("unheard-of", "x", Flag.ERROR),
    ],
)
def test_a_variable_holds_values_of_its_datatype(tree: Path, datatype: str, value: str, flag: Flag) -> None:
    run = session(
        tree,
        constant("c", value)._replace(datatype=datatype),
        o.Variable("l", "local", datatype, component=o.Literal(value)),
        o.Variable("e", "external", datatype),
        e=[value],
    )
    assert [run.variable(name).flag for name in "cle"] == [flag] * 3


def test_a_variable_object_finds_one_item_with_all_values(tree: Path) -> None:
    run = session(tree, constant("v", "a", "b"), values_object("o", "v"))
    (item,) = run.collected("o").items
    assert [field.value for field in item.fields if field.name == "value"] == ["a", "b"]
    assert run.collected("o").variables == (VariableValues("v", ("a", "b")),)


def test_a_component_that_does_not_exist_leaves_nothing_to_count(tree: Path) -> None:
    """oscap counts nothing then; only for concat does the standard say so."""
    parts = (o.Literal("x"), o.ObjectComponent("none", "text"))
    run = session(tree, lines("none", "/etc/none"), call("count", *parts))
    assert run.variable("r").flag is Flag.DOES_NOT_EXIST


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
        o.State("s", "independent:textfilecontent54", (o.Entity("text", var_ref="n"),)),
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
