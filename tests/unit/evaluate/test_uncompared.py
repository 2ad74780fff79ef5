"""What is said of items that could not be compared, and of tests that nobody can decide."""

from pathlib import Path

import pytest
from judged import Source, check, definition, document, outcomes, reasons, results, rule

from scapkit.model.oval import Criteria, Criterion, Entity, Object, State
from scapkit.model.oval import Test as OvalTest
from scapkit.model.results import RuleOutcome

LINES = "independent:textfilecontent54"


def said(folder: Path, *entities: Entity, masked: bool = False) -> list[str]:
    """The reasons of a rule that holds the line of a file against entities."""
    (folder / "etc").mkdir()
    (folder / "etc" / "a.conf").write_text("size=large\n", encoding="utf-8")
    wanted = Object(
        "o",
        LINES,
        (
            Entity("filepath", "/etc/a.conf", mask=masked),
            Entity("pattern", "^size=(.*)$", operation="pattern match"),
            Entity("instance", "1", "int"),
        ),
    )
    test = OvalTest("t", LINES, object_ref="o", state_refs=("s",))
    base = document(definition("d", "t"))
    whole = base._replace(
        tests={**base.tests, "t": test},
        objects={**base.objects, "o": wanted},
        states={**base.states, "s": State("s", LINES, entities)},
    )
    return reasons(results(rule("r", check("d")), root=folder, source=Source({"oval.xml": whole}))["r"])


def test_a_value_of_another_type_is_told_with_what_it_is_compared_with(tmp_path: Path) -> None:
    assert said(tmp_path, Entity("subexpression", "5", "int", "less than")) == [
        "subexpression of /etc/a.conf is 'large', which cannot be compared as int (less than) with '5'"
    ]


def test_a_masked_value_is_not_told(tmp_path: Path) -> None:
    (found,) = said(tmp_path, Entity("subexpression", "5", "int", "less than", mask=True))
    assert found.endswith("is (masked), which cannot be compared as int (less than) with (masked)")


def test_a_masked_path_does_not_name_the_item(tmp_path: Path) -> None:
    (found,) = said(tmp_path, Entity("subexpression", "5", "int"), masked=True)
    assert "/etc/a.conf" not in found


def test_a_field_that_an_item_lacks_is_named(tmp_path: Path) -> None:
    assert said(tmp_path, Entity("windows_view", "64_bit")) == ["windows_view of /etc/a.conf is not told"]


@pytest.mark.parametrize(("comment", "why"), [("", ""), ("two clusters", " (two clusters)")])
def test_a_test_that_looks_for_nothing_is_named(tmp_path: Path, comment: str, why: str) -> None:
    base = document(definition("d", "t"))
    whole = base._replace(tests={**base.tests, "t": OvalTest("t", "independent:unknown", comment=comment)})
    found = results(rule("r", check("d")), root=tmp_path, source=Source({"oval.xml": whole}))["r"]
    assert reasons(found) == [
        f"nobody can decide the test t: it is of type independent:unknown and looks for nothing{why}"
    ]


def test_a_definition_without_criteria_says_why_it_was_not_checked(tmp_path: Path) -> None:
    empty = definition("d", "true")._replace(criteria=None)
    source = Source({"oval.xml": document(empty)})
    result = results(rule("r", check("d")), root=tmp_path, source=source)["r"]
    assert (result.outcome, reasons(result)) == (RuleOutcome.NOTCHECKED, ["d has no criteria"])


@pytest.mark.parametrize("other", ["true", "false"])
def test_what_does_not_apply_says_which_object_does_not(tmp_path: Path, other: str) -> None:
    """A package database that is not there (linux:rpminfo) does not apply; with a false test the rule fails by that."""
    kind = "linux:rpminfo"
    base = document()
    both = definition("d", "t")._replace(criteria=Criteria("AND", (Criterion("t"), Criterion(other))))
    whole = base._replace(
        definitions={**base.definitions, "d": both, "alone": definition("alone", "t")},
        tests={**base.tests, "t": OvalTest("t", kind, object_ref="o")},
        objects={**base.objects, "o": Object("o", kind, (Entity("name", "x"),))},
    )
    source = Source({"oval.xml": whole})
    found = results(rule("r", check("alone")), root=tmp_path, source=source)["r"]
    assert found.outcome is RuleOutcome.NOTAPPLICABLE
    assert reasons(found)
    expected = RuleOutcome.PASS if other == "true" else RuleOutcome.FAIL
    assert outcomes(rule("r", check("d")), root=tmp_path, source=source) == {"r": expected}
