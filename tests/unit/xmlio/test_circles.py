"""What leads back to itself, or extends what is not there, is found with its line."""

import pytest

from scapkit.xmlio.parse import parse
from scapkit.xmlio.references import reference_problems

D = "{http://oval.mitre.org/XMLSchema/oval-definitions-5}"


def _oval(section: str, parts: str) -> bytes:
    uri = D.strip("{}")
    return f'<oval_definitions xmlns="{uri}">\n<{section}>\n{parts}\n</{section}></oval_definitions>'.encode()


def _found(data: bytes) -> list[tuple[str, int]]:
    return [(each.code, each.span.line) for each in reference_problems(parse(data, "x.xml"), "x.xml")]


@pytest.mark.parametrize(
    ("section", "part"),
    [
        (
            "definitions",
            '<definition id="{}"><criteria><extend_definition definition_ref="{}"/></criteria></definition>',
        ),
        ("variables", '<local_variable id="{}"><concat><variable_component var_ref="{}"/></concat></local_variable>'),
        ("objects", '<file_object id="{}"><set><object_reference>{}</object_reference></set></file_object>'),
    ],
)
def test_a_circle_of_oval_is_told_where_it_closes(section: str, part: str) -> None:
    three = "\n".join(part.format(*pair) for pair in ("ab", "bc", "ca"))
    assert _found(_oval(section, three)) == [("cyclic-reference", 5)]
    assert _found(_oval(section, part.format("a", "a"))) == [("cyclic-reference", 3)]
    shared = "\n".join(part.format(*pair) for pair in ("ac", "bc"))
    assert _found(_oval(section, f'{shared}\n<file_object id="c"/>')) == []


def test_a_long_circle_is_told_in_short() -> None:
    part = '<definition id="d{}"><criteria><extend_definition definition_ref="d{}"/></criteria></definition>'
    chain = "\n".join(part.format(each, (each + 1) % 3000) for each in range(3000))
    (problem,) = reference_problems(parse(_oval("definitions", chain), "x.xml"), "x.xml")
    assert problem.message.endswith("d6 -> ... -> d2999 -> d0")


@pytest.mark.parametrize("name", ["Profile", "Rule", "Value"])
def test_what_extends_itself_or_nothing_is_told(name: str) -> None:
    items = f'<{name} id="a" extends="b"/>\n<{name} id="b" extends="a"/>\n<{name} id="c" extends="gone"/>'
    data = f'<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2">\n{items}\n</Benchmark>'.encode()
    assert sorted(_found(data)) == [("cyclic-extends", 3), ("dangling-reference", 4)]
