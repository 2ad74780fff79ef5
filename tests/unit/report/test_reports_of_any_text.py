"""Whatever texts content and assets have, a report is a document of its format, and the same every time."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import report_views
from report_schemas import VALID
from scapkit.registry import find

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
# what means something somewhere, in any order
SIGNS = st.lists(
    st.sampled_from(
        ["<", ">", "&", "]]>", "\\", '"', "'", "`", "```", "\n", "\r", "\t", "\x00", "\ufeff", "\u2028", "\u202e", "\ud800", "\udc00",
         "{0}", "{{", "](", "[", "|", "=", "@a", "#1", "--", "-->", "://", "..", "/", "%", ":", "$(x)", "<script>", "&lt;", "\u00a0", "é", "9"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("name", sorted(VALID))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANY | SIGNS)
@example(text="")
@example(text=report_views.EVIL)
def test_a_report_is_valid_whatever_texts_it_is_made_of(name: str, text: str) -> None:
    views = [report_views.hostile(view, text) for view in (report_views.view(), report_views.waived_view())]
    form = find("scapkit.report.formats", "FORMAT", name)
    data = b"".join(form.render(views))
    VALID[name](data)
    assert b"".join(form.render(views)) == data
