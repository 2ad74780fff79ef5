"""A check template: declared parameters, the OVAL that checks them, the question, and the cases that test it."""

from scapkit.authoring.cases import CASES
from scapkit.authoring.skeleton import Skeleton, Sketch, Wanted
from scapkit.authoring.yaml.document import Yaml, document

TEXT = """{{#
description: |-
  TODO: when the check passes, and what a file that is not there means.
parameters:
  filepath:
    type: string
    required: true
    pattern: '/.*'
    example: /etc/example.conf
    help: the absolute path of the file
  line:
    type: string
    required: true
    example: key = value
    help: the line that must be in the file
#}}
{{% block oval %}}
<def-group>
  <definition class="compliance" id="{{{ rule_id }}}" version="1">
    {{{ oval_metadata(filepath ~ " has the line " ~ line ~ ".") }}}
    <criteria>
      <criterion comment="The line is there" test_ref="test_{{{ rule_id }}}"/>
    </criteria>
  </definition>

  <ind:textfilecontent54_test id="test_{{{ rule_id }}}" version="1" check="all"
      check_existence="at_least_one_exists" comment="The line is there">
    <ind:object object_ref="object_{{{ rule_id }}}"/>
  </ind:textfilecontent54_test>

  <ind:textfilecontent54_object id="object_{{{ rule_id }}}" version="1">
    <ind:filepath>{{{ filepath }}}</ind:filepath>
    <ind:pattern operation="pattern match">^{{{ line | escape_regex }}}$</ind:pattern>
    <ind:instance datatype="int">1</ind:instance>
  </ind:textfilecontent54_object>
</def-group>
{{% endblock %}}
{{% block ocil_clause %}}
{{{ filepath }}} lacks the line {{{ line }}}
{{% endblock %}}
{{% block ocil %}}
Look on the system:
<pre>$ grep -Fx '{{{ line }}}' {{{ filepath }}}</pre>
It prints the line.
{{% endblock %}}
"""
VARIABLES = {"filepath": "/etc/example.conf", "line": "key = value"}


def make(wanted: Wanted) -> Sketch:
    """templates/checks/NAME.jinja and tests/cases/template-NAME.yml."""
    cases: list[Yaml] = [
        _case("the line is there", "pass", {"/etc/example.conf": "other = 1\nkey = value\n"}),
        _case("another line is there", "fail", {"/etc/example.conf": "key = other\n"}),
        _case("there is no such file", "fail", {}),
    ]
    given: dict[str, Yaml] = {"template": wanted.name, "product": wanted.product, "cases": cases}
    files = {
        f"templates/checks/{wanted.name}.jinja": TEXT,
        f"tests/cases/template-{wanted.name}.yml": document(CASES, given, more=False),
    }
    steps = (
        f"change templates/checks/{wanted.name}.jinja to check what you want, and its cases with it",
        "scapkit test",
        f"scapkit new rule GROUP/NAME --template {wanted.name} --product {wanted.product}",
    )
    return Sketch(files, steps)


def _case(name: str, result: str, files: dict[str, Yaml]) -> Yaml:
    return {"name": name, "result": result, "vars": VARIABLES, "files": files}


SKELETON = Skeleton("template", "a check template with its cases", make, shipped="templates/checks/{}.jinja")
