"""Jinja with three braces: positions that survive it, a sandbox, errors with lines."""

import pytest

from scapkit.authoring.jinja.expand import expand, render
from scapkit.authoring.jinja.sandbox import Sandbox, compile_text, make_environment
from scapkit.authoring.lines import Source, plain_source
from scapkit.problem import Invalid

MACROS = """{{# many lines #}}
{{% macro list(names) %}}
{{% for name in names %}}
- {{{ name }}}
{{% endfor %}}
{{% endmacro %}}
{{% macro inner(x) %}}{{{ x.attribute }}}{{% endmacro %}}
{{% macro outer(x) %}}{{{ later(x) }}}{{% endmacro %}}
"""
LATER = '{{% macro later(x) -%}}\n<{{{ x }}} of="{{{ product }}}">\n{{%- endmacro %}}\n'


def environment() -> Sandbox:
    return make_environment([plain_source(MACROS, "m.jinja"), plain_source(LATER, "n.jinja")], {"product": "tiny"})


def expanded(text: str, kind: str = "text:", **variables: object) -> Source:
    return expand(environment(), plain_source(text, "r.yml"), variables, kind)


def lines_of(source: Source) -> list[tuple[int, str]]:
    return [(source.lines.line(index), line) for index, line in enumerate(source.text.split("\n"))]


def refused(text: str, **variables: object) -> str:
    with pytest.raises(Invalid) as error:
        expanded(text, **variables)
    (problem,) = error.value.problems
    return str(problem)


def test_double_braces_pass_through() -> None:
    assert expanded("a {{ b }} {% c %}").text == "a {{ b }} {% c %}"


def test_positions_survive_a_macro_of_many_lines() -> None:
    found = lines_of(expanded("one\ntwo:\n{{{ list(['a', 'b', 'c']) }}}\nlast\n"))
    assert [each for each in found if each[1]] == [
        (1, "one"),
        (2, "two:"),
        (3, "- a"),
        (3, "- b"),
        (3, "- c"),
        (4, "last"),
    ]


def test_positions_survive_comments_and_blocks() -> None:
    text = "{{# a\ncomment #}}\none\n{{% if product == 'tiny' %}}\ntwo\n{{% else %}}\nthree\n{{% endif %}}\nfour"
    assert [each for each in lines_of(expanded(text)) if each[1]] == [(3, "one"), (5, "two"), (9, "four")]


def test_positions_survive_loops_and_expressions_over_lines() -> None:
    text = "{{% for n in (1, 2) %}}\nx{{{ n }}}\ny\n{{% endfor %}}\na {{{\n  product\n}}} b\nend"
    assert lines_of(expanded(text)) == [
        (2, "x1"),
        (3, "y"),
        (2, "x2"),
        (3, "y"),
        (5, "a tiny b"),
        (8, "end"),
    ]


def test_line_that_starts_with_an_expression_has_its_own_position() -> None:
    assert lines_of(expanded("a\n\n{{{ product }}}: b")) == [(1, "a"), (2, ""), (3, "tiny: b")]


def test_macros_see_macros_of_later_files() -> None:
    assert expanded("{{{ outer('a') }}}").text == '<a of="tiny">'


def test_values_are_escaped_in_xml_and_not_in_yaml() -> None:
    assert expanded("{{{ x }}}", "xml:", x="<&").text == "&lt;&amp;"
    assert expanded("{{{ x }}}", "text:", x="<&").text == "<&"


def test_values_are_escaped_inside_macros_and_macros_are_not() -> None:
    assert expanded("{{{ outer('<') }}}", "xml:").text == '<&lt; of="tiny">'


def test_undefined_name_is_told_with_its_line_and_the_nearest_name() -> None:
    message = refused("a\n{{{ produkt }}}\n")
    assert message == "r.yml:2: undefined-name: 'produkt' is undefined (did you mean product?)"


def test_syntax_error_is_told_with_its_line() -> None:
    assert refused("a\n\n{{% if %}}\n").startswith("r.yml:3: malformed-template: ")


def test_failure_in_a_macro_names_the_call_and_the_macro() -> None:
    message = refused("a\nb {{{ inner('x') }}}\n")
    assert message.startswith("r.yml:2: failed-template: ")
    assert message.endswith("in the macro at m.jinja:7")


def test_wrong_call_of_a_macro_is_told_with_its_line() -> None:
    assert refused("\n\n{{{ inner() }}}").startswith("r.yml:3: failed-template: ")


@pytest.mark.parametrize(
    "text",
    [
        "{{{ ''.__class__.__mro__ }}}",
        "{{{ 'a' * 99999999 }}}",
        "{{{ 9 ** 9 }}}",
        "{{{ '%999999999d' % 1 }}}",
        "{{% for a in range(99999) %}}{{% for b in range(99999) %}}{{{ 'x' * 1000 }}}{{% endfor %}}{{% endfor %}}",
    ],
)
def test_sandbox_refuses_ways_out_and_bombs(text: str) -> None:
    assert refused(text).startswith("r.yml:1: failed-template: ")


def test_small_products_are_computed() -> None:
    assert expanded("{{{ 6 * 7 }}} {{{ '-' * 3 }}} {{{ 7 % 4 }}}").text == "42 --- 3"


def test_broken_macro_files_are_all_told() -> None:
    sources = [plain_source("{{% macro %}}", "a.jinja"), plain_source("\n{{{ nothing }}}", "b.jinja")]
    with pytest.raises(Invalid) as error:
        make_environment(sources, {})
    assert [str(each.span) for each in error.value.problems] == ["a.jinja:1", "b.jinja:2"]


def test_one_block_is_rendered_with_its_positions() -> None:
    text = "{{# about #}}\n{{% block a %}}\nA {{{ x }}}\n{{% endblock %}}\n{{% block b %}}\nB\n{{% endblock %}}\n"
    compiled = compile_text(environment(), plain_source(text, "t.jinja"), "xml:")
    assert [each for each in lines_of(render(compiled, {"x": 1}, "a")) if each[1]] == [(3, "A 1")]
    assert [each for each in lines_of(render(compiled, {}, "b")) if each[1]] == [(6, "B")]


def test_shipped_macros_are_read_when_they_are_asked_for_and_give_way_to_the_projects() -> None:
    own = plain_source("{{% macro both() %}}own{{% endmacro %}}", "own.jinja")
    good = plain_source("{{% macro both() %}}x{{% endmacro %}}{{% macro one() %}}1 {{{ both() }}}{{% endmacro %}}", "g")
    broken = plain_source("{{% macro other() %}}{{% if %}}{{% endmacro %}}", "broken.jinja")
    environment = make_environment([own], {}, [good, broken])
    assert rendered(environment, "{{{ both() }}}") == "own"
    digest = environment.digest("one")
    assert rendered(environment, "{{{ one() }}} {{{ both() }}}") == "1 x own"
    assert (environment.digest("one"), environment.digest("both")) == (
        digest,
        make_environment([own], {}).digest("both"),
    )
    with pytest.raises(Invalid, match=r"broken\.jinja:1: malformed-template"):
        rendered(environment, "{{{ other() }}}")


def rendered(environment: Sandbox, text: str) -> str:
    return expand(environment, plain_source(text, "f.yml"), {}, "text:").text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\n  {{% if product %}}\n  b\n  {{% endif %}}\nc\n", "a\n  b\nc\n"),
        ("a\n  {{% if product -%}}\n  b\n  {{%- endif %}}\n  c\n", "a\n  b\n  c\n"),
        ("a\n{{%- if product %}}\nb\n{{%- endif %}}\nc\n", "a\nb\nc\n"),
        ("a{{% if product %}} b{{% endif %}}\nc\n", "a b\nc\n"),
        ("  {{% if product %}}a{{% endif %}}\n  b\n", "  a\n  b\n"),
        ("a {{# why #}}\nb\n", "a \nb\n"),
        ("a\n{{%- set b = 1 -%}}\nc", "ac"),
        ("a\n  {{% if product %}}{{# why #}}\nb\n{{% endif %}}", "a\nb\n"),
        ("a\n{{# one\ntwo #}}\n  {{%+ if product +%}}\nb{{% endif %}}", "a\n  \nb"),
        ("a\n    {{% if product and\n      1 -%}}\n  b{{% endif %}}", "a\n    b"),
    ],
)
def test_a_statement_beside_text_or_with_a_minus_joins_no_lines(text: str, wanted: str) -> None:
    assert expanded(text).text == wanted


def test_statements_without_an_end_are_looked_at_once() -> None:
    assert "malformed" in refused("{{% if x\n" * 100_000)


def test_an_argument_that_a_macro_was_not_given_is_false() -> None:
    macro = (
        "{{% macro place(path, name) %}}{{% if path %}}in {{{ path }}}"
        "{{% else %}}{{{ name }}}{{% endif %}}{{% endmacro %}}"
    )
    assert expanded(macro + "{{{ place(name='a') }}}{{{ place('b') }}}").text == "ain b"
    assert "parameter 'name' was not provided" in refused(macro + "{{{ place() }}}")
    assert "undefined-name" in refused("{{% if prodct %}}a{{% endif %}}")
