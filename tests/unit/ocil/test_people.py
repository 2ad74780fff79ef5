"""Whether the one who signs an answer off is another than the one who gave it."""

import pytest

from scapkit.ocil.people import is_one_person, names_somebody

ANN = "Ann Lee <ann@example.org>"


@pytest.mark.parametrize(
    "other",
    [
        ANN,
        "Ann Lee",
        "ann  lee",
        "<ann@example.org>",
        "ANN@example.org",
        "Other <ann@example.org>",
        "ANN LEE <other@example.org>",
        '"Ann Lee" <ann2@example.org>',
        "ann@example.org (Ann Lee)",
        "Ann\N{ZERO WIDTH SPACE} Lee",
        "Ann\N{NO-BREAK SPACE}Lee",
        "\N{FULLWIDTH LATIN CAPITAL LETTER A}nn Lee",
        "Ann Lee\N{COMBINING GRAPHEME JOINER}",
        "Ann\N{HANGUL FILLER} Lee",
        "Ann\N{HALFWIDTH HANGUL FILLER} Lee",
        "Ann Lee\N{VARIATION SELECTOR-16}",
        "Ann Lee\U000e0100",
        "Ann Lee\x7f",
    ],
)
def test_the_same_name_or_address_is_the_same_person(other: str) -> None:
    assert is_one_person(ANN, other)
    assert is_one_person(other, ANN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ANN, "Bo Ek <bo@example.org>"),
        (ANN, "Bo Ek"),
        (ANN, "bo@example.org"),
        ("<ann@example.org>", "<bo@example.org>"),
        ("Ann Lee", "Ann Leed"),
        ("Ann Lee", "ann@example.org"),
    ],
)
def test_another_name_and_another_address_are_another_person(one: str, other: str) -> None:
    assert not is_one_person(one, other)
    assert not is_one_person(other, one)


NOBODY = ("()", "'", "<>", '""', "[ ]", "\N{HANGUL FILLER}", "\N{ZERO WIDTH SPACE}")


@pytest.mark.parametrize("who", [*NOBODY, ""])
def test_what_is_written_the_same_is_one_person_and_nobody_where_it_has_no_name(who: str) -> None:
    assert is_one_person(who, who)
    assert not names_somebody(who)


@pytest.mark.parametrize("who", [ANN, "Bo", "<bo@example.org>", "O'Neil"])
def test_a_name_or_an_address_names_somebody(who: str) -> None:
    assert names_somebody(who)


def test_all_that_unicode_lets_programs_ignore_makes_no_difference() -> None:
    regex = pytest.importorskip("regex")
    found = regex.findall(r"\p{Default_Ignorable_Code_Point}", "".join(map(chr, range(0x110000))))
    assert len(found) > 4000
    assert [each for each in found if not is_one_person("Ann", f"An{each}n")] == []
