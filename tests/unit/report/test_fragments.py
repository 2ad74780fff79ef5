"""YAML from content: within limits, and nothing made of it."""

import pytest

from scapkit.report.writing.fragments import read_documents


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 5000, "maximum nesting depth"),
        ("- " * 20_000 + "x", "maximum nesting depth"),
        ("[" * 100 + "]" * 100, "nested too deeply"),
        ("a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(20_000)), "too large"),
        ("a: &a [*a]", "nested too deeply"),
        ("", "says nothing"),
        ("a: [", "is not YAML in its line 2"),
        ("\x07", "is not YAML"),
    ],
)
def test_what_is_no_small_yaml_is_refused_with_a_reason(text: str, reason: str) -> None:
    documents, told = read_documents(text)
    assert documents == () and reason in told


def test_a_stream_has_a_node_for_each_document() -> None:
    documents, told = read_documents("a: 1\n---\n- !unsafe b\n---\n")
    assert [each.id for each in documents] == ["mapping", "sequence"] and told == ""
