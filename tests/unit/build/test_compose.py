"""What comes out of a build of the tiny project."""

import json
from hashlib import sha256
from pathlib import Path

from authored import API_RULE, CONTENT, FILES, PLATFORM, RULE, built, edited, oval_text
from scapkit.authoring.sources import shipped_source
from scapkit.build.draft import Built
from scapkit.model.xccdf import Check, ContentRef, Export, FactRef, Group, Ident, LogicalTest, Reference, Rule
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM

FILTER = ".items[]{{if x}} | 1{{end}}"
HASH = sha256(f"/api/v1/answers{FILTER}".encode()).hexdigest()


def rule(made: Built, name: str) -> Rule:
    group = made.benchmark.children[0]
    assert isinstance(group, Group)
    return next(each for each in group.children if isinstance(each, Rule) and each.id.endswith(f"_rule_{name}"))


def test_benchmark_carries_what_scap_asks_for(made: Built) -> None:
    benchmark = made.benchmark
    assert benchmark.id == "xccdf_org.example.content_benchmark_TINY"
    assert (benchmark.style, benchmark.lang, benchmark.resolved) == ("SCAP_1.3", "en-US", True)
    assert (benchmark.version, benchmark.version_time, benchmark.version_update) == (
        "1.2.3",
        "2026-01-02T03:04:05Z",
        "https://example.org/releases",
    )
    assert benchmark.status[0] == ("draft", "2026-01-01")
    assert [name for name, _ in benchmark.metadata] == ["publisher", "creator", "contributor", "source"]
    assert benchmark.platforms == ("cpe:/a:example:tiny:1",)
    assert (made.product, made.prefix) == ("tiny", "ex")


def test_rule_has_everything_and_is_not_selected(made: Built) -> None:
    found = rule(made, "conf_owner")
    assert (found.selected, found.weight, found.role, found.severity) == (False, "1.0", "full", "high")
    assert found.titles[0].markup == "Conf Belongs to Root"
    assert found.descriptions[0].markup == (
        "<p>The file <code>/etc/conf</code> belongs to root &amp; nobody else.</p>\n"
        '<p>Its mode is <xccdf:sub idref="xccdf_org.example.content_value_var_mode" use="legacy"/>.</p>'
    )
    assert found.idents == (Ident("http://cce.mitre.org", "CCE-80000-1"),)
    assert found.references == tuple(Reference("https://example.org/cis", text) for text in ("1.1", "1.2"))
    assert found.platforms == ("cpe:/a:example:tiny:1",)


def test_checks_name_oval_first_then_the_questions(made: Built) -> None:
    assert rule(made, "conf_owner").checks == (
        Check(OVAL_SYSTEM, (ContentRef("ex-tiny-oval.xml", "oval:ex-conf_owner:def:1"),)),
        Check(OCIL_SYSTEM, (ContentRef("ex-tiny-ocil.xml", "ocil:ex-conf_owner_ocil:questionnaire:1"),)),
    )


def test_complex_check_joins_check_and_question(tmp_path: Path) -> None:
    joined = rule(built(tmp_path, edited(RULE, "ocil_clause:", "complex_check: OR\nocil_clause:")), "conf_owner")
    assert joined.checks == () and joined.complex_check is not None
    assert joined.complex_check.operator == "OR"
    assert [each.system for each in joined.complex_check.children if isinstance(each, Check)] == [
        OVAL_SYSTEM,
        OCIL_SYSTEM,
    ]


def test_external_variables_are_exported_from_the_value_of_the_same_name(made: Built) -> None:
    (check,) = rule(made, "api_answer").checks
    value = "xccdf_org.example.content_value_ocp_data_root"
    assert check.exports == (Export(value, "oval:ex-ocp_data_root:var:1"),)


def test_rule_without_a_cce_names_the_platform_it_is_about(made: Built) -> None:
    assert rule(made, "api_answer").idents == (Ident("http://cpe.mitre.org", "cpe:/a:example:tiny:1"),)


def test_expressions_become_platforms_of_the_benchmark(made: Built) -> None:
    (platform,) = made.benchmark.platform_specification
    assert platform.id == "not_tiny"
    assert platform.test == LogicalTest("AND", True, (FactRef("cpe:/a:example:tiny:1"),))
    assert rule(made, "api_answer").platforms == ("#not_tiny",)


def test_values_are_in_their_group_default_first(made: Built) -> None:
    group = made.benchmark.children[0]
    assert isinstance(group, Group)
    value = next(each for each in group.values if each.id.endswith("var_mode"))
    assert value.values == (("", "0644"), ("strict", "0600"))


def test_warning_tells_collectors_what_to_get(made: Built) -> None:
    first, second = rule(made, "api_answer").warnings
    assert first.text.markup == "Mind the gap."
    markup = second.text.markup
    assert f'<code class="ocp-api-endpoint" id="{HASH}">/api/v1/answers</code>' in markup
    assert f'<code class="ocp-api-filter" id="filter-{HASH}">{FILTER}</code>' in markup
    root = '<xccdf:sub idref="xccdf_org.example.content_value_ocp_data_root" use="legacy"/>'
    assert f'<code class="ocp-dump-location" id="dump-{HASH}">{root}/api/v1/answers#{HASH}</code>' in markup


def test_warning_for_answers_without_filter_files_and_aws_calls(tmp_path: Path) -> None:
    entries = "collect:\n  - path: /api\n  - file: /etc/a&b\n  - aws: eks:DescribeCluster\n    filter: .a < 1\n"
    oval = FILES[f"{CONTENT}/files/api_answer/oval/shared.xml"].replace("ocp_data_root", "answers_root")
    found = built(
        tmp_path,
        {
            API_RULE: FILES[API_RULE].partition("collect:")[0] + entries,
            f"{CONTENT}/files/api_answer/oval/shared.xml": oval,
            f"{CONTENT}/files/ocp_data_root.var": None,
            f"{CONTENT}/files/answers_root.var": FILES[f"{CONTENT}/files/ocp_data_root.var"],
        },
    )
    markup = rule(found, "api_answer").warnings[1].text.markup
    digest = sha256(b"/api").hexdigest()
    assert f'id="dump-{digest}">/kubernetes-api-resources/api</code>' in markup
    assert '<code class="node-file">/etc/a&amp;b</code>' in markup
    call = sha256(b"eks:DescribeCluster.a < 1").hexdigest()
    assert f'<code class="aws-api-call" id="{call}">eks:DescribeCluster</code>' in markup
    assert f'<code class="aws-api-filter" id="filter-{call}">.a &lt; 1</code>' in markup
    assert "ocp-api-filter" not in markup


def test_notes_of_a_platform_say_what_its_check_reads(tmp_path: Path) -> None:
    more = "[{path: /version}, {path: /a, filter: .b}, {aws: 'eks:DescribeCluster', filter: .c}, {file: /etc/d}, {glob: '/e/*'}, {fact: 'unix:uname'}]"
    [item] = built(tmp_path, edited(PLATFORM, "[{path: /version}]", more)).cpe_list.items
    assert item.notes == (
        "ocp-api-endpoint /version", "ocp-api-endpoint /a", "ocp-api-filter .b", "aws-api-call eks:DescribeCluster",
        "aws-api-filter .c", "node-file /etc/d", "node-glob /e/*", "node-fact unix:uname",
    )  # fmt: skip


def test_backends_that_are_off_make_nothing(tmp_path: Path) -> None:
    text = FILES[RULE]
    start, end = text.index("ocil_clause"), text.index("template:")
    rest = text[:start] + text[end:].replace("  vars:", "  backends: {oval: off, ocil: 'off'}\n  vars:")
    found = built(tmp_path, {RULE: rest})
    assert rule(found, "conf_owner").checks == ()
    assert found.ocil.questions == ()


def test_manifest_names_profiles_rules_and_platforms(made: Built) -> None:
    data = json.loads(made.manifest)
    assert data["profiles"]["base"]["rules"] == ["api_answer", "conf_owner"]
    assert data["profiles"]["base"]["values"] == {"var_mode": "strict"}
    assert data["rules"]["conf_owner"]["cce"] == "CCE-80000-1"
    assert data["rules"]["conf_owner"]["checks"] == ["oval", "ocil"]
    assert data["rules"]["api_answer"]["cce"] is None
    assert data["rules"]["api_answer"]["collect"] == [{"path": "/api/v1/answers", "filter": FILTER}]
    assert data["platforms"]["tiny"] == {"name": "cpe:/a:example:tiny:1", "collect": [{"path": "/version"}]}


def test_requires_and_conflicts_name_rules(tmp_path: Path) -> None:
    found = built(tmp_path, edited(RULE, "platforms: [tiny]", "requires: [api_answer]\nconflicts: [api_answer]"))
    name = "xccdf_org.example.content_rule_api_answer"
    assert (rule(found, "conf_owner").requires, rule(found, "conf_owner").conflicts) == (((name,),), (name,))


def test_groups_nest_and_carry_platforms_and_warnings(tmp_path: Path) -> None:
    inner = f"{CONTENT}/files/inner/group.yml"
    text = "title: Inner\ndescription: In it.\nplatform: tiny\nwarnings: [{audit: Careful.}]\n"
    group = built(tmp_path, {inner: text}).benchmark.children[0]
    assert isinstance(group, Group)
    found = group.children[0]
    assert isinstance(found, Group)
    assert (found.id, found.platforms) == ("xccdf_org.example.content_group_inner", ("cpe:/a:example:tiny:1",))
    assert [(each.category, each.text.markup) for each in found.warnings] == [("audit", "Careful.")]


def test_own_template_and_macro_win_over_the_shipped_ones(tmp_path: Path) -> None:
    template = "{{#\ndescription: d\nparameters: {}\n#}}\n{{% block ocil_clause %}}mine{{% endblock %}}\n"
    macro = "{{% macro xccdf_value(name) %}}mine{{% endmacro %}}\n"
    text = FILES[RULE].partition("ocil_clause")[0] + "template: {name: file_owner}\n"
    found = built(
        tmp_path,
        {"templates/checks/file_owner.jinja": template, "templates/macros/xccdf.jinja": macro, RULE: text},
    )
    assert found.ocil.questions[0].text == "Is it the case that mine?"
    assert rule(found, "conf_owner").descriptions[0].markup.endswith("<p>Its mode is mine.</p>")


def test_same_source_gives_the_same_documents_anywhere(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one"), built(tmp_path / "two" / "deeper")
    assert one.benchmark == other.benchmark
    assert (one.ocil, one.cpe_list, one.manifest) == (other.ocil, other.cpe_list, other.manifest)
    assert oval_text(one) == oval_text(other)


def test_shipped_project_has_the_check_templates() -> None:
    assert (shipped_source() / "templates" / "checks" / "file_owner.jinja").is_file()
