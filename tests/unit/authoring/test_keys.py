"""Keys that authors of the format know: what they do, and those that change nothing."""

from pathlib import Path

import pytest

from authored import (
    API_RULE,
    CONTENT,
    FILES,
    GROUP,
    POLICY,
    PRODUCT,
    RULE,
    VALUE,
    built,
    edited,
    problems,
    project,
    told,
)
from scapkit.authoring.kinds import KINDS
from scapkit.authoring.read import read_project
from scapkit.authoring.yaml.shape import Shape
from scapkit.model.xccdf import Benchmark, Group, Rule, Text

FOREIGN = """prodtype: tiny,other
components: [files]
checktext: Look.
vuldiscussion: It matters.
srg_requirement: It must be so.
policy_specific_content: {stig: {fixtext: x}}
oval_external_content: https://example.org/oval.xml
sce_metadata: {check-import: stdout}
"""


def rules(benchmark: Benchmark) -> dict[str, Rule]:
    """The rules by short id."""
    (group,) = benchmark.children
    assert isinstance(group, Group)
    return {each.id.rpartition("_rule_")[2]: each for each in group.children if isinstance(each, Rule)}


def test_every_key_has_a_help_text() -> None:
    seen: list[Shape] = []

    def lacking(shape: Shape) -> list[str]:
        if shape in seen:
            return []
        seen.append(shape)
        own = [f"{shape.name}: {name}" for name, key in shape.keys.items() if not key.help]
        return own + [each for key in shape.keys.values() if key.shape for each in lacking(key.shape)]

    assert [each for shape in KINDS.values() for each in lacking(shape)] == []


def test_keys_about_what_is_not_built_change_nothing(tmp_path: Path) -> None:
    plain = built(tmp_path / "plain").benchmark
    beside = {
        f"{CONTENT}/files/conf_owner/{name}": "?" for name in ("sce/shared.sh", "tests/ok.pass.sh", "policy/a.yml")
    }
    assert built(tmp_path / "foreign", {RULE: FOREIGN + FILES[RULE], **beside}).benchmark == plain


def test_severity_and_identifiers_may_be_absent(tmp_path: Path) -> None:
    rule = FILES[API_RULE].replace("severity: low\n", "")
    assert rules(built(tmp_path, {API_RULE: rule}).benchmark)["api_answer"].severity == "unknown"


def test_fixtext_is_prose_of_the_rule(tmp_path: Path) -> None:
    change = {API_RULE: FILES[API_RULE] + "fixtext: Set <tt>it</tt>.\n"}
    assert rules(built(tmp_path, change).benchmark)["api_answer"].fixtexts == (Text("Set <code>it</code>."),)
    assert told(tmp_path, {API_RULE: FILES[API_RULE] + "fixtext: <t>it</t>\n"}) == [f"{API_RULE}:11 unknown-markup"]


def test_rules_and_groups_may_require_and_exclude_both_kinds(tmp_path: Path) -> None:
    more = f"{CONTENT}/more/group.yml"
    change = {
        API_RULE: FILES[API_RULE] + "requires: [conf_owner, more]\nconflicts: [more]\n",
        more: "title: More\ndescription: More.\nrequires: [files]\nconflicts: [conf_owner]\n",
    }
    first, second = built(tmp_path, change).benchmark.children
    assert isinstance(first, Group)
    rule = next(each for each in first.children if each.id.endswith("api_answer"))
    prefix = "xccdf_org.example.content_"
    assert rule.requires == ((f"{prefix}rule_conf_owner",), (f"{prefix}group_more",))
    assert rule.conflicts == (f"{prefix}group_more",)
    assert second.requires == ((f"{prefix}group_files",),)
    assert second.conflicts == (f"{prefix}rule_conf_owner",)


def test_group_that_requires_nothing_there_is_told(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {GROUP: FILES[GROUP] + "requires: [conf_ownr]\n"})
    assert (str(found.span), found.code, found.hint) == (f"{GROUP}:3:12", "unknown-rule", "did you mean conf_owner?")


@pytest.mark.parametrize(("products", "there"), [("all", True), ("other, tiny", True), ("other", False)])
def test_prodtype_limits_a_rule_to_products(tmp_path: Path, products: str, there: bool) -> None:
    found = problems(tmp_path, {API_RULE: f"prodtype: {products}\n" + FILES[API_RULE]})
    assert [each.hint for each in found] == ([] if there else ["its prodtype leaves out tiny"])


def test_rule_of_a_group_that_is_left_out_says_so(tmp_path: Path) -> None:
    change = {GROUP: "prodtype: other\n" + FILES[GROUP]}
    hints = {each.hint for each in problems(tmp_path, change) if each.code == "unknown-rule"}
    assert hints == {"the prodtype of files leaves it out"}


@pytest.mark.parametrize("off", ["off", '"off"', "no", "False", "oval@tiny"])
def test_backends_may_be_booleans_and_qualified(tmp_path: Path, off: str) -> None:
    backends = "{oval: on, oval@tiny: off}" if "@" in off else f"{{oval: {off}, ocil@other: off}}"
    change = edited(RULE, "  name: file_owner", f"  name: file_owner\n  backends: {backends}")
    checks = rules(built(tmp_path, change).benchmark)["conf_owner"].checks
    assert [each.system for each in checks] == ["http://scap.nist.gov/schema/ocil/2"]


def test_unknown_word_for_a_backend_is_told(tmp_path: Path) -> None:
    change = edited(RULE, "  name: file_owner", "  name: file_owner\n  backends: {oval: of}")
    assert told(tmp_path, change) == [f"{RULE}:23:20 bad-value"]


def test_warnings_keep_their_category_in_groups_and_values(tmp_path: Path) -> None:
    change = {
        GROUP: FILES[GROUP] + "warnings: [{functionality: It may break.}]\n",
        VALUE: FILES[VALUE] + "warnings: [{audit: Tell.}, {legal: Ask.}]\n",
    }
    (group,) = built(tmp_path, change).benchmark.children
    assert isinstance(group, Group)
    assert [(each.category, each.text.markup) for each in group.warnings] == [("functionality", "It may break.")]
    value = next(each for each in group.values if each.id.endswith("var_mode"))
    assert [(each.category, each.text.markup) for each in value.warnings] == [("audit", "Tell."), ("legal", "Ask.")]


def test_older_word_for_a_controls_status_is_read(tmp_path: Path) -> None:
    for word, status in (("yes", "automated"), ("no", "manual"), ("partially", "partial")):
        change = edited(POLICY, "status: automated", f"automated: {word}")
        policy = read_project(project(tmp_path / word, change), "tiny").policies["policy"]
        assert policy.controls[0].status == status
    assert told(tmp_path, edited(POLICY, "status: automated", "automated: maybe")) == [f"{POLICY}:12:16 bad-value"]


def test_date_of_the_status_is_that_of_the_build_where_none_is_given(tmp_path: Path) -> None:
    path = f"{CONTENT}/benchmark.yml"
    status = built(tmp_path, edited(path, "status_date: 2026-01-01\n", "")).benchmark.status
    assert [(each.value, each.date) for each in status] == [("draft", "2026-01-02")]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("number", "{default: 600, 10_min: -1.5, b: '7'}", "{default: ten}"),
        ("boolean", "{default: false, on: true}", "{default: 2}"),
    ],
)
def test_options_of_a_value_are_of_its_type_and_kept_as_written(tmp_path: Path, kind: str, good: str, bad: str) -> None:
    text = FILES[VALUE].replace("type: string", f"type: {kind}").partition("options:")[0]
    path = f"{CONTENT}/files/var_x.var"
    (group,) = built(tmp_path / "good", {path: f"{text}options: {good}\n"}).benchmark.children
    assert isinstance(group, Group)
    value = next(each for each in group.values if each.id.endswith("var_x"))
    wanted = {"number": [("", "600"), ("10_min", "-1.5"), ("b", "7")], "boolean": [("", "false"), ("on", "true")]}
    assert list(value.values) == wanted[kind]
    assert told(tmp_path / "bad", {path: f"{text}options: {bad}\n"}) == [f"{path}:4:20 wrong-type"]


def test_options_may_differ_between_products(tmp_path: Path) -> None:
    text = FILES[VALUE].replace("default: '0644'", "default: '0644', default@tiny: '0640', strict@other: '0400'")
    (group,) = built(tmp_path, {VALUE: text}).benchmark.children
    assert isinstance(group, Group)
    value = next(each for each in group.values if each.id.endswith("var_mode"))
    assert dict(value.values) == {"": "0640", "strict": "0600"}


COMPONENT = f"{CONTENT}/components/conf.yml"


def test_components_are_read_with_what_they_name(tmp_path: Path) -> None:
    text = (
        "name: conf\npackages: [a, b]\nrules: [conf_owner]\ngroups: [files]\ntemplates: [file_owner]\nchangelog: [x]\n"
    )
    found = read_project(project(tmp_path, {COMPONENT: text}), "tiny").components["conf"]
    assert (found.packages, [node.text for node in found.rules], found.shared) == (("a", "b"), ["conf_owner"], False)
    assert told(tmp_path, {COMPONENT: text}) == []


def test_component_that_names_what_is_not_there_is_told(tmp_path: Path) -> None:
    text = "name: conf\nrules: [conf_ownr, api_answer]\ngroups: [flies]\ntemplates: [none]\n"
    found = problems(tmp_path, {COMPONENT: text})
    assert [f"{each.span} {each.code}" for each in found] == [
        f"{COMPONENT}:2:9 unknown-rule",
        f"{COMPONENT}:3:10 unknown-group",
        f"{COMPONENT}:4:13 unknown-template",
    ]
    assert told(tmp_path, {COMPONENT: "name: other\n"}) == [f"{COMPONENT}:1:7 bad-value"]


def test_component_that_products_share_may_name_what_another_has(tmp_path: Path) -> None:
    changes = {
        "components/conf.yml": "name: conf\nrules: [their_rule]\ngroups: [theirs]\n",
        "content/other/theirs/group.yml": "",
        "content/other/theirs/their_rule/rule.yml": "",
    }
    assert told(tmp_path, changes) == []
    assert told(tmp_path, {"components/conf.yml": "name: conf\nrules: [nobodys]\n"}) == [
        "components/conf.yml:2:9 unknown-rule"
    ]


def test_property_without_a_value_is_none(tmp_path: Path) -> None:
    change = {
        PRODUCT: FILES[PRODUCT] + "feed:\n",
        **edited(API_RULE, "One paragraph.", "'{{% if feed %}}x{{% endif %}}y'"),
    }
    assert rules(built(tmp_path, change).benchmark)["api_answer"].descriptions == (Text("y"),)
