"""Whether the one who signs an answer off is another than the one who gave it."""

import pytest

from scapkit.ocil.people import is_one_person

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
