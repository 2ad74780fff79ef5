"""A tiny project for the generator, and what is wrong with one that was changed."""

from collections.abc import Mapping
from pathlib import Path

from scapkit.build.draft import Built
from scapkit.build.pipeline import compile_product
from scapkit.problem import Invalid, Problem
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.oval import write_oval

NOW = "2026-01-02T03:04:05Z"
CONTENT = "content/tiny"
RULE = f"{CONTENT}/files/conf_owner/rule.yml"
API_RULE = f"{CONTENT}/files/api_answer/rule.yml"
API_OVAL = f"{CONTENT}/files/api_answer/oval/shared.xml"
VALUE = f"{CONTENT}/files/var_mode.var"
GROUP = f"{CONTENT}/files/group.yml"
PROFILE = "profiles/tiny/base.profile"
POLICY = f"{CONTENT}/controls/policy.yml"
PRODUCT = f"{CONTENT}/product.yml"
PLATFORM = f"{CONTENT}/applicability/tiny.yml"

FILES: Mapping[str, str] = {
    PRODUCT: """product: tiny
full_name: Tiny Product
benchmark_id: TINY
namespace: org.example.content
check_namespace: ex
version: '1.2.3'
update: https://example.org/releases
publisher: someone
creator: someone
contributor: someone else
source: https://example.org/
platforms: [tiny]
reference_uris:
  cis: https://example.org/cis
""",
    f"{CONTENT}/benchmark.yml": """title: A Guide to Tiny
status: draft
status_date: 2026-01-01
description: What to set.
notice: {id: terms, description: Try it first.}
front-matter: First.
rear-matter: Last.
""",
    GROUP: "title: Files\ndescription: All about files.\n",
    VALUE: """title: A mode
description: Which mode.
type: string
options: {default: '0644', strict: '0600'}
""",
    f"{CONTENT}/files/ocp_data_root.var": """title: Root
description: Where answers are.
type: string
options: {default: /kubernetes-api-resources}
""",
    RULE: """documentation_complete: true
title: Conf Belongs to Root
description: |-
  The file <tt>/etc/conf</tt> belongs to root &amp; nobody else.

  Its mode is {{{ xccdf_value("var_mode") }}}.
rationale: Others could change it.
severity: high
identifiers:
  cce@tiny: CCE-80000-1
  cce@other: CCE-80000-2
references:
  cis@tiny: 1.1,1.2
  cis: 9.9
platforms: [tiny]
ocil_clause: somebody else owns it
ocil: |-
  Look:
  <pre>$ stat /etc/conf</pre>
  The mode is {{{ xccdf_value("var_mode") }}}.
template:
  name: file_owner
  vars:
    filepath: /etc/conf
    uid_or_name: '0'
""",
    API_RULE: """title: The Answer Is Yes
description: One paragraph.
rationale: Because.
severity: low
platforms: [not tiny]
warnings:
  - general: Mind the gap.
collect:
  - path: /api/v1/answers
    filter: '.items[]{{if x}} | 1{{end}}'
""",
    API_OVAL: """<def-group>
  <definition class="compliance" id="api_answer" version="1">
    {{{ oval_metadata("The answer is yes.") }}}
    <criteria>
      <criterion comment="yes" test_ref="test_answer"/>
    </criteria>
  </definition>
  <unix:file_test id="test_answer" version="1" check="all" check_existence="only_one_exists" comment="yes">
    <unix:object object_ref="object_answer"/>
  </unix:file_test>
  <unix:file_object id="object_answer" version="1">
    <unix:filepath var_ref="answer_path"/>
  </unix:file_object>
  <local_variable id="answer_path" datatype="string" version="1" comment="the path">
    <concat>
      <variable_component var_ref="ocp_data_root"/>
      <literal_component>{{{ collect[0].dump_path }}}</literal_component>
    </concat>
  </local_variable>
  <external_variable id="ocp_data_root" datatype="string" version="1" comment="root"/>
</def-group>
""",
    PLATFORM: "name: cpe:/a:example:tiny:1\ntitle: Tiny\ncheck_id: is_tiny\ncollect: [{path: /version}]\n",
    f"{CONTENT}/applicability/is_tiny.xml": """<def-group>
  <definition class="inventory" id="is_tiny" version="1">
    {{{ oval_metadata("Tiny is there.") }}}
    <criteria><criterion comment="there" test_ref="test_tiny"/></criteria>
  </definition>
  <unix:file_test id="test_tiny" version="1" check="all" check_existence="at_least_one_exists" comment="there">
    <unix:object object_ref="object_tiny"/>
  </unix:file_test>
  <unix:file_object id="object_tiny" version="1"><unix:filepath>/etc/tiny</unix:filepath></unix:file_object>
</def-group>
""",
    PROFILE: """title: Base
description: Everything.
platform: tiny
metadata: {version: '1.0', reference: https://example.org/base}
selections:
  - policy:all:high
  - var_mode=strict
  - conf_owner.severity=low
""",
    POLICY: """policy: A Policy
title: A Policy
id: policy
version: '1'
levels:
  - id: low
  - {id: high, inherits_from: [low]}
controls:
  - id: '1'
    title: One
    levels: [low]
    status: automated
    rules: [conf_owner]
    controls:
      - id: '1.1'
        levels: [high]
        rules: [api_answer]
""",
}


def project(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """The tiny project in a folder, files changed, added or (with None) left out."""
    for path, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    return root


def edited(path: str, old: str, new: str) -> dict[str, str]:
    """A change to one of the tiny project's files."""
    assert FILES[path].count(old) == 1, (path, old)
    return {path: FILES[path].replace(old, new)}


def built(root: Path, changes: Mapping[str, str | None] | None = None) -> Built:
    """The tiny project built."""
    return compile_product(project(root, changes), "tiny", NOW)


def problems(root: Path, changes: Mapping[str, str | None]) -> list[Problem]:
    """What is wrong with a changed project; files relative to its root."""
    try:
        built(root, changes)
    except Invalid as error:
        return [
            each._replace(span=each.span._replace(file=each.span.file.replace(f"{root}/", "")))
            for each in error.problems
        ]
    return []


def told(root: Path, changes: Mapping[str, str | None]) -> list[str]:
    """The same as `file:line code` or `file:line:column code`."""
    return [f"{each.span} {each.code}" for each in problems(root, changes)]


def oval_text(made: Built) -> str:
    """The rules' OVAL document."""
    return to_bytes(write_oval(made.oval)).decode()
