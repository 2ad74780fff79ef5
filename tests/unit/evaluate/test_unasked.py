"""Platforms' definitions that no rule asked for, as an ARF tells of them."""

from scapkit.evaluate.unasked import platform_checks, with_unasked
from scapkit.model.cpe import CpeItem, CpeList
from scapkit.model.oval import Criteria, Criterion, Definition, ExtendDefinition, Generator, OvalDefinitions
from scapkit.model.oval import Test as OvalTest
from scapkit.model.platforms import CheckFactRef, FactRef, LogicalTest, Platform
from scapkit.model.results import CriterionResult, DefinitionResult, OvalResults, Result
from scapkit.names import OVAL_SYSTEM

FACT, OTHER = FactRef("cpe:/o:x:fact:1"), FactRef("cpe:/o:x:other:1")
DICTIONARY = CpeList(
    (
        CpeItem(FACT.name, "", OVAL_SYSTEM, "cpe-oval.xml", "oval:x:def:1"),
        CpeItem("cpe:/o:x:unused:1", "", OVAL_SYSTEM, "cpe-oval.xml", "oval:x:def:9"),
        CpeItem(OTHER.name, ""),
    )
)
INNER = LogicalTest("OR", False, (CheckFactRef(OVAL_SYSTEM, "other-oval.xml", "oval:y:def:1"), OTHER))
PLATFORM = Platform("p", LogicalTest("AND", False, (FACT, INNER)))
DOCUMENT = OvalDefinitions(
    Generator(),
    {
        "oval:x:def:1": Definition(
            "oval:x:def:1",
            "One",
            class_="inventory",
            criteria=Criteria(
                "OR",
                (Criteria(children=(Criterion("oval:x:tst:1", True, "a test"),)), ExtendDefinition("oval:x:def:2")),
            ),
        ),
        "oval:x:def:2": Definition("oval:x:def:2", criteria=Criteria(children=(Criterion("oval:x:tst:2"),))),
        "oval:x:def:3": Definition("oval:x:def:3"),
    },
    {"oval:x:tst:1": OvalTest("oval:x:tst:1", "unix:file", version="7")},
)
NOTHING = OvalResults("cpe-oval.xml", (), (), ())


def test_the_checks_of_platforms_are_found_by_name_and_by_reference() -> None:
    found = platform_checks([PLATFORM], [DICTIONARY])
    assert found == {"cpe-oval.xml": ("oval:x:def:1",), "other-oval.xml": ("oval:y:def:1",)}
    assert platform_checks([], [DICTIONARY]) == {}


def test_what_was_not_asked_is_not_evaluated_down_to_its_tests() -> None:
    made = with_unasked(NOTHING, ["oval:x:def:1", "oval:gone:def:1"], DOCUMENT)
    assert [(each.definition_id, each.result) for each in made.definitions] == [
        ("oval:x:def:1", Result.NOT_EVALUATED),
        ("oval:x:def:2", Result.NOT_EVALUATED),
    ]
    (first, _) = made.definitions
    assert (first.class_, first.title) == ("inventory", "One")
    assert first.criteria is not None
    inner = first.criteria.children[0]
    assert inner.children == (  # type: ignore[union-attr]
        CriterionResult("oval:x:tst:1", Result.NOT_EVALUATED, True, "a test", "7"),
    )
    assert [(each.test_id, each.result, each.version) for each in made.tests] == [
        ("oval:x:tst:1", Result.NOT_EVALUATED, "7"),
        ("oval:x:tst:2", Result.NOT_EVALUATED, "1"),
    ]


def test_what_was_judged_stays_as_it_is() -> None:
    judged = NOTHING._replace(definitions=(DefinitionResult("oval:x:def:3", Result.TRUE),))
    assert with_unasked(judged, ["oval:x:def:3"], DOCUMENT) == judged
