"""The evidence behind a verdict: items, tests, criteria and checks."""

import report_sample as sample
from scapkit.model import results
from scapkit.model.oval import (
    Entity,
    OvalDefinitions,
    State,
)
from scapkit.model.results import (
    CheckResult,
    ComplexCheckResult,
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalResults,
    OvalTestResult,
    Result,
    RuleOutcome,
)
from scapkit.model.syschar import Collected, Field, Flag, Item, Message, VariableValues
from scapkit.names import OVAL_SYSTEM
from scapkit.report.views import why
from scapkit.report.views.criteria import check_view, open_checks
from scapkit.report.views.items import Yardstick, cut, entity_text, item_views
from scapkit.report.views.tests import open_book, view_of_test
from scapkit.report.views.view import make_view

STATE = "independent:yamlfilecontent"


def test_at_most_a_hundred_items_are_shown_and_failing_ones_come_first() -> None:
    good = results.TestedItem(sample.yaml_item("false"), Result.TRUE)
    bad = results.TestedItem(sample.yaml_item("true"), Result.FALSE)
    items, more = item_views(OvalTestResult("t", Result.FALSE, (*[good] * 150, bad)), Yardstick((), {}))
    assert (len(items), more, items[0].result) == (100, 51, Result.FALSE)


def judged_field(entity: Entity, field: Field, values: dict[str, tuple[str, ...]] | None = None) -> why.FieldView:
    tested = results.TestedItem(Item("unix:file", (field,)), Result.FALSE)
    yardstick = Yardstick((State("s", "unix:file", (entity,)),), values or {})
    return item_views(OvalTestResult("t", Result.FALSE, (tested,)), yardstick)[0][0].fields[0]


def test_a_masked_value_is_not_shown() -> None:
    found = judged_field(Entity("value", "hunter2", mask=True), Field("value", "hunter2"))
    assert "hunter2" not in repr(found)
    assert "hunter2" not in repr(judged_field(Entity("other"), Field("value", "hunter2", mask=True)))


def test_a_field_that_the_state_asks_for_and_the_item_lacks_is_shown() -> None:
    found = judged_field(Entity("owner", "0"), Field("size", "1"))
    assert (found.name, found.status) == ("owner", "does not exist")
    assert found.expected[0].result is Result.UNKNOWN


def test_a_variable_is_shown_with_its_values() -> None:
    entity = Entity("value", var_ref="oval:x:var:1", var_check="at least one")
    values = {"oval:x:var:1": ("a", "b")}
    assert judged_field(entity, Field("value", "b"), values).expected == (
        why.Expected("equals at least one of: a, b", Result.TRUE, "oval:x:var:1"),
    )
    assert entity_text(entity, {"oval:x:var:1": ("a",)}) == "equals a"
    assert entity_text(entity, {"oval:x:var:1": ()}) == "equals at least one of: (no value)"
    assert entity_text(entity, {}) == "equals the value of oval:x:var:1"
    assert entity_text(Entity("filename", nil=True), {}) == "is empty"


def test_a_record_is_taken_apart() -> None:
    record = Field("value", datatype="record", fields=(Field("name", "web"), Field("#", "1")))
    entity = Entity("value", datatype="record", fields=(Entity("name", "db"),))
    tested = results.TestedItem(Item(STATE, (record,)), Result.FALSE)
    (item,), _ = item_views(
        OvalTestResult("t", Result.FALSE, (tested,)), Yardstick((State("s", STATE, (entity,)),), {})
    )
    assert [(field.name, field.value) for field in item.fields] == [("value.name", "web"), ("value", "1")]
    assert item.fields[0].expected[0].result is Result.FALSE


def test_huge_values_are_cut_and_say_so() -> None:
    assert cut("x" * 3000) == "x" * 2000 + "… (1,000 more characters)"


def test_without_the_document_the_results_are_still_shown() -> None:
    book = open_book(None, sample.oval_results())
    found = view_of_test(sample.oval_id("tst", "rotation"), book)
    assert (found.result, found.requirement, found.kind) == (Result.FALSE, "", "")
    assert found.items[0].fields[0].name == "filepath"


def test_messages_of_items_are_kept() -> None:
    item = Item("unix:file", status="error", messages=(Message("cannot read", "error"),))
    (found,), _ = item_views(
        OvalTestResult("t", Result.ERROR, (results.TestedItem(item, Result.ERROR),)), Yardstick((), {})
    )
    assert (found.status, found.messages) == ("error", ("cannot read",))


def results_of(*definitions: DefinitionResult, variables: tuple[VariableValues, ...] = ()) -> OvalResults:
    return OvalResults("h", definitions, (), (Collected("o", Flag.COMPLETE),), variables)


def definition_of(result: OvalResults, name: str) -> why.DefinitionView:
    check = CheckResult(OVAL_SYSTEM, "h", name, RuleOutcome.PASS)
    return check_view(check, open_checks((result,), {})).definitions[0]


def test_an_extended_definition_is_expanded_once() -> None:
    leaf = CriterionResult("t", Result.FALSE)
    inner = DefinitionResult("inner", Result.FALSE, title="Inner", criteria=CriteriaResult("OR", Result.FALSE, (leaf,)))
    extend = ExtendResult("inner", Result.TRUE, negate=True)
    gone = ExtendResult("gone", Result.ERROR)
    outer = DefinitionResult("outer", Result.TRUE, criteria=CriteriaResult("AND", Result.TRUE, (extend, extend, gone)))
    tree = definition_of(results_of(inner, outer), "outer").criteria
    assert tree is not None
    first, second, third = tree.children
    assert isinstance(first, why.CriteriaView)
    assert isinstance(second, why.CriteriaView)
    assert (first.title, first.operator, len(first.children), first.negate) == ("Inner", "OR", 1, True)
    assert (second.note, second.children) == ("shown above", ())
    assert isinstance(third, why.CriteriaView)
    assert third.title == "gone"


def test_an_extended_definition_with_negated_or_no_criteria_is_shown_as_it_is() -> None:
    negated = CriteriaResult("AND", Result.TRUE, (CriterionResult("t", Result.FALSE),), negate=True)
    parts = (ExtendResult("one", Result.TRUE), ExtendResult("two", Result.NOT_EVALUATED))
    found = definition_of(
        results_of(
            DefinitionResult("one", Result.TRUE, criteria=negated),
            DefinitionResult("two", Result.NOT_EVALUATED),
            DefinitionResult("outer", Result.TRUE, criteria=CriteriaResult("OR", Result.TRUE, parts)),
        ),
        "outer",
    ).criteria
    assert found is not None
    one, two = found.children
    assert isinstance(one, why.CriteriaView)
    assert isinstance(one.children[0], why.CriteriaView)
    assert one.children[0].negate
    assert isinstance(two, why.CriteriaView)
    assert two.children == ()


def test_criteria_that_nest_without_end_are_cut_off() -> None:
    tree = CriteriaResult("AND", Result.TRUE)
    for _ in range(200):
        tree = CriteriaResult("AND", Result.TRUE, (tree,))
    node = definition_of(results_of(DefinitionResult("d", Result.TRUE, criteria=tree)), "d").criteria
    depth = 0
    while node and node.children:
        child = node.children[0]
        assert isinstance(child, why.CriteriaView)
        node, depth = child, depth + 1
    assert node is not None
    assert (depth, node.note) == (20, "deeper criteria are not shown")


def test_a_check_without_a_name_shows_the_whole_document() -> None:
    both = results_of(DefinitionResult("a", Result.TRUE), DefinitionResult("b", Result.FALSE))
    check = CheckResult(OVAL_SYSTEM, "h", "", RuleOutcome.FAIL)
    found = check_view(check, open_checks((both,), {}))
    assert [each.id for each in found.definitions] == ["a", "b"]
    assert check_view(check, open_checks((), {})).definitions == ()


def test_of_two_results_the_one_with_the_values_handed_in_is_shown() -> None:
    def judged(value: str, result: Result) -> OvalResults:
        return results_of(DefinitionResult("d", result), variables=(VariableValues("oval:v", (value,)),))

    check = CheckResult(OVAL_SYSTEM, "h", "d", RuleOutcome.FAIL, (("value", "oval:v"), ("gone", "x")))
    found = check_view(check, open_checks((judged("1", Result.TRUE), judged("2", Result.FALSE)), {}, {"value": "2"}))
    assert found.exports == (("oval:v", "2"),)
    assert [each.result for each in found.definitions] == [Result.FALSE]


def test_checks_joined_by_an_operator_keep_their_tree() -> None:
    inner = CheckResult("urn:other", "x", "y", RuleOutcome.NOTCHECKED)
    found = check_view(ComplexCheckResult("OR", (inner, inner), True, RuleOutcome.UNKNOWN), open_checks((), {}))
    assert (found.operator, found.negate, [each.kind for each in found.children]) == ("OR", True, ["urn:other"] * 2)


def test_nothing_is_asked_of_documents_that_no_rule_uses() -> None:
    documents: dict[str, OvalDefinitions] = {}
    assert make_view(sample.make_policy(), sample.evaluation()._replace(oval_results=()), documents).rules
