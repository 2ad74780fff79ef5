"""Macros by which rules of others say what they read of the Kubernetes API: the same warning as `collect` makes."""

import hashlib
import re
from pathlib import Path

from authored import CONTENT, built, oval_text
from scapkit.model.xccdf import Group, Rule

CODES = re.compile(r"<code.*?</code>")
HEAD = "title: {}\ndescription: d\nrationale: r\nseverity: low\n"
PATH, FILTER = "/api/v1/answers?limit=500&a=b", '[.items[] | select(.a < 1 and .b == "c")]'
MACRO = f"""{{{{% set path = '{PATH}' %}}}}
{{{{% set filter = '{FILTER}' %}}}}
warnings:
- general: |-
    {{{{{{ openshift_filtered_cluster_setting({{path: filter}}) | indent(4) }}}}}}
- general: |-
    {{{{{{ openshift_cluster_setting("/version") | indent(4) }}}}}}
template:
  name: yamlfile_value
  vars:
    ocp_data: true
    filepath: {{{{{{ openshift_filtered_path(path, filter) }}}}}}
    yamlpath: '[0].a'
"""
COLLECT = f"collect:\n  - path: {PATH}\n    filter: '{FILTER}'\n  - path: /version\n"


def codes(group: Group, title: str) -> list[str]:
    """What a rule's warnings name, in their order."""
    rule = next(each for each in group.children if isinstance(each, Rule) and each.titles[0].markup == title)
    return CODES.findall("".join(each.text.markup for each in rule.warnings))


def test_warning_of_the_macros_is_that_of_collect(tmp_path: Path) -> None:
    made = built(
        tmp_path,
        {
            f"{CONTENT}/files/by_macro/rule.yml": HEAD.format("macro") + MACRO,
            f"{CONTENT}/files/by_collect/rule.yml": HEAD.format("collect") + COLLECT,
        },
    )
    group = made.benchmark.children[0]
    assert isinstance(group, Group)
    assert codes(group, "macro") == codes(group, "collect") and len(codes(group, "macro")) == 5
    digest = hashlib.sha256((PATH + FILTER).encode()).hexdigest()
    assert f"{PATH}#{digest}".replace("&", "&amp;") in oval_text(made)
