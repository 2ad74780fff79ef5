"""Why a rule could not be judged."""

from pathlib import Path

from judged import (
    KIND,
    UNSUPPORTED,
    Source,
    check,
    definition,
    document,
    reasons,
    results,
    rule,
)

from scapkit.model.oval import Criteria, Criterion, Entity, ExtendDefinition, State
from scapkit.model.oval import Test as OvalTest
from scapkit.model.results import RuleOutcome


def test_reasons_follow_extended_definitions_and_only_what_is_undecided(tmp_path: Path) -> None:
    extending = definition("d", "true")._replace(
        criteria=Criteria(children=(ExtendDefinition("unknown"), Criterion("true"), Criterion("error")))
    )
    source = Source({"oval.xml": document(extending)})
    result = results(rule("r", check("d")), root=tmp_path, source=source)["r"]
    assert result.outcome is RuleOutcome.ERROR
    assert reasons(result) == [UNSUPPORTED, "there is no test error"]
    assert {message.severity for message in result.messages} == {"error"}


def test_decided_result_gives_no_reasons_for_its_undecided_parts(tmp_path: Path) -> None:
    mixed = definition("d", "true")._replace(
        criteria=Criteria("OR", (Criterion("unknown"), Criterion("true"))),
    )
    source = Source({"oval.xml": document(mixed)})
    assert results(rule("r", check("d")), root=tmp_path, source=source)["r"].messages == ()


def test_reasons_of_many_objects_are_cut_short_and_counted(tmp_path: Path) -> None:
    many = definition("d", "true")._replace(criteria=Criteria(children=tuple(Criterion(f"t{n}") for n in range(25))))
    source = Source({"oval.xml": document(many)})
    found = reasons(results(rule("r", check("d")), root=tmp_path, source=source)["r"])
    assert found[:2] == ["there is no test t0", "there is no test t1"]
    assert found[20:] == ["and 5 more"]


def test_object_that_says_nothing_is_named_as_the_reason(tmp_path: Path) -> None:
    base = document(definition("d", "t"))
    test = OvalTest("t", KIND, object_ref="obj:gone")
    source = Source({"oval.xml": base._replace(tests={**base.tests, "t": test})})
    result = results(rule("r", check("d")), root=tmp_path, source=source)["r"]
    assert reasons(result) == ["there is no object obj:gone"]


def test_a_definition_that_extends_itself_is_an_error_that_says_so(tmp_path: Path) -> None:
    one = definition("one", "true")._replace(criteria=Criteria(children=(ExtendDefinition("two"),)))
    two = definition("two", "true")._replace(criteria=Criteria(children=(ExtendDefinition("one"),)))
    source = Source({"oval.xml": document(one, two)})
    result = results(rule("r", check("one")), root=tmp_path, source=source)["r"]
    assert result.outcome is RuleOutcome.ERROR
    assert reasons(result) == ["one extends itself"]


def test_a_chain_of_definitions_that_is_too_long_is_an_error(tmp_path: Path) -> None:
    chain = [
        definition(f"d{n}", "true")._replace(criteria=Criteria(children=(ExtendDefinition(f"d{n + 1}"),) * 2))
        for n in range(2000)
    ]
    source = Source({"oval.xml": document(*chain)})
    result = results(rule("r", check("d0")), root=tmp_path, source=source)["r"]
    assert result.outcome is RuleOutcome.ERROR
    assert reasons(result) == ["more than 60 parts rest on one another, down to d60"]


def test_missing_external_value_is_the_reason_of_an_error(tmp_path: Path) -> None:
    result = results(rule("r", check("external")), root=tmp_path)["r"]
    assert result.outcome is RuleOutcome.ERROR
    assert "no value was given for the external variable ext" in reasons(result)[0]


def test_variable_of_a_state_tells_what_it_lacks(tmp_path: Path) -> None:
    base = document(definition("d", "t"))
    test = OvalTest("t", KIND, object_ref="obj:constant", state_refs=("ste:ext", "ste:gone"))
    state = State("ste:ext", KIND, (Entity("value", var_ref="ext"),))
    tests, states = {**base.tests, "t": test}, {**base.states, state.id: state}
    source = Source({"oval.xml": base._replace(tests=tests, states=states)})
    result = results(rule("r", check("d")), root=tmp_path, source=source)["r"]
    assert result.outcome is RuleOutcome.ERROR
    assert reasons(result) == ["no value was given for the external variable ext", "there is no state ste:gone"]
