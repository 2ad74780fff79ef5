"""The engine: definitions, tests, objects and sets, each once, with true, false, unknown and error."""

from pathlib import Path

import pytest
from ovals import BASE, check_of, constant, definition, lines, result_of, session, values_object

from scapkit.model import oval as o
from scapkit.model.results import CriteriaResult, Result
from scapkit.model.syschar import Flag
from scapkit.oval.engine import Session


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
    run = session(tree, looked_for, o.Test("t", "windows:registry", object_ref="o"), definition("d", o.Criterion("t")))
    assert result_of(run) is Result.UNKNOWN
    assert "windows:registry" in run.collected("o").messages[0].text


def test_a_test_without_object_is_unknown(tree: Path) -> None:
    run = session(tree, o.Test("t", "independent:unknown"), definition("d", o.Criterion("t")))
    assert result_of(run) is Result.UNKNOWN


def test_a_filter_drops_or_keeps_items(tree: Path) -> None:
    kept = lines("k")._replace(filters=(o.Filter("is_a", "include"),))
    dropped = lines("p")._replace(filters=(o.Filter("is_a"),))
    nothing = lines("n")._replace(filters=(o.Filter("any"),))
    run = session(tree, *BASE, kept, dropped, nothing)
    assert {name: found(run, name) for name in "kp"} == {"k": ["one"], "p": ["two"]}
    assert run.collected("n").flag is Flag.DOES_NOT_EXIST


def found(run: Session, name: str) -> list[str]:
    """The lines that an object found."""
    return [field.value for item in run.collected(name).items for field in item.fields if field.name == "text"]


def test_a_filter_that_is_not_there_or_of_no_known_action_is_an_error(tree: Path) -> None:
    gone = lines("g")._replace(filters=(o.Filter("gone"),))
    nope = lines("n")._replace(filters=(o.Filter("is_a", "NOPE"),))
    run = session(tree, *BASE, gone, nope)
    assert [run.collected(name).flag for name in "gn"] == [Flag.ERROR, Flag.ERROR]
    assert [run.collected(name).messages[0].text for name in "gn"] == [
        "the filter gone is not there",
        "'NOPE' is no filter action",
    ]


def test_an_item_without_the_entity_of_a_filter_does_not_match_it(tree: Path) -> None:
    absent = o.State("absent", "independent:textfilecontent54", (o.Entity("size", "1"),))
    kept = lines("k")._replace(filters=(o.Filter("absent"),))
    dropped = lines("p")._replace(filters=(o.Filter("absent", "include"),))
    run = session(tree, *BASE, absent, kept, dropped)
    assert (found(run, "k"), run.collected("p").flag) == (["one", "two"], Flag.DOES_NOT_EXIST)


def test_a_filter_that_errs_drops_nothing_and_keeps_nothing(tree: Path) -> None:
    number = o.State("number", "independent:textfilecontent54", (o.Entity("text", "1", "int"),))
    kept = lines("k")._replace(filters=(o.Filter("number"),))
    wrong = lines("w")._replace(filters=(o.Filter("number", "include"),))
    run = session(tree, *BASE, number, kept, wrong)
    assert (found(run, "k"), run.collected("w").flag) == (["one", "two"], Flag.ERROR)


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
    nested = o.Object("s", "independent:textfilecontent54", set=o.Set("UNION", (inner, o.Set(object_refs=("o",)))))
    assert found(session(tree, *BASE, nested), "s") == ["two", "one"]


def test_results_hold_what_was_evaluated_each_once(tree: Path) -> None:
    run = session(
        tree, *BASE, check_of("t", "o", "any"), definition("d", o.Criterion("t"), o.Criterion("t")), definition("x")
    )
    run.definition("d")
    results = run.results()
    assert [each.definition_id for each in results.definitions] == ["d"]
    assert [each.test_id for each in results.tests] == ["t"]
    assert [each.object_id for each in results.collected] == ["o"]
    assert not results.variables


def test_a_definition_without_criteria_is_not_evaluated(tree: Path) -> None:
    run = session(tree, o.Definition("d"))
    assert result_of(run) is Result.NOT_EVALUATED


def test_a_filter_on_what_was_not_collected_leaves_the_object_not_collected(tree: Path) -> None:
    (tree / "manifest.json").write_text(
        '{"version": 1, "asset": {"name": "n"}, "requirements": [{"kind": "file", "key": "/a", "status": "collected"}]}'
    )
    (tree / "files").mkdir()
    (tree / "files" / "a").write_text("")
    run = session(
        tree,
        o.State("root", "unix:file", (o.Entity("user_id", "0", "int"),)),
        o.Object("o", "unix:file", (o.Entity("filepath", "/a"),), filters=(o.Filter("root"),)),
        o.Test("t", "unix:file", check_existence="none_exist", object_ref="o"),
        definition("d", o.Criterion("t")),
    )
    assert run.collected("o").flag is Flag.NOT_COLLECTED
    assert result_of(run) is Result.UNKNOWN
