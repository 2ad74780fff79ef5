"""What is wrong with a project is told, all of a stage at once, each at its place."""

from pathlib import Path

import pytest

from authored import (
    API_OVAL,
    API_RULE,
    CONTENT,
    FILES,
    GROUP,
    NOW,
    PLATFORM,
    PRODUCT,
    PROFILE,
    RULE,
    VALUE,
    edited,
    problems,
    project,
    told,
)
from scapkit.authoring.read import read_project
from scapkit.build.pipeline import compile_product
from scapkit.problem import Invalid

TEMPLATE = "templates/checks/mine.jinja"
DECLARATION = "{{#\ndescription: d\nparameters:\n  p: {type: string, required: true, help: h}\n#}}\n"


def test_good_project_has_no_problems(tmp_path: Path) -> None:
    assert told(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "wanted"),
    [
        (RULE, "rationale: Others", "rationle: Others", [":1:1 missing-key", ":7:1 unknown-key"]),
        (RULE, "severity: high", "severity: hihg", [":8:11 bad-value"]),
        (RULE, "severity: high", "severity: [high]", [":8:11 wrong-type"]),
        (RULE, "severity: high", "severity: high\ntitle: again", [":9:1 duplicate-key"]),
        (RULE, "severity: high", "severity: {{{ hihg }}}", [":8 undefined-name"]),
        (RULE, "severity: high", "severity: high: higher", [":8:15 malformed-yaml"]),
        (RULE, "&amp;", "&", [":4 malformed-markup"]),
        (RULE, "<tt>/etc/conf</tt>", "<t>/etc/conf</t>", [":4 unknown-markup"]),
        (RULE, "  Its mode", "  <sub idref='var_x'/>", [":6 unknown-value"]),
        (RULE, "  <pre>$ stat", "  <pre>$ stat &amp;&amp; <", [":19 malformed-markup"]),
        (RULE, "  cis: 9.9", "  cis: 9.9\n  sic: 1", [":15:8 unknown-reference"]),
        (RULE, "  cce@other: CCE-80000-2", "  cve: CVE-2026-1", [":11:8 unknown-identifier"]),
        (API_RULE, "collect:", "ocil: Look.\ncollect:", [":8:7 missing-ocil-clause"]),
        (RULE, "platforms: [tiny]", "platforms: [tony]", [":15:13 unknown-platform"]),
        (RULE, "platforms: [tiny]", "platforms: ['tiny and']", [":15:22 malformed-platform"]),
        (RULE, "platforms: [tiny]", "requires: [nothing]\nconflicts: [nobody]", [":15:12 unknown-rule", ":16:13 unknown-rule"]),
        (RULE, "name: file_owner", "name: file_ownr", [":22:9 unknown-template"]),
        (RULE, "    uid_or_name: '0'", "    uid: '0'", [":24:5 missing-parameter", ":25:5 unknown-parameter"]),
        (RULE, "    uid_or_name: '0'", "    uid_or_name: [0]", [":25:18 wrong-type"]),
        (RULE, "  vars:\n    filepath: /etc/conf\n    uid_or_name: '0'", "  vars: none", [":23:9 wrong-type"]),
        (API_RULE, "  - path: /api/v1/answers", "  - path: api/v1/answers", [":9:5 bad-collect"]),
        (API_RULE, "collect:", "complex_check: OR\ncollect:", [":8:16 bad-complex-check"]),
        (API_RULE, "  - path: /api/v1/answers", "  - fact: unix:uname", [":9:5 bad-collect"]),
        (API_RULE, "  - path: /api/v1/answers", "  - path: /a\n    aws: eks:DescribeCluster", [":9:5 bad-collect"]),
        (API_RULE, "  - path: /api/v1/answers", "  - glob: etc/*\n  - path: /api/v1/answers", [":9:5 bad-collect"]),
        (API_OVAL, 'test_ref="test_answer"', 'test_ref="test_anser"', [":5 dangling-reference"]),
        (API_OVAL, 'object_ref="object_answer"', 'object_ref="x"', [":9 dangling-reference"]),
        (API_OVAL, 'var_ref="answer_path"', 'var_ref="x"', [":12 dangling-reference"]),
        (API_OVAL, 'id="api_answer"', 'id="other"', [":1 missing-definition"]),
        (API_OVAL, "</def-group>", "</def-grup>", [":21:12 malformed-xml"]),
        (API_OVAL, "  <local_variable", "  <locl_variabl", [":19:20 malformed-xml"]),
        (API_OVAL, "collect[0]", "collect[1]", [":17 failed-template"]),
        (API_OVAL, 'id="ocp_data_root" ', 'id="" ', [":20 missing-key"]),
        (API_OVAL, "</def-group>", "<thing id='a'/><unix:x_state/></def-group>", [":21 missing-key", ":21 not-oval"]),
        (VALUE, "type: string", "type: text", [":3:7 bad-value"]),
        (VALUE, "default: '0644', ", "", [":1:1 missing-key"]),
        (GROUP, "title: Files", "title: '{{{ x }}}'", [":1 undefined-name"]),
        (PRODUCT, "Tiny Product", "'{{{ x }}}'", [":2 jinja-not-rendered"]),
        (PLATFORM, "check_id: is_tiny", "check_id: is_tony", [":3:11 missing-check"]),
        (PRODUCT, "product: tiny", "product: tony", [":1:10 bad-value"]),
        (PRODUCT, "namespace: org", "#", [":1:1 missing-key"]),
        (PROFILE, "platform: tiny", "platform: tony", [":3:11 unknown-platform"]),
    ],
)  # fmt: skip
def test_mistake_is_told_at_its_place(tmp_path: Path, path: str, old: str, new: str, wanted: list[str]) -> None:
    changed = FILES[path].replace(old, new, 1)
    assert changed != FILES[path]
    found = told(tmp_path, {path: changed})
    assert sorted(found) == sorted(f"{path}{each}" for each in wanted)


def test_all_mistakes_of_a_stage_are_told_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    changes = {
        **edited(VALUE, "type: string", "type: text"),
        **edited(RULE, "severity: high", "severity: hihg"),
        **edited(GROUP, "title: Files", "titel: Files"),
        f"{CONTENT}/benchmark.yml": "title: a\n\ttitle: b",
    }
    found = told(tmp_path, changes)
    assert [each.split()[1] for each in found] == [
        "malformed-yaml",
        "bad-value",
        "missing-key",
        "unknown-key",
        "bad-value",
    ]
    assert found == sorted(found)


def test_suggestions_name_what_was_meant(tmp_path: Path) -> None:
    change = edited(API_OVAL, 'test_ref="test_answer"', 'test_ref="test_anser"')
    assert problems(tmp_path, change)[0].hint == "did you mean test_answer?"


def test_unknown_product_names_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as error:
        read_project(project(tmp_path), "tony")
    assert "unknown-product: no product tony; there are: tiny (did you mean tiny?)" in str(error.value)


@pytest.mark.parametrize("name", ["../tiny", ".", "", "a/b"])
def test_product_name_cannot_lead_out_of_the_content(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid, match="unknown-product"):
        read_project(project(tmp_path), name)


def test_names_that_cannot_be_ids_are_told(tmp_path: Path) -> None:
    profile, rule = 'profiles/tiny/a"b.profile', f"{CONTENT}/files/a b/rule.yml"
    found = told(tmp_path, {profile: FILES[PROFILE], rule: FILES[API_RULE]})
    assert found == [f"{rule}:1 bad-id", f"{profile}:1 bad-id"]


def test_rules_in_a_folder_without_a_group_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, {GROUP: None})[0] == f"{GROUP}:1 missing-group"


def test_folder_with_nothing_for_us_is_left_alone(tmp_path: Path) -> None:
    assert told(tmp_path, {f"{CONTENT}/notes/a.txt": "", f"{CONTENT}/files/.hidden/rule.yml": "x"}) == []


def test_duplicate_ids_are_told_with_both_places(tmp_path: Path) -> None:
    again = f"{CONTENT}/more"
    changes = {
        f"{again}/group.yml": FILES[GROUP],
        f"{again}/conf_owner/rule.yml": FILES[RULE],
        f"{again}/var_mode.var": FILES[VALUE],
        f"{CONTENT}/controls/second.yml": FILES[f"{CONTENT}/controls/policy.yml"],
    }
    found = problems(tmp_path, changes)
    assert [(each.span.file, each.code) for each in found] == [
        (f"{CONTENT}/controls/second.yml", "duplicate-id"),
        (f"{again}/conf_owner/rule.yml", "duplicate-id"),
        (f"{again}/var_mode.var", "duplicate-id"),
    ]
    assert RULE in found[1].message


def test_parts_of_one_id_that_differ_are_told(tmp_path: Path) -> None:
    other = (
        FILES[API_OVAL]
        .replace('"api_answer"', '"conf_owner"')
        .replace("only_one_exists", "any_exist")
        .replace("{{{ collect[0].dump_path }}}", "/api/v1/answers")
    )
    found = problems(tmp_path, {f"{CONTENT}/files/conf_owner/oval/tiny.xml": other})
    assert [(each.span.line, each.code) for each in found] == [(8, "duplicate-id"), (14, "duplicate-id")]
    assert f"{API_OVAL}:8" in found[0].message


def test_external_variable_without_a_value_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {f"{CONTENT}/files/ocp_data_root.var": None}) == [f"{API_OVAL}:20 unknown-value"]


def test_unknown_value_in_a_question_is_told(tmp_path: Path) -> None:
    change = edited(RULE, "  Look:", "  Look <sub idref='var_x'/>:")
    assert told(tmp_path, change) == [f"{RULE}:18 unknown-value"]


def test_other_oval_than_a_def_group_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {API_OVAL: "\n<oval_definitions/>\n"}) == [f"{API_OVAL}:2 not-oval"]


def test_broken_inventory_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {f"{CONTENT}/applicability/is_tiny.xml": "<def-group>"})[0].endswith("malformed-xml")


def test_incomplete_rule_that_is_selected_says_why_it_is_not_there(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {API_RULE: "documentation_complete: false\n" + FILES[API_RULE]})
    assert (found.code, found.hint) == ("unknown-rule", "its documentation_complete is false")


def test_symbolic_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (tmp_path / "secret.yml").write_text("title: secret\n")
    (root / VALUE).unlink()
    (root / VALUE).symlink_to(tmp_path / "secret.yml")
    with pytest.raises(Invalid, match="outside-of-project"):
        compile_product(root, "tiny", NOW)


def test_files_that_are_no_text_or_too_large_or_unreadable_are_told(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / VALUE).write_bytes(b"title: a\nb: \xff\n")
    (root / GROUP).write_bytes(b"#" * (3 << 20))
    (root / RULE).unlink()
    (root / RULE).parent.joinpath("rule.yml").symlink_to("rule.yml.missing")
    with pytest.raises(Invalid) as error:
        compile_product(root, "tiny", NOW)
    assert {each.code for each in error.value.problems} >= {"not-utf-8", "file-too-large"}
    assert next(each for each in error.value.problems if each.code == "not-utf-8").span.line == 2


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {f"{CONTENT}/files/broken.var/x": ""})[0].endswith("unreadable-file")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("no declaration", ":1 undeclared-template"),
        ("{{#\ndescription: d\n#}}", ":2:1 missing-key"),
        ("{{#\ndescription: d\nparameters: [a]\n#}}", ":3:13 wrong-type"),
        ("{{#\ndescription: d\nparameters:\n  p: {type: text, help: h}\n#}}", ":4:13 bad-value"),
        ("{{#\ndescription: d\nparameters:\n  p: {type: list, help: h, items: a}\n#}}", ":4:35 wrong-type"),
        ("{{#\ndescription: d: e\n#}}", ":2:15 malformed-yaml"),
        (DECLARATION + "{{% block oval %}}", ":6 malformed-template"),
    ],
)
def test_mistake_in_a_template_is_told_at_its_place(tmp_path: Path, text: str, wanted: str) -> None:
    assert told(tmp_path, {TEMPLATE: text}) == [f"{TEMPLATE}{wanted}"]


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ("<def-group>\n<x>\n</def-group>", ":9:13 malformed-xml"),
        ("<def-group>\n{{{ nothing }}}\n</def-group>", ":8 undefined-name"),
        ("<def-group>\n</def-group>\n<more/>", ":9:1 malformed-xml"),
    ],
)
def test_mistake_in_a_rendered_template_is_told_with_template_and_rule(tmp_path: Path, block: str, wanted: str) -> None:
    text = f"{DECLARATION}{{{{% block oval %}}}}\n{block}\n{{{{% endblock %}}}}\n"
    rule = FILES[RULE].partition("template:")[0] + "template: {name: mine, vars: {p: a}}\n"
    (found,) = problems(tmp_path, {TEMPLATE: text, RULE: rule})
    assert f"{found.span} {found.code}" == f"{TEMPLATE}{wanted}"
    assert "for the rule conf_owner" in found.message


def test_mistake_in_a_question_of_a_template_is_told(tmp_path: Path) -> None:
    text = f"{DECLARATION}{{{{% block ocil_clause %}}}}\n{{{{{{ nothing }}}}}}\n{{{{% endblock %}}}}\n"
    rule = FILES[RULE].partition("ocil_clause:")[0] + "template: {name: mine, vars: {p: a}}\n"
    assert told(tmp_path, {TEMPLATE: text, RULE: rule}) == [f"{TEMPLATE}:7 undefined-name"]
