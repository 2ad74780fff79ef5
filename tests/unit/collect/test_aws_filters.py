"""What filters make of answers lies beside them; without an answer neither is there."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from aws_accounts import client
from aws_collected import collected, job, options, read, signed
from aws_overlay import Overlay, Refusal
from scapkit.collect.aws.collect import collect
from scapkit.collect.need import Need

CALL = "eks:DescribeAddon"
ADDONS = ("coredns", "vpc-cni")


@pytest.fixture
def shop(overlay: Overlay, monkeypatch: pytest.MonkeyPatch) -> Overlay:
    """A cluster with two add-ons."""
    signed(monkeypatch)
    if not overlay.replies:
        made = client(overlay.url, "eks")
        made.create_cluster(name="shop", roleArn="arn:aws:iam::123456789012:role/r", resourcesVpcConfig={})
    overlay.replies["eks:ListAddons"] = {"addons": list(ADDONS)}
    overlay.replies[CALL] = lambda labels: {"addon": {"addonName": labels["addonName"]}}
    return overlay


def beside(addon: str, text: str) -> str:
    """The key of a filtered answer: the digest is of call and filter as they are authored."""
    return f"eks/DescribeAddon/shop/{addon}#{sha256((CALL + text).encode()).hexdigest()}"


def filtered(overlay: Overlay, folder: Path, *filters: str, resume: bool = False) -> Any:
    needs = tuple(Need("aws", CALL, text) for text in filters)
    collect(options(overlay), job(folder, resume=resume, filters=needs))
    return read(folder)


def test_each_answer_has_what_each_filter_makes_of_it_beside_it(shop: Overlay, tmp_path: Path) -> None:
    named, of = ".addon.addonName", '{cluster: "{{.name}}"}'
    found = filtered(shop, tmp_path, named, of)
    assert [found.answer(beside(addon, named)) for addon in ADDONS] == list(ADDONS)
    assert found.answer(beside("coredns", of)) == {"cluster": "shop"}
    assert found.answer("eks/DescribeAddon/shop/coredns") == {"addon": {"addonName": "coredns"}}
    assert shop.asked.count(CALL) == 2


def test_filters_can_name_what_was_asked_about_and_where(shop: Overlay, tmp_path: Path) -> None:
    text = '"{{.aws_partition}} {{.aws_account}} {{.aws_region}} {{.aws_cluster}} {{.aws_addonName}}"'
    shop.replies["eks:ListAddons"] = {"addons": ["vpc-cni", 'odd"\\(1)']}
    found = filtered(shop, tmp_path, text)
    assert found.answer(beside("vpc-cni", text)) == "aws 123456789012 eu-central-1 shop vpc-cni"
    assert found.answer(beside("odd%22%5C%281%29", text)) == 'aws 123456789012 eu-central-1 shop odd"\\(1)'


@pytest.mark.parametrize("text", [".addon | error", ".[", "{{range .x}}", "empty", ".addon, .addon"])
def test_a_filter_that_makes_nothing_is_an_error_and_the_answer_is_there(
    shop: Overlay, tmp_path: Path, text: str
) -> None:
    found = filtered(shop, tmp_path, text)
    wrong = found.requirements[beside("coredns", text)]
    assert (wrong["status"], wrong["path"]) == ("error", "")
    assert wrong["message"]
    assert found.status("eks/DescribeAddon/shop/coredns") == "collected"


def test_what_was_refused_or_skipped_says_so_for_its_filters_too(shop: Overlay, tmp_path: Path) -> None:
    shop.replies[CALL] = Refusal("AccessDeniedException", "no", 403)
    assert filtered(shop, tmp_path / "a", ".addon").status(beside("coredns", ".addon")) == "forbidden"
    shop.replies["eks:ListAddons"] = Refusal("AccessDeniedException", "no", 403)
    key = beside("coredns", ".addon").replace("/coredns", "")
    assert filtered(shop, tmp_path / "b", ".addon").status(key) == "skipped"


def test_filters_that_come_later_are_made_of_the_answers_that_are_there(shop: Overlay, tmp_path: Path) -> None:
    collected(options(shop), tmp_path, (CALL,))
    shop.asked.clear()
    found = filtered(shop, tmp_path, ".addon.addonName", resume=True)
    assert found.answer(beside("vpc-cni", ".addon.addonName")) == "vpc-cni"
    assert CALL not in shop.asked
    again = json.loads((tmp_path / "dump/manifest.json").read_bytes())
    assert len(again["requirements"]) == len(found.requirements)
