"""Random texts of the authoring format: ids, lines, prose and platform expressions, drawn by hypothesis."""

from typing import Any

from hypothesis import strategies as st

from scapkit.xmlio.parse import escape

Draw = Any
BLOCKS = ("<p>{}</p>", "<pre>{}</pre>", "<ul><li>{}</li></ul>", "<code>{}</code>", "<b>{}</b>", "a\n\n{}", "{}")
INVENTORY = """<def-group>
  <definition class="inventory" id="is_{0}" version="1">
    {{{{{{ oval_metadata("Is it {0}?") }}}}}}
    <criteria><criterion comment="there" test_ref="test_{0}"/></criteria>
  </definition>
  <unix:file_test id="test_{0}" version="1" check="all" check_existence="at_least_one_exists" comment="there">
    <unix:object object_ref="object_{0}"/>
  </unix:file_test>
  <unix:file_object id="object_{0}" version="1"><unix:filepath>/etc/{0}</unix:filepath></unix:file_object>
</def-group>
"""

words = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,8}", fullmatch=True)
# Any text of one line that XML can hold and that is more than white space.
lines = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=24).filter(
    lambda text: text.strip() and not any(jinja in text for jinja in ("{{{", "{{%", "{{#"))
)


@st.composite
def prose(draw: Draw, values: tuple[str, ...] = ()) -> str:
    """Well-formed markup, with references to values in it."""
    pieces = [
        draw(st.sampled_from(BLOCKS)).format(escape(text)) for text in draw(st.lists(lines, min_size=1, max_size=3))
    ]
    # what YAML must quote would escape the quotes of Jinja, too
    if values and all(line.isprintable() and line == line.strip() for each in pieces for line in each.split("\n")):
        pieces += [
            f'{{{{{{ xccdf_value("{name}") }}}}}}' for name in draw(st.lists(st.sampled_from(values), max_size=1))
        ]
    return "\n".join(pieces)


@st.composite
def expressions(draw: Draw, platforms: tuple[str, ...]) -> str:
    """A platform, or an expression over several."""
    one = st.sampled_from(platforms)
    return draw(
        st.recursive(
            one,
            lambda inner: st.one_of(
                inner.map("not ({})".format),
                st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda each: f"({' '.join(each)})"),
            ),
            max_leaves=4,
        )
    )
