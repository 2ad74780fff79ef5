"""A collection that is killed leaves what it had, and goes on from there."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Event

import pytest

from aws_accounts import cluster
from aws_collected import collected, options, read, signed
from aws_overlay import Overlay, Refusal, Reply
from scapkit.dumps.open import open_dump

SCRIPT = """
import sys
from pathlib import Path
from aws_collected import collected
from scapkit.collect.aws.options import Options
collected(Options("shop", "eu-central-1", endpoint_url=sys.argv[1], attempts=1), Path(sys.argv[2]))
"""
TESTS = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shop(overlay: Overlay) -> Overlay:
    """A cluster with nodes."""
    cluster(overlay)
    return overlay


def test_a_killed_collection_keeps_what_it_had_and_is_completed(
    shop: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(TESTS), *sys.path]))
    reached, go_on = Event(), Event()

    def waits(_: object) -> Reply:
        reached.set()
        go_on.wait(60)
        return Refusal("InternalError")

    described = shop.replies.pop("eks:DescribeAddon")
    shop.replies["eks:DescribeAddon"] = waits
    with subprocess.Popen([sys.executable, "-c", SCRIPT, shop.url, str(tmp_path)]) as running:
        assert reached.wait(60)
        running.send_signal(signal.SIGKILL)
    go_on.set()
    shop.replies["eks:DescribeAddon"] = described
    had = {each.key for each in _requirements(tmp_path) if each.status == "collected"}
    assert any("eks/ListNodegroups" in key for key in had)
    assert not (tmp_path / "dump/manifest.json").exists()

    shop.asked.clear()
    found = collected(options(shop), tmp_path, resume=True)
    whole = collected(options(shop), tmp_path / "anew")
    assert found.whole().replace(bytes(found.folder), b"") == whole.whole().replace(bytes(whole.folder), b"")
    assert Counter(shop.asked)["eks:ListNodegroups"] == 1


def _requirements(folder: Path) -> tuple[object, ...]:
    dump = open_dump(str(folder / "dump"))
    try:
        assert dump.manifest
        return dump.manifest.requirements
    finally:
        dump.close()


def test_what_could_not_be_asked_before_is_asked_and_no_longer_missing(
    shop: Overlay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    calls = ("eks:DescribeNodegroup",)
    shop.replies["eks:ListNodegroups"] = Refusal("AccessDeniedException")
    assert collected(options(shop), tmp_path, calls).status("eks/DescribeNodegroup/shop") == "skipped"
    del shop.replies["eks:ListNodegroups"]
    shop.asked.clear()
    found = collected(options(shop), tmp_path, calls, resume=True)
    assert found.status("eks/DescribeNodegroup/shop/batch") == "collected"
    assert found.status("eks/DescribeNodegroup/shop") == "not-found"
    assert read(tmp_path) == found
