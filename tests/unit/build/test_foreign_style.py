"""A small project in the style of ComplianceAsCode builds as it is, judges, and gives the fixes that it has."""

from pathlib import Path

from authored import FILES, NOW, PRODUCT, RULE, project
from scapkit.api import BuildOptions, build, validate
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.names import short_id
from scapkit.xmlio.content import open_content

FOLDER = "content/tiny/services/ssh/sshd_banner_set"
CHANGES: dict[str, str | None] = {
    PRODUCT: FILES[PRODUCT] + "  nist: https://example.org/nist\nsshd_config_dir: /etc/ssh\npkg_manager: dpkg\n",
    "templates/macros/10-banner.jinja": """{{%- macro describe_banner(parameter, value) -%}}
To set it, the file <tt>{{{ sshd_config_dir }}}/sshd_config</tt> has the line
<pre>{{{ parameter }}} {{{ value }}}</pre>
{{%- endmacro -%}}
""",
    "content/tiny/services/group.yml": "documentation_complete: true\n\ntitle: Services\n\ndescription: |-\n    Services.\n",
    "content/tiny/services/ssh/group.yml": "documentation_complete: true\n\ntitle: SSH\n\ndescription: |-\n    SSH.\n",
    "content/tiny/services/ssh/var_sshd_banner.var": """documentation_complete: true

title: 'Banner'

description: |-
    Which file is shown.

type: string

operator: equals

interactive: true

options:
    default: /etc/issue.net
    issue: /etc/issue
""",
    f"{FOLDER}/rule.yml": """documentation_complete: true

prodtype: tiny,other

title: 'Show a Banner'

description: |-
{{% if product in ["tiny", "rhel9"] %}}
    The banner is {{{ xccdf_value("var_sshd_banner") }}}.
{{% else %}}
    There is no banner.
{{% endif %}}
    {{{ describe_banner("Banner", xccdf_value("var_sshd_banner")) | indent(4) }}}

rationale: |-
    Who comes in must know the rules.

severity: medium

identifiers:
    cce@tiny: CCE-80000-1
    cce@rhel9: CCE-80001-9

references:
    cis@tiny: 5.2.1
    cis@rhel9: 5.3.1
    nist: AC-8(a),CM-6(a)

ocil_clause: 'no banner is set'

ocil: |-
    Run the following command:
    <pre>$ sudo grep -i banner {{{ sshd_config_dir }}}/sshd_config</pre>

platform: tiny

warnings:
    - general: |-
        Clients that expect none may stumble over it.
""",
    f"{FOLDER}/oval/shared.xml": """<def-group>
  <definition class="compliance" id="{{{ rule_id }}}" version="1">
    {{{ oval_metadata("The banner is set.", rule_title=rule_title, affected_platforms=["multi_platform_all"]) }}}
    <criteria comment="set" operator="AND">
      {{% if product == "tiny" %}}
      <criterion comment="the banner is set" test_ref="test_{{{ rule_id }}}" />
      {{% endif %}}
    </criteria>
  </definition>
  <ind:textfilecontent54_test check="all" check_existence="all_exist" comment="the banner" id="test_{{{ rule_id }}}" version="1">
    <ind:object object_ref="obj_{{{ rule_id }}}" />
    <ind:state state_ref="state_{{{ rule_id }}}" />
  </ind:textfilecontent54_test>
  <ind:textfilecontent54_object id="obj_{{{ rule_id }}}" version="2">
    <ind:filepath>{{{ sshd_config_dir }}}/sshd_config</ind:filepath>
    <ind:pattern operation="pattern match">^[ \\t]*Banner[ \\t]+(\\S+)[ \\t]*$</ind:pattern>
    <ind:instance datatype="int">1</ind:instance>
  </ind:textfilecontent54_object>
  <ind:textfilecontent54_state id="state_{{{ rule_id }}}" version="1">
    <ind:subexpression operation="equals" var_ref="var_sshd_banner" />
  </ind:textfilecontent54_state>
  <external_variable comment="the banner" datatype="string" id="var_sshd_banner" version="1" />
</def-group>
""",
    f"{FOLDER}/bash/shared.sh": """# platform = multi_platform_all
# reboot = false
# strategy = restrict
# complexity = low
# disruption = low
{{{ bash_instantiate_variables("var_sshd_banner") }}}

sed -i "s|^Banner .*|Banner $var_sshd_banner|" {{{ sshd_config_dir }}}/sshd_config
""",
    "profiles/tiny/standard.profile": """documentation_complete: true

title: 'Standard'

description: |-
    What everybody has.

selections:
    - sshd_banner_set
    - var_sshd_banner=issue
""",
}  # fmt: skip


def test_project_of_that_style_builds_and_judges(tmp_path: Path, schemas: Path) -> None:
    # Its CCE is in the tiny project already, where another rule has it.
    root = project(tmp_path / "a", {**CHANGES, RULE: FILES[RULE].replace("CCE-80000-1", "CCE-80001-9")})
    written = build(BuildOptions("tiny", str(root), str(root / "out"), guides=False), NOW)
    assert validate(written.paths[:1], str(schemas), {}).problems == ()
    tree = tmp_path / "tree" / "etc"
    (tree / "ssh").mkdir(parents=True)
    (tree / "tiny").write_text("")
    for banner, code in (("/etc/issue", 0), ("/etc/issue.net", 2)):
        (tree / "ssh" / "sshd_config").write_text(f"Banner {banner}\n")
        assert evaluate(EvaluateOptions(written.datastream, str(tree.parent), "standard"), NOW).exit_code == code


def test_its_qualified_keys_macros_and_fixes_are_those_of_the_product(tmp_path: Path) -> None:
    root = project(tmp_path, CHANGES)
    written = build(BuildOptions("tiny", str(root), str(root / "out"), guides=False), NOW)
    benchmark = open_content(written.datastream).benchmark
    ssh = next(group for group in benchmark.children if short_id(group.id) == "services").children[0]
    rule = ssh.children[0]
    assert [each.value for each in rule.idents] == ["CCE-80000-1"]
    assert sorted(each.text for each in rule.references) == ["5.2.1", "AC-8(a)", "CM-6(a)"]
    assert "There is no banner" not in rule.descriptions[0].markup
    assert "<code>/etc/ssh/sshd_config</code>" in rule.descriptions[0].markup
    (fix,) = rule.fixes
    assert (fix.system, fix.strategy, fix.disruption) == ("urn:xccdf:fix:script:sh", "restrict", "low")
    assert "# platform" not in fix.markup and "var_sshd_banner='<xccdf:sub" in fix.markup
