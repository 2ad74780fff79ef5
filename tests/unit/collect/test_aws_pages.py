"""Answers in pages are kept whole, or not at all."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from aws_accounts import client
from aws_collected import collected, options, signed
from aws_overlay import Overlay, Refusal, Reply

NAMES = [f"addon-{number:03}" for number in range(25)]


@pytest.fixture(scope="module")
def shop(overlay: Overlay) -> Overlay:
    """A cluster without anything."""
    made = client(overlay.url, "eks")
    made.create_cluster(name="shop", roleArn="arn:aws:iam::123456789012:role/r", resourcesVpcConfig={"subnetIds": []})
    return overlay


def pages(labels: Mapping[str, str]) -> Reply:
    start = int(labels.get("nextToken", 0))
    rest = {"nextToken": str(start + 10)} if start + 10 < len(NAMES) else {}
    return {"addons": NAMES[start : start + 10], **rest}


def test_all_pages_of_a_listing_are_one_answer(shop: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(monkeypatch)
    shop.replies["eks:ListAddons"] = pages
    found = collected(options(shop), tmp_path, ("eks:ListAddons",))
    assert found.answer("eks/ListAddons/shop") == {"addons": NAMES}


def test_pages_that_break_off_are_no_answer(shop: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(monkeypatch)
    shop.replies["eks:ListAddons"] = lambda labels: Refusal("AccessDenied") if "nextToken" in labels else pages(labels)
    found = collected(options(shop), tmp_path, ("eks:DescribeAddon",))
    assert found.status("eks/ListAddons/shop") == "forbidden"
    assert found.status("eks/DescribeAddon/shop") == "skipped"


def test_pages_that_lead_in_a_circle_are_an_incomplete_answer(
    shop: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    shop.replies["eks:ListAddons"] = {"addons": ["a"], "nextToken": "again"}
    found = collected(options(shop), tmp_path, ("eks:ListAddons",))
    assert found.status("eks/ListAddons/shop") == "truncated"
    assert not found.requirements["eks/ListAddons/shop"]["path"]


def test_pages_of_moto_are_one_answer(shop: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed(monkeypatch)
    logs = client(shop.url, "logs")
    for number in range(60):
        logs.create_log_group(logGroupName=f"/aws/eks/shop/cluster-{number:02}")
    shop.asked.clear()
    found = collected(options(shop), tmp_path, ("logs:DescribeLogGroups",))
    assert len(found.answer("logs/DescribeLogGroups/shop")["logGroups"]) == 60
    assert shop.asked.count("logs:DescribeLogGroups") == 2
