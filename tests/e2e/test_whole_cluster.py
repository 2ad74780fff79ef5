"""From both APIs and the nodes to verdicts, ARF and report, as a user types it; and what never becomes a verdict."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from aws_accounts import KEYS, cluster
from aws_collected import signed
from aws_overlay import Overlay, Refusal
from collected_cluster import Place
from kubernetes_api import TOKEN, Cluster
from nodes import al2, al2023
from scapkit.collect.aws.plan import every_call
from shared import Run
from trees import BAD
from whole_cluster import BATCH, GENERAL, POLICIES, SERVERLESS, configz, fill, wait_for, words

DECIDED = {"pass", "fail"}
PROFILES = ("cis", "cis-1.8")


@pytest.fixture(scope="module")
def shop(overlay: Overlay) -> Overlay:
    """The cluster as AWS has it."""
    cluster(overlay)
    return overlay


@pytest.fixture
def filled(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """The cluster as Kubernetes has it, one kubelet of which lets anybody in, and somebody who may ask."""
    signed(monkeypatch)
    fill(cluster).objects[configz(BATCH)] = {"kubeletconfig": BAD}
    yield cluster


def judged(scapkit: Run, eks: Path, place: Place, profile: str, *more: str | Path) -> dict[str, Any]:
    """The summary of the collection."""
    given = ("--dump", place.folder / "shop", "--profile", profile, "--json", place.folder / "all.json")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", *given, *more)
    assert (done.returncode, done.stderr) == (2, ""), done.stderr
    found: dict[str, Any] = json.loads((place.folder / "all.json").read_bytes())
    return found


def results(summary: dict[str, Any], name: str) -> dict[str, str]:
    """What an asset's rules came to."""
    asset = next(each for each in summary["assets"] if each["name"] == name)
    return {rule["short_id"]: rule["result"] for rule in asset["rules"]}


@pytest.fixture
def archives(eks: Path, scapkit: Run, tmp_path: Path) -> Path:
    """What collect node streamed from one of the nodes."""
    (tmp_path / "archives").mkdir()
    for profile, image in (("cis-node", al2), ("cis-1.8-node", al2023)):
        given = ("--profile", profile, "--root", image(tmp_path / profile), "--output", tmp_path / f"{profile}.tar.gz")
        assert scapkit("collect", "node", eks / "ssg-eks-ds.xml", *given).returncode in (0, 2)
    return tmp_path


@pytest.mark.parametrize("profile", PROFILES)
def test_a_cluster_is_collected_judged_and_reported(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster, archives: Path, profile: str
) -> None:
    archive = archives / f"{profile}-node.tar.gz"
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, "--nodes", archive, profile=profile))
    assert (done.returncode, done.stderr) == (2, ""), done.stderr
    outputs = ("--arf", place.folder / "arf", "--html", place.folder / "pages")
    summary = judged(scapkit, eks, place, profile, *outputs)
    node = f"{profile}-node"
    profiles = {each["name"]: each["profile"] for each in summary["assets"]}
    assert profiles == {"shop": profile, GENERAL: node, BATCH: node}
    assert [each["name"] for each in summary["not_judged"]] == [SERVERLESS]
    assert DECIDED & set(results(summary, "shop").values())
    anonymous = next(each for each in results(summary, GENERAL) if each.startswith("kubelet_anonymous"))
    assert (results(summary, GENERAL)[anonymous], results(summary, BATCH)[anonymous]) == ("pass", "fail")
    own = [name for name in results(summary, GENERAL) if name.startswith("file_")]
    assert "pass" in {results(summary, GENERAL)[name] for name in own}
    assert not DECIDED & {results(summary, BATCH)[name] for name in own}
    files = sorted((place.folder / "arf").rglob("*.xml"))
    assert [etree.parse(str(each)).findtext(".//{*}TestResult/{*}target") for each in files] == ["shop", GENERAL, BATCH]
    assert scapkit("validate", *files).returncode == 0
    assert f"./nodes/{BATCH}.html" in (place.folder / "pages/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("profile", PROFILES)
def test_with_everything_forbidden_nothing_passes_and_nothing_fails_in_any_asset(
    scapkit: Run,
    eks: Path,
    place: Place,
    shop: Overlay,
    filled: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    profile: str,
) -> None:
    filled.forbidden = lambda path: True
    for name in set(every_call()) - {"sts:GetCallerIdentity"}:
        monkeypatch.setitem(shop.replies, name, Refusal("AccessDeniedException", "not you", 403))
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, profile=profile))
    assert done.returncode == 2
    summary = judged(scapkit, eks, place, profile)
    assert [(each["name"], each["profile"]) for each in summary["assets"]] == [("shop", profile)]
    assert not DECIDED & set(results(summary, "shop").values())
    assert summary["missing_assets"] and "403" in summary["missing_assets"][0]


def test_kubelets_that_all_refuse_give_their_nodes_no_verdict(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster
) -> None:
    filled.forbidden = lambda path: path.endswith("/proxy/configz")
    assert scapkit(*words(eks / "ssg-eks-ds.xml", place, shop)).returncode == 2
    summary = judged(scapkit, eks, place, "cis")
    for name in (GENERAL, BATCH):
        assert not DECIDED & set(results(summary, name).values())
    reasons = [each for each in summary["missing_evidence"] if "configz" in each["text"]]
    assert len(reasons) == 1 and reasons[0]["assets"] == [GENERAL, BATCH] and "403" in reasons[0]["text"]


def test_a_killed_collection_is_judged_as_far_as_it_came_and_then_to_its_end(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster
) -> None:
    held = threading.Event()
    filled.pause = lambda path: (held.wait(60), None)[1] if path == POLICIES else None
    command = [sys.executable, "-m", "scapkit", *words(eks / "ssg-eks-ds.xml", place, shop)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        wait_for(configz(BATCH), place, running)
        running.send_signal(signal.SIGKILL)
    held.set()
    cut = judged(scapkit, eks, place, "cis")
    assert "not collected to its end" in cut["missing_assets"][0]
    assert results(cut, "shop")["configure_network_policies_namespaces"] == "unknown"
    assert scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, "--resume")).returncode == 2
    whole = judged(scapkit, eks, place, "cis")
    assert whole["missing_assets"] == [] and {each["name"] for each in whole["assets"]} == {"shop", GENERAL, BATCH}
    assert results(whole, "shop")["configure_network_policies_namespaces"] == "fail"


def test_no_credential_is_in_anything_that_was_written(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster
) -> None:
    scapkit(*words(eks / "ssg-eks-ds.xml", place, shop))
    judged(scapkit, eks, place, "cis", "--arf", place.folder / "arf", "--html", place.folder / "pages")
    written = [each for each in place.folder.rglob("*") if each.is_file() and each.name != "kubeconfig"]
    everything = b"\n".join(each.read_bytes() for each in written)
    assert len(written) > 20
    for secret in (TOKEN, *KEYS.values()):
        assert secret.encode() not in everything
