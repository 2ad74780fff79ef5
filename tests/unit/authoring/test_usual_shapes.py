"""Files in the shapes that authors of the format give them: conditions at the margin, keys that come and go."""

from pathlib import Path

from authored import API_RULE, CONTENT, FILES, GROUP, PRODUCT, built, told
from scapkit.model.xccdf import Group, Rule

RULE = f"{CONTENT}/files/patched/rule.yml"
TEXT = """documentation_complete: true

prodtype: other,tiny

platform: {{{ product }}}

{{%- if product == "other" %}}
{{%- set where = "/etc/other.conf" %}}
{{%- else %}}
{{%- set where = "/etc/tiny.conf" %}}
{{%- endif %}}

title: 'Patched'

description: |-
{{% if product in ["other"] %}}
    Never said.
    <pre>$ sudo other update</pre>
{{% elif "tin" in product %}}
    Update <tt>{{{ where }}}</tt>
    with <pre>$ sudo tiny &amp;&amp; update</pre>
{{% endif %}}
    <br /><br />
    Do so soon.

rationale: |-
    It is {{{ full_name }}}.

identifiers:
      cce@other: CCE-80000-1

references:
    cis@other: 3.2.1
    cis@tiny: "1.8"

requires:
  {{% if product in ['other'] %}}
    - nobody
  {{% else %}}
    - api_answer
  {{% endif %}}

{{% if feed_url %}}
oval_external_content: {{{ feed_url }}}
  {{% if not feed_url.endswith(".xml") %}}
warnings:
    - general: "The feed of {{{ full_name }}} is no XML."
  {{% endif %}}
{{% else %}}
{{# Nothing looks at it. #}}
warnings:
    - general: '{{{ full_name }}} has no feed.'
{{% endif %}}

template:
    name: yamlfile_value
    vars:
        filepath: {{{ where }}}
        filepath@other: /etc/no
        yamlpath: ".authentication.enabled"
        values:
         - value: "false"
           operation: "equals"
    backends:
        bash@tiny: "off"
        ansible: on
"""


def rule(root: Path, changes: dict[str, str]) -> Rule:
    product = {PRODUCT: FILES[PRODUCT] + "feed_url: https://example.org/feed\n"}
    (group,) = built(root, {RULE: TEXT, **product, **changes}).benchmark.children
    assert isinstance(group, Group)
    return next(each for each in group.children if isinstance(each, Rule) and each.id.endswith("patched"))


def test_rule_with_conditions_everywhere_is_read_for_its_product(tmp_path: Path) -> None:
    found = rule(tmp_path, {})
    text = found.descriptions[0].markup
    assert "<code>/etc/tiny.conf</code>" in text
    assert "Never said" not in text
    assert [each.text for each in found.references] == ["1.8"]
    assert found.requires == (("xccdf_org.example.content_rule_api_answer",),)
    assert [each.text.markup for each in found.warnings] == ["The feed of Tiny Product is no XML."]
    assert found.severity == "unknown"


def test_positions_survive_conditions(tmp_path: Path) -> None:
    changes = {RULE: TEXT.replace("- api_answer", "- api_anser"), PRODUCT: FILES[PRODUCT] + "feed_url:\n"}
    line = TEXT.split("\n").index("    - api_answer") + 1
    assert told(tmp_path, changes) == [f"{RULE}:{line}:7 unknown-rule"]


def test_groups_and_profiles_use_jinja_too(tmp_path: Path) -> None:
    group = "title: 'Files of {{{ full_name }}}'\ndescription: |-\n    All\n{{% if 'tin' in product %}}\n    of it\n{{% endif %}}\n"
    profile = "title: 'P {{{ full_name }}}'\ndescription: D.\nselections:\n{{% if product == 'tiny' %}}\n  - patched\n{{% endif %}}\n"
    changes = {GROUP: group, "profiles/tiny/p.profile": profile}
    rule(tmp_path, changes)
    made = built(tmp_path, {**changes, RULE: TEXT, API_RULE: FILES[API_RULE], PRODUCT: FILES[PRODUCT] + "feed_url:\n"})
    assert made.benchmark.children[0].descriptions[0].markup == "All\nof it"
    assert made.benchmark.profiles[1].titles[0].markup == "P Tiny Product"
    assert len(made.benchmark.profiles[1].refinements) == 1
