"""Words that the standard does not have: errors with the reason, wherever they stand."""

from pathlib import Path

import pytest
from ovals import BASE, check_of, constant, definition, lines, result_of, session, text_state, values_object

from scapkit.model import oval as o
from scapkit.model.results import Result
from scapkit.model.syschar import Flag


@pytest.mark.parametrize("attribute", ["check", "check_existence", "state_operator"])
def test_a_test_s_attribute_that_is_not_known_is_told(tree: Path, attribute: str) -> None:
    run = session(tree, *BASE, check_of("t", "o", "is_a", **{attribute: "NOPE"}))
    assert run.test("t").result is Result.ERROR
    assert run.test("t").messages[0].text.startswith(f"'NOPE' is no {attribute} (")


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"operation": "NOPE"}, "s: 'NOPE' is no operation of string (equals, not equal, "),
        ({"operation": "greater than"}, "s: 'greater than' is no operation of string ("),
        ({"operation": "pattern match", "datatype": "int"}, "s: 'pattern match' is no operation of int ("),
        ({"datatype": "NOPE"}, "s: the datatype 'NOPE' is not known"),
        ({"datatype": "record", "operation": "not equal"}, "s: 'not equal' is no operation of record (equals)"),
        ({"entity_check": "NOPE"}, "s: 'NOPE' is no entity_check (all, "),
        ({"check_existence": "NOPE"}, "s: 'NOPE' is no check_existence (all_exist, "),
        ({"var_ref": "v", "var_check": "NOPE"}, "s: 'NOPE' is no var_check (all, "),
        ({"var_ref": "gone"}, "there is no variable gone"),
        ({"datatype": "record", "fields": (o.Entity("f", datatype="NOPE"),)}, "s: the datatype 'NOPE' is not known"),
    ],
)
def test_what_is_wrong_with_a_state_is_told(tree: Path, more: dict[str, object], text: str) -> None:
    state = o.State("s", "independent:textfilecontent54", (o.Entity("text", "one", **more),))  # type: ignore[arg-type]
    run = session(tree, *BASE, state, check_of("t", "o", "s"))
    assert run.test("t").result is Result.ERROR
    assert any(message.text.startswith(text) for message in run.test("t").messages), run.test("t").messages


def test_a_state_s_operator_that_is_not_known_and_a_state_that_is_not_there_are_told(tree: Path) -> None:
    run = session(tree, *BASE, text_state("s", "one")._replace(operator="NOPE"), check_of("t", "o", "s", "gone"))
    assert [message.text for message in run.test("t").messages] == [
        "s: 'NOPE' is no operator (AND, OR, ONE, XOR)",
        "there is no state gone",
    ]


def test_an_operator_of_criteria_that_is_not_known_is_told_however_deep(tree: Path) -> None:
    inner = o.Criteria("NOPE", (o.Criterion("t"),))
    run = session(tree, *BASE, check_of("t", "o"), definition("d", o.Criteria("OR", (inner,))))
    assert result_of(run) is Result.ERROR
    assert run.definition("d").messages[0].text == "'NOPE' is no operator (AND, OR, ONE, XOR)"


def test_a_test_that_is_decided_says_nothing_of_its_words(tree: Path) -> None:
    run = session(tree, *BASE, check_of("t", "o", "is_a", check="at least one"))
    assert (run.test("t").result, run.test("t").messages) == (Result.TRUE, ())


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (o.Set("NOPE", object_refs=("o",)), "'NOPE' is no set operator"),
        (o.Set(), "an empty set"),
        (o.Set(sets=(o.Set(),)), "an empty set"),
    ],
)
def test_a_set_that_cannot_be_combined_is_an_error(tree: Path, parts: o.Set, text: str) -> None:
    run = session(tree, *BASE, o.Object("s", "independent:textfilecontent54", set=parts))
    assert (run.collected("s").flag, run.collected("s").messages[0].text) == (Flag.ERROR, text)


@pytest.mark.parametrize(
    ("kind", "entity"),
    [
        ("independent:variable", "var_ref"),
        ("independent:textfilecontent54", "pattern"),
        ("independent:yamlfilecontent", "yamlpath"),
        ("unix:file", "path"),
    ],
)
def test_an_object_without_an_entity_that_it_needs_is_an_error(tree: Path, kind: str, entity: str) -> None:
    run = session(tree, o.Object("o", kind))
    found = run.collected("o")
    assert found.flag is Flag.ERROR
    assert any("has no entity" in message.text for message in found.messages), entity


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"operation": "NOPE"}, "filepath: 'NOPE' is no operation of string ("),
        ({"operation": "greater than"}, "filepath: 'greater than' is no operation of string ("),
        ({"datatype": "NOPE"}, "filepath: the datatype 'NOPE' is not known"),
        ({"var_ref": "v", "var_check": "NOPE"}, "'NOPE' is no var_check (all, "),
    ],
)
def test_an_entity_of_an_object_that_nobody_can_compare_is_an_error(
    tree: Path, more: dict[str, str], text: str
) -> None:
    wanted = lines("o")
    entities = (o.Entity("filepath", "/etc/a.conf", **more), *wanted.entities[1:])  # type: ignore[arg-type]
    found = session(tree, constant("v", "/etc/a.conf"), wanted._replace(entities=entities)).collected("o")
    assert found.flag is Flag.ERROR
    assert found.messages[0].text.startswith(text)


def test_a_restriction_that_nobody_can_compare_admits_nothing(tree: Path) -> None:
    restricted = o.PossibleRestriction((o.Restriction("NOPE", "3"),))
    variable = o.Variable("v", "external", "int", possible_restrictions=(restricted,))
    run = session(tree, variable, values_object("o", "v"), v=["3"])
    assert run.variable("v").messages[0].text == "'3' is not a possible value of v"
    assert run.collected("o").flag is Flag.ERROR


@pytest.mark.parametrize(
    ("entity", "named"),
    [
        (o.Entity("text", "^(on", operation="pattern match"), "text"),
        (o.Entity("text", operation="pattern match", var_ref="v"), "v"),
        (o.Entity("text", datatype="record", fields=(o.Entity("f", "^(on", operation="pattern match"),)), "f"),
    ],
)
def test_a_state_s_malformed_pattern_is_told_with_what_has_it(tree: Path, entity: o.Entity, named: str) -> None:
    state = o.State("s", "independent:textfilecontent54", (entity,))
    run = session(tree, *BASE, state, constant("v", "^(on"), check_of("t", "o", "s"))
    assert run.test("t").result is Result.ERROR
    (message,) = run.test("t").messages
    assert message.text.startswith(f"{named}: malformed pattern '^(on': ")


@pytest.mark.parametrize("values", [("^/etc/(a",), ("^/etc/(a", "^/etc/b")])
def test_an_object_s_malformed_pattern_is_told_with_its_variable_where_no_path_is_there(
    tree: Path, values: tuple[str, ...]
) -> None:
    wanted = o.Object("o", "unix:file", (o.Entity("filepath", operation="pattern match", var_ref="v"),))
    found = session(tree, wanted, constant("v", *values)).collected("o")
    assert found.flag is Flag.ERROR
    assert found.messages[0].text.startswith("v: malformed pattern '^/etc/(a': ")


@pytest.mark.parametrize("action", ["include", "exclude"])
def test_a_filter_s_malformed_pattern_is_told_with_its_variable(tree: Path, action: str) -> None:
    state = o.State("s", "unix:file", (o.Entity("filename", operation="pattern match", var_ref="v"),))
    entities = (o.Entity("path", "/etc"), o.Entity("filename", ".*", operation="pattern match"))
    wanted = o.Object("o", "unix:file", entities, filters=(o.Filter("s", action),))
    found = session(tree, wanted, state, constant("v", "^(a")).collected("o")
    assert (found.flag, found.items) == (Flag.ERROR, ())
    assert [each.text.partition("': ")[0] for each in found.messages] == ["v: malformed pattern '^(a"]
