"""Filters asked by a probe as it goes on: what is kept, and what is said of what could not be decided."""

from pathlib import Path

import pytest
from ovals import session

from scapkit.model import oval as o
from scapkit.model.syschar import Collected, Flag

FILES = (o.Entity("path", "/etc"), o.Entity("filename", ".*", operation="pattern match"))
DOWN = (("recurse_direction", "down"),)


def files(*filters: o.Filter, entities: tuple[o.Entity, ...] = FILES) -> o.Object:
    return o.Object("files", "unix:file", entities, DOWN, filters)


def state(name: str, *entities: o.Entity, operator: str = "AND") -> o.State:
    return o.State(name, "unix:file", entities, operator)


def names(collected: Collected) -> list[str]:
    return [field.value for item in collected.items for field in item.fields if field.name == "filename"]


@pytest.fixture
def etc(tree: Path) -> Path:
    for number, name in enumerate(("b", "c", "d")):
        (tree / "etc" / name).write_text("x" * number)
        (tree / "etc" / name).chmod(0o600)
    (tree / "etc/a.conf").chmod(0o666)
    (tree / "etc/c").chmod(0o4755)
    return tree


WRITABLE = state("writable", o.Entity("owrite", "true", "boolean"))
SUID = state("suid", o.Entity("suid", "true", "boolean"))
LARGE = state("large", o.Entity("size", "0", "int", "greater than"), o.Entity("type", "regular"))
NAMED = state("named", o.Entity("filename", "d"))


@pytest.mark.parametrize(
    ("filters", "want"),
    [
        ([], ["a.conf", "b", "c", "d"]),
        ([("writable", "include")], ["a.conf"]),
        ([("writable", "exclude")], ["b", "c", "d"]),
        ([("writable", "exclude"), ("suid", "exclude")], ["b", "d"]),
        ([("large", "include")], ["a.conf", "c", "d"]),
        ([("large", "include"), ("suid", "include")], ["c"]),
        # the first looks at what many files have in common, the second at each, the third at what is common again
        ([("writable", "exclude"), ("named", "exclude"), ("suid", "exclude")], ["b"]),
        ([("named", "exclude"), ("writable", "exclude"), ("suid", "exclude")], ["b"]),
        ([("suid", "include"), ("named", "include")], []),
    ],
)
def test_filters_keep_what_their_states_say(etc: Path, filters: list[tuple[str, str]], want: list[str]) -> None:
    run = session(etc, files(*(o.Filter(*each) for each in filters)), WRITABLE, SUID, LARGE, NAMED)
    assert names(run.collected("files")) == want


def test_what_is_filtered_away_whole_does_not_exist(etc: Path) -> None:
    none = state("none", o.Entity("user_id", "4294967", "int"))
    found = session(etc, files(o.Filter("none", "include")), none).collected("files")
    assert (found.flag, found.items) == (Flag.DOES_NOT_EXIST, ())


def test_an_item_without_what_the_filter_asks_for_does_not_match_it(etc: Path) -> None:
    strange = state("strange", o.Entity("strange", "1"), o.Entity("owrite", "true", "boolean"))
    found = session(etc, files(o.Filter("strange")), strange).collected("files")
    assert (found.flag, names(found)) == (Flag.COMPLETE, ["a.conf", "b", "c", "d"])


def test_a_filter_that_cannot_be_applied_is_an_error(etc: Path) -> None:
    wrong = state("wrong", o.Entity("owrite", "perhaps", "boolean"))
    found = session(etc, files(o.Filter("wrong", "include")), wrong).collected("files")
    assert (found.flag, found.items) == (Flag.ERROR, ())


def test_a_filter_that_is_not_there_is_an_error(etc: Path) -> None:
    assert session(etc, files(o.Filter("nowhere"))).collected("files").flag is Flag.ERROR
