"""An id says one thing in all of a product."""

from pathlib import Path

from authored import CONTENT, problems

RULE = "title: t\ndescription: d\nrationale: r\nseverity: low\n"


OVAL = """<def-group>
  <definition class="compliance" id="{name}" version="1">
    {{{{{{ oval_metadata("d") }}}}}}
    <criteria><criterion comment="c" test_ref="test_{name}"/></criteria>
  </definition>
  <ind:variable_test id="test_{name}" version="1" check="all" comment="c">
    <ind:object object_ref="object_both"/>
  </ind:variable_test>
  <ind:variable_object id="object_both" version="1"><ind:var_ref>var_mode</ind:var_ref></ind:variable_object>
  <external_variable id="var_mode" version="1" datatype="{datatype}" comment="c"/>
</def-group>
"""


def test_one_value_compared_as_two_datatypes_is_told_with_both_rules(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {}
    for name, datatype in (("one", "int"), ("two", "string")):
        changes[f"{CONTENT}/files/{name}/rule.yml"] = RULE
        changes[f"{CONTENT}/files/{name}/oval/shared.xml"] = OVAL.format(name=name, datatype=datatype)
    (problem,) = problems(tmp_path, changes)
    assert (str(problem.span), problem.code) == (f"{CONTENT}/files/two/oval/shared.xml:10", "duplicate-id")
    assert problem.message.startswith("var_mode of two is defined differently for one, in ")
    assert problem.hint == "a variable has one datatype: string or int"


def test_parts_that_say_the_same_may_have_other_comments(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {}
    for name in ("one", "two"):
        changes[f"{CONTENT}/files/{name}/rule.yml"] = RULE
        text = OVAL.format(name=name, datatype="int").replace('comment="c"/>', f'comment="{name}"/>')
        changes[f"{CONTENT}/files/{name}/oval/shared.xml"] = text
    assert problems(tmp_path, changes) == []
