"""Where an answer lies in a dump."""

import re

from hypothesis import given
from hypothesis import strategies as st

from scapkit.collect.aws.names import Place, argument, key

PLACE = Place("shop", "123456789012", "aws", "eu-central-1")
ARN = "arn:aws:iam::123456789012:role/eks/shop-node"


def test_key_is_account_region_service_operation_and_arguments() -> None:
    assert key(PLACE, "sts", "GetCallerIdentity", ()) == "123456789012/eu-central-1/sts/GetCallerIdentity.json"
    assert key(PLACE, "eks", "DescribeNodegroup", ("shop", "a b")) == (
        "123456789012/eu-central-1/eks/DescribeNodegroup/shop/a%20b.json"
    )


def test_a_service_without_regions_has_a_place_of_its_own() -> None:
    assert key(PLACE, "iam", "GetRole", ("r",), is_global=True) == "123456789012/aws-global/iam/GetRole/r.json"


def test_what_cannot_stand_in_a_name_is_escaped() -> None:
    assert argument(ARN) == "arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Feks%2Fshop-node"
    assert [argument(each) for each in ("..", ".", "", "a#b", "a%2Fb", "é")] == [
        "%2E%2E",
        "%2E",
        "%",
        "a%23b",
        "a%252Fb",
        "%C3%A9",
    ]


def test_long_values_stay_apart_and_fit_a_file_system() -> None:
    long, longer = "x" * 2000, "x" * 2001
    assert argument(long) != argument(longer)
    assert len(argument(long)) < 250 - len(".json")


@given(st.lists(st.text(st.characters(), max_size=300), min_size=2, max_size=2, unique=True))
def test_no_two_values_share_a_name_and_every_name_is_safe(values: list[str]) -> None:
    names = [argument(value) for value in values]
    assert names[0] != names[1]
    assert all(re.fullmatch(r"[A-Za-z0-9_.~%-]+", name) and name.strip(".") for name in names)
