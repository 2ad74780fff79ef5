"""What was looked for, and what variables were made of."""

import report_sample as sample
from scapkit.model import oval, results
from scapkit.model.oval import (
    Entity,
    Filter,
    FunctionCall,
    Literal,
    Object,
    ObjectComponent,
    Set,
    State,
    Variable,
    VariableComponent,
)
from scapkit.model.results import (
    OvalResults,
    OvalTestResult,
    Result,
)
from scapkit.model.syschar import Collected, Field, Flag, Item, Message
from scapkit.report.views.objects import asked_fields, looked_for
from scapkit.report.views.tests import open_book, view_of_test


def test_a_set_is_shown_as_the_objects_that_it_combines() -> None:
    inner = Set("UNION", object_refs=("b", "a"), filters=(Filter("s"),))
    objects = {
        "a": Object("a", "unix:file", (Entity("path", "/etc"),)),
        "b": Object("b", "unix:file", (Entity("path", "/usr"),)),
        "top": Object("top", "unix:file", set=Set("COMPLEMENT", sets=(inner,), object_refs=("a", "missing", "top"))),
    }
    document = sample.document("x")
    tests = {"t": document.tests[sample.oval_id("tst", "x")]._replace(object_ref="top", state_refs=("s", "s2"))}
    book = open_book(document._replace(objects=objects, tests=tests), OvalResults("h", (), (), ()))
    found = view_of_test("t", book)
    assert [each.entities for each in found.looked_for] == [("path equals /etc",), ("path equals /usr",)]
    assert found.requirement == "at least one must exist, all must match (AND of 2 states)"
    assert found.result is Result.NOT_EVALUATED


def test_how_the_objects_of_a_set_are_combined_is_told() -> None:
    kept = Set("INTERSECTION", object_refs=("a", "b"))
    taken = Set("UNION", object_refs=("c", "d"))
    objects = {name: Object(name, "unix:file", (Entity("path", f"/{name}"),)) for name in "abcd"}
    objects["top"] = Object("top", "unix:file", set=Set("COMPLEMENT", sets=(kept, taken)))
    document = sample.document("x")
    tests = {"t": document.tests[sample.oval_id("tst", "x")]._replace(object_ref="top")}
    found = view_of_test("t", open_book(document._replace(objects=objects, tests=tests), OvalResults("h", (), (), ())))
    away = "taken away from those before"
    assert [(each.entities[0][-1], each.filters) for each in found.looked_for] == [
        ("a", ()),
        ("b", ("only what is also among those before",)),
        ("c", (away,)),
        ("d", (away,)),
    ]


def test_a_field_that_an_object_or_a_filter_masks_is_not_shown() -> None:
    states = {"f": State("f", "unix:file", (Entity("size", "1", "int", mask=True),))}
    wanted = Object("o", "unix:file", (Entity("filepath", "/secret", mask=True),), filters=(Filter("f"),))
    item = Item("unix:file", (Field("filepath", "/secret"), Field("size", "77", "int"), Field("type", "regular")))
    document = sample.document("x")._replace(objects={"o": wanted}, states=states)
    tests = {"t": document.tests[sample.oval_id("tst", "x")]._replace(object_ref="o", state_refs=())}
    result = OvalTestResult("t", Result.TRUE, (results.TestedItem(item, Result.TRUE),))
    found = view_of_test("t", open_book(document._replace(tests=tests), OvalResults("h", (), (result,), ())))
    assert {each.name: each.value for each in found.items[0].fields} == {
        "filepath": "(masked)",
        "size": "(masked)",
        "type": "regular",
    }
    assert "/secret" not in str(found)


def test_what_the_variable_of_a_filter_was_made_of_is_told() -> None:
    variable = Variable("v", "local", component=ObjectComponent("other", "size"))
    states = {"f": State("f", "unix:file", (Entity("size", var_ref="v"),))}
    objects = {
        "o": Object("o", "unix:file", (Entity("path", "/a"),), filters=(Filter("f"),)),
        "other": Object("other", "unix:file", (Entity("path", "/b"),)),
    }
    document = sample.document("x")._replace(objects=objects, states=states, variables={"v": variable})
    tests = {"t": document.tests[sample.oval_id("tst", "x")]._replace(object_ref="o", state_refs=())}
    found = view_of_test("t", open_book(document._replace(tests=tests), OvalResults("h", (), (), ())))
    assert [each.looked_for.entities for each in found.derived_from] == [("path equals /b",)]


def test_filters_are_part_of_what_was_looked_for() -> None:
    states = {
        "root": State("root", "unix:file", (Entity("user_id", "0"), Entity("group_id", "0"))),
        "either": State("either", "unix:file", (Entity("type", "a"), Entity("type", "b")), "OR"),
        "deep": State("deep", "x", (Entity("value", datatype="record", fields=(Entity("name", "web"),)),)),
    }
    filters = (Filter("root"), Filter("either", "include"), Filter("deep"), Filter("gone"))
    wanted = Object("o", "unix:file", (Entity("filepath", "/etc/x"),), filters=filters)
    document = sample.document()._replace(objects={"o": wanted}, states=states)
    assert looked_for(wanted, document, {}).filters == (
        "leaving out those with user_id equals 0 and group_id equals 0",
        "only those with type equals a OR type equals b",
        "leaving out those with value.name equals web",
        "leaving out those with gone",
    )
    assert {"filepath", "group_id", "type"} <= asked_fields((wanted,), document)


def test_a_variable_is_traced_to_the_objects_that_it_was_made_of() -> None:
    names = ObjectComponent("names", "value", "#")
    paths = ObjectComponent("names", "value", "path")
    count = FunctionCall("count", arguments=(VariableComponent("inner"), Literal("x"), VariableComponent("outer")))
    variables = {
        "outer": Variable("outer", "local", component=count),
        "inner": Variable("inner", "local", component=FunctionCall("concat", arguments=(names, paths))),
    }
    objects = {
        "names": Object("names", "independent:yamlfilecontent", (Entity("filepath", "/answers/namespaces"),)),
        "counted": Object("counted", "independent:variable", (Entity("var_ref", "outer"),)),
    }
    tests = {"t": oval.Test("t", "independent:variable", object_ref="counted")}
    document = sample.document()._replace(objects=objects, tests=tests, variables=variables)
    record = Field(
        "value", datatype="record", fields=(Field("#", "shop"), Field("path", "/a"), Field("#", "x", mask=True))
    )
    sources = (Message("evidence: kubernetes /api/v1/namespaces"), Message("truncated", "warning"))
    collected = Collected("names", Flag.INCOMPLETE, (Item("x", (record,)),), sources)
    found = view_of_test("t", open_book(document, OvalResults("h", (), (), (collected,))))
    assert [(each.field, each.values, each.total) for each in found.derived_from] == [
        ("value", ("shop",), 1),
        ("value.path", ("/a",), 1),
    ]
    assert (found.sources, found.missing) == (("kubernetes /api/v1/namespaces",), ("truncated",))
    unread = view_of_test("t", open_book(document, OvalResults("h", (), (), ())))
    assert [each.total for each in unread.derived_from] == [0, 0]
