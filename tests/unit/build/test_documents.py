"""The OVAL and OCIL documents of a build."""

from hashlib import sha256
from pathlib import Path

from authored import API_OVAL, API_RULE, CONTENT, FILES, NOW, PLATFORM, RULE, built, edited, oval_text, project
from scapkit.api import BuildOptions, build, validate
from scapkit.build.draft import Built

HASH = sha256(b"/api/v1/answers.items[]{{if x}} | 1{{end}}").hexdigest()


def test_oval_reads_where_the_warning_says(made: Built) -> None:
    assert f"<oval-def:literal_component>/api/v1/answers#{HASH}</oval-def:literal_component>" in oval_text(made)


def test_definition_of_a_rule_with_a_cce_is_compliance_and_names_it(made: Built) -> None:
    definition = made.oval.definitions["oval:ex-conf_owner:def:1"]
    assert (definition.class_, definition.title) == ("compliance", "Conf Belongs to Root")
    assert [(each.source, each.ref_id, each.ref_url) for each in definition.references] == [("CCE", "CCE-80000-1", "")]
    assert definition.affected[0] == ("unix", ("Tiny Product",), ())


def test_definition_of_a_rule_without_a_cce_is_miscellaneous(made: Built) -> None:
    definition = made.oval.definitions["oval:ex-api_answer:def:1"]
    assert (definition.class_, definition.references) == ("miscellaneous", ())


def test_inventory_is_a_document_of_its_own(made: Built) -> None:
    definition = made.cpe_oval.definitions["oval:ex-is_tiny:def:1"]
    assert (definition.class_, definition.title) == ("inventory", "Tiny")
    assert [(each.source, each.ref_id) for each in definition.references] == [("CPE", "cpe:/a:example:tiny:1")]
    assert "oval:ex-is_tiny:def:1" not in made.oval.definitions
    (item,) = made.cpe_list.items
    assert (item.name, item.check_href, item.check_id) == (
        "cpe:/a:example:tiny:1",
        "ex-tiny-cpe-oval.xml",
        "oval:ex-is_tiny:def:1",
    )


def test_parts_that_nothing_needs_are_left_out(tmp_path: Path) -> None:
    path = f"{CONTENT}/files/api_answer/oval/shared.xml"
    extra = '<unix:file_object id="object_unused" version="1"><unix:filepath>/x</unix:filepath></unix:file_object>'
    found = built(tmp_path, {path: FILES[path].replace("</def-group>", f"{extra}</def-group>")})
    assert "unused" not in oval_text(found)


def test_extended_definition_comes_along_with_all_it_needs(tmp_path: Path) -> None:
    path = f"{CONTENT}/files/api_answer/oval/shared.xml"
    extend = '<extend_definition comment="tiny" definition_ref="is_tiny"/></criteria>'
    found = built(tmp_path, {path: FILES[path].replace("</criteria>", extend)})
    assert found.oval.definitions["oval:ex-is_tiny:def:1"].class_ == "inventory"
    assert "oval:ex-object_tiny:obj:1" in found.oval.objects


def test_filters_sets_and_variables_are_renumbered(tmp_path: Path) -> None:
    path = f"{CONTENT}/files/api_answer/oval/shared.xml"
    more = """<ind:variable_test id="test_more" version="1" check="all" comment="more">
      <ind:object object_ref="object_more"/></ind:variable_test>
    <ind:variable_object id="object_more" version="1"><ind:var_ref>more</ind:var_ref></ind:variable_object>
    <local_variable id="more" datatype="string" version="1" comment="more">
      <object_component object_ref="object_set" item_field="path"/></local_variable>
    <unix:file_object id="object_set" version="1"><set set_operator="UNION">
      <object_reference>object_answer</object_reference><filter action="include">state_more</filter></set>
    </unix:file_object>
    <unix:file_state id="state_more" version="1"><unix:type>regular</unix:type></unix:file_state></def-group>"""
    text = FILES[path].replace("</def-group>", more)
    text = text.replace("</criteria>", '<criterion comment="m" test_ref="test_more"/></criteria>')
    found = built(tmp_path, {path: text})
    assert found.oval.objects["oval:ex-object_more:obj:1"].entities[0].value == "oval:ex-more:var:1"
    combined = found.oval.objects["oval:ex-object_set:obj:1"].set
    assert combined is not None
    assert combined.object_refs == ("oval:ex-object_answer:obj:1",)
    assert combined.filters[0].state_ref == "oval:ex-state_more:ste:1"


def test_question_is_plain_text_and_yes_to_the_bad_state_fails(made: Built) -> None:
    (question,) = made.ocil.questions
    assert question.text == (
        "Look:\n\n$ stat /etc/conf\n\nThe mode is 0644.\n\nIs it the case that somebody else owns it?"
    )
    (action,) = made.ocil.actions
    assert {each.name: each.then for each in action.handlers} == {"when_true": "FAIL", "when_false": "PASS"}
    assert made.ocil.questionnaires[0].title == "Conf Belongs to Root"


def test_lists_and_breaks_keep_their_lines_in_questions(tmp_path: Path) -> None:
    text = "  Look:<ul><li>one</li>\n  <li>two <b>x</b></li></ul>a<br/>b\n"
    found = built(tmp_path, edited(RULE, "  Look:\n", text))
    assert found.ocil.questions[0].text.startswith("Look:\n- one\n\n- two x\na\nb\n")


def test_template_asks_where_the_rule_does_not(tmp_path: Path) -> None:
    text = FILES[RULE]
    start, end = text.index("ocil_clause"), text.index("template:")
    (question,) = built(tmp_path, {RULE: text[:start] + text[end:]}).ocil.questions
    assert "$ stat -c '%u %U %n' /etc/conf" in question.text
    assert question.text.endswith("Is it the case that /etc/conf does not belong to the user 0?")


def test_documents_that_would_say_nothing_are_left_out(tmp_path: Path, schemas: Path) -> None:
    plain = "title: Plain\ndescription: d\nrationale: r\nseverity: low\n"
    root = project(tmp_path, {RULE: plain, API_RULE: plain, API_OVAL: None})
    written = build(BuildOptions("tiny", str(root), str(root / "out"), guides=False), NOW)
    names = [Path(path).name for path in written.paths]
    assert names == [f"ex-tiny-{part}.xml" for part in ("ds", "cpe-dictionary", "xccdf", "cpe-oval")] + [
        "manifest.json"
    ]
    assert validate(written.paths[:4], str(schemas), {}).problems == ()


def test_inner_expressions_of_a_platform_come_first(tmp_path: Path, schemas: Path) -> None:
    """The schema of the CPE applicability language wants them in this order."""
    other = {f"{CONTENT}/applicability/other.yml": FILES[PLATFORM].replace("tiny:1", "other:1")}
    root = project(
        tmp_path, {**edited(RULE, "[tiny]", "['other or not tiny', 'tiny and (other or not tiny)']"), **other}
    )
    written = build(BuildOptions("tiny", str(root), str(root / "out"), guides=False), NOW)
    assert validate(written.paths[:1], str(schemas), {}).problems == ()
