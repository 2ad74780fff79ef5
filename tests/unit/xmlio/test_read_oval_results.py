"""OVAL results as they are read (OVAL 5.11, results schema): instances, directives, and what programs leave out."""

import pytest

from scapkit.model.dump import Asset
from scapkit.model.oval import Criteria, Criterion, Definition, ExtendDefinition, Generator, OvalDefinitions
from scapkit.model.results import CriteriaResult, CriterionResult, ExtendResult, OvalResults, Result
from scapkit.model.syschar import Flag, VariableValues
from scapkit.names import OVAL_DEF, OVAL_RES, OVAL_SC
from scapkit.problem import Invalid
from scapkit.xmlio.parse import Element, parse
from scapkit.xmlio.read.oval_results import UNTOLD, definitions_in, judged_ids, read_oval_results, system_of

SYSCHAR = f"""<sc:oval_system_characteristics xmlns:sc="{OVAL_SC}" xmlns:u="{OVAL_SC}#unix">
<sc:system_info><sc:os_name>Linux</sc:os_name><sc:primary_host_name>host</sc:primary_host_name></sc:system_info>
<sc:collected_objects>
 <sc:object id="oval:x:obj:1" version="1" flag="complete">
  <sc:variable_value variable_id="oval:x:var:1">a</sc:variable_value><sc:reference item_ref="1"/></sc:object>
 <sc:object id="oval:x:obj:1" version="1" flag="does not exist" variable_instance="2">
  <sc:variable_value variable_id="oval:x:var:1">b</sc:variable_value></sc:object>
 <sc:object id="oval:x:obj:2" version="1" flag="complete"/>
</sc:collected_objects>
<sc:system_data><u:file_item id="1"><u:path>/a</u:path></u:file_item></sc:system_data>
</sc:oval_system_characteristics>"""
TESTED = '<tested_item item_id="1" result="true"/><tested_variable variable_id="oval:x:var:1">a</tested_variable>'
CRITERIA = """<criteria operator="OR" result="true"><criterion test_ref="oval:x:tst:1" version="3" negate="true" result="true"/>
<extend_definition definition_ref="oval:x:def:2" version="1" result="false"/></criteria>"""
DEFINITIONS = f"""<definition definition_id="oval:x:def:1" version="2" class="patch" result="true">
<message level="warning">m</message>{CRITERIA}</definition>
<definition definition_id="oval:x:def:1" version="2" class="patch" result="false" variable_instance="2"/>"""
TESTS = f"""<test test_id="oval:x:tst:1" version="3" check="all" result="true">{TESTED}</test>
<test test_id="oval:x:tst:1" version="3" check="all" result="false" variable_instance="2"/>
<test test_id="oval:x:tst:2" version="1" check="all" result="unknown"/>"""
WHOLE = f"<definitions>{DEFINITIONS}</definitions><tests>{TESTS}</tests>{SYSCHAR}"
DOCUMENT = OvalDefinitions(
    Generator(),
    {
        "oval:x:def:1": Definition(
            "oval:x:def:1",
            "One",
            criteria=Criteria(
                "OR", (Criterion("oval:x:tst:1", comment="a test"), ExtendDefinition("oval:x:def:2")), comment="all"
            ),
        )
    },
)


def element(system: str) -> Element:
    return parse(
        f'<oval_results xmlns="{OVAL_RES}"><results><system>{system}</system></results></oval_results>'.encode(), "f"
    )


def read(system: str, document: OvalDefinitions | None = DOCUMENT) -> tuple[OvalResults, ...]:
    return read_oval_results(element(system), document, "x-oval.xml", "f")


def test_a_definition_has_its_tree_with_the_comments_of_the_source() -> None:
    definition = read(WHOLE)[0].definitions[0]
    assert (definition.definition_id, definition.result, definition.class_) == ("oval:x:def:1", Result.TRUE, "patch")
    assert (definition.title, definition.version, definition.messages[0].text) == ("One", "2", "m")
    assert definition.criteria == CriteriaResult(
        "OR",
        Result.TRUE,
        (
            CriterionResult("oval:x:tst:1", Result.TRUE, True, "a test", "3"),
            ExtendResult("oval:x:def:2", Result.FALSE),
        ),
        comment="all",
    )


def test_without_the_source_there_are_no_comments_and_all_else() -> None:
    definition = read(WHOLE, None)[0].definitions[0]
    assert definition.criteria is not None
    assert [each.comment for each in definition.criteria.children] == ["", ""]
    assert (definition.title, definition.result) == ("", Result.TRUE)


def test_each_set_of_variables_values_has_results_of_its_own() -> None:
    first, second = read(WHOLE)
    assert [each.result for each in first.definitions] == [Result.TRUE]
    assert [each.result for each in second.definitions] == [Result.FALSE]
    assert first.variables == (VariableValues("oval:x:var:1", ("a",)),)
    assert second.variables == (VariableValues("oval:x:var:1", ("b",)),)
    assert [(each.test_id, each.result) for each in second.tests] == [
        ("oval:x:tst:1", Result.FALSE),
        ("oval:x:tst:2", Result.UNKNOWN),
    ]
    assert [each.flag for each in first.collected] == [Flag.COMPLETE, Flag.COMPLETE]
    assert [each.flag for each in second.collected] == [Flag.DOES_NOT_EXIST, Flag.COMPLETE]
    assert first.tests[0].tested_items[0].item.fields[0].value == "/a"


def test_without_characteristics_there_are_items_of_which_nothing_is_told() -> None:
    (found,) = read(f'<definitions/><tests><test test_id="t" result="true">{TESTED}</test></tests>')
    assert found.tests[0].tested_items[0].item == UNTOLD
    assert (found.collected, found.variables) == ((), (VariableValues("oval:x:var:1", ("a",)),))
    assert system_of(element("<definitions/>")) is None


def test_results_of_nothing_are_empty() -> None:
    empty = parse(f'<oval_results xmlns="{OVAL_RES}"/>'.encode(), "f")
    assert read_oval_results(empty, None, "s", "f") == (OvalResults("s", (), (), ()),)
    assert read("") == (OvalResults("x-oval.xml", (), (), ()),)


def test_an_empty_result_is_unknown_as_oscap_writes_such() -> None:
    (found,) = read('<tests><test test_id="t" result=""/></tests>')
    assert found.tests[0].result is Result.UNKNOWN


def test_the_system_and_the_source_are_found() -> None:
    assert system_of(element(WHOLE)) == Asset("host", facts=(("os_name", "Linux"),))
    assert judged_ids(element(WHOLE)) == {"oval:x:def:1"}
    assert definitions_in(element(WHOLE)) is None
    inside = parse(
        f'<oval_results xmlns="{OVAL_RES}"><d:oval_definitions xmlns:d="{OVAL_DEF}"/></oval_results>'.encode(), "f"
    )
    assert definitions_in(inside) is inside[0]


def test_a_result_of_another_name_is_told_with_its_line() -> None:
    with pytest.raises(Invalid, match="f:2: unknown-result: maybe is no result of a test"):
        read('<tests>\n<test test_id="t" result="maybe"/></tests>')


def test_another_root_is_told() -> None:
    with pytest.raises(Invalid, match="f:1: not-oval-results: expected oval_results, found other"):
        read_oval_results(parse(b"<other/>", "f"), None, "s", "f")
