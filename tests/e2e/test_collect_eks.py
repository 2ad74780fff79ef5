"""A whole cluster as a user collects it: both APIs, nodes of every kind, archives from the nodes, killed and resumed."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aws_accounts import KEYS, cluster
from aws_collected import signed
from aws_overlay import Overlay, Refusal
from collected_cluster import Place
from kubernetes_api import TOKEN, Cluster
from nodes import al2023
from shared import Run
from whole_cluster import BATCH, GENERAL, NODES, SERVERLESS, configz, fill, wait_for, words

KUBELET = "/tmp/runtime/openscap-kubeletconfig"
OWNER = "/var/lib/kubelet/kubeconfig"


@pytest.fixture(scope="module")
def shop(overlay: Overlay) -> Overlay:
    """The cluster as AWS has it."""
    cluster(overlay)
    return overlay


@pytest.fixture
def filled(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """The cluster as Kubernetes has it, and somebody who may ask for both."""
    signed(monkeypatch)
    yield fill(cluster)


def manifest(dump: Path) -> dict[str, Any]:
    """A dump's own account of itself."""
    found: dict[str, Any] = json.loads((dump / "manifest.json").read_bytes())
    return found


def asked(dump: Path, kind: str, key: str) -> dict[str, Any]:
    """What came of one thing that was asked for."""
    return next(each for each in manifest(dump)["requirements"] if (each["kind"], each["key"]) == (kind, key))


@pytest.fixture
def archives(eks: Path, scapkit: Run, tmp_path: Path) -> Path:
    """What collect node streamed from one of the nodes."""
    folder = tmp_path / "archives"
    folder.mkdir()
    root = al2023(tmp_path / "root")
    given = ("--profile", "cis-node", "--root", root, "--output", folder / f"{GENERAL}.tar.gz")
    assert scapkit("collect", "node", eks / "ssg-eks-ds.xml", *given).returncode in (0, 2)
    return folder


def test_a_cluster_and_its_nodes_become_a_collection(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster, archives: Path
) -> None:
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, "--nodes", archives))
    assert (done.returncode, done.stderr) == (2, ""), done.stderr
    assert f"left out: {SERVERLESS}: Fargate runs it" in done.stdout
    top = place.folder / "shop"
    assert sorted(each.name for each in top.iterdir()) == ["cluster", "collection.json", "nodes"]
    assert sorted(each.name for each in (top / "nodes").iterdir()) == [GENERAL, BATCH]
    kinds = {each["kind"] for each in manifest(top / "cluster")["requirements"]}
    assert kinds == {"aws", "kubernetes"}
    found = manifest(top / "nodes" / BATCH)["asset"]
    assert (found["name"], found["kind"], found["addresses"]) == (BATCH, "eks-node", ["10.0.1.3"])
    facts = {"cluster": "shop", "compute": "ec2", "image": "Amazon Linux 2023.9", "instance": "i-0abc0003"}
    assert found["facts"].items() >= facts.items()
    for name in (GENERAL, BATCH):
        kept = json.loads((top / f"nodes/{name}/files{KUBELET}").read_bytes())["kubeletconfig"]
        assert (kept["readOnlyPort"], asked(top / "nodes" / name, "file", KUBELET)["status"]) == (0, "collected")
    assert asked(top / "nodes" / GENERAL, "file", OWNER)["status"] == "collected"
    assert "--nodes takes what" in asked(top / "nodes" / BATCH, "file", OWNER)["message"]
    skipped = [line for line in done.stdout.splitlines() if "--nodes takes what" in line]
    assert len(skipped) == 1 and "and so were" in skipped[0] and skipped[0].endswith(f": {BATCH}")


def test_a_refused_and_a_dead_kubelet_are_in_their_dumps_with_the_reason(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster
) -> None:
    filled.forbidden = lambda path: path == configz(GENERAL)
    del filled.objects[configz(BATCH)]
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop))
    assert done.returncode == 2
    top = place.folder / "shop/nodes"
    refused, dead = (asked(top / name, "file", KUBELET) for name in (GENERAL, BATCH))
    assert (refused["status"], refused["code"]) == ("forbidden", "403")
    assert (dead["status"], dead["code"]) == ("error", "404")
    assert configz(SERVERLESS) not in [path.partition("?")[0] for path in filled.paths()]


def test_nodes_that_may_not_be_listed_are_recorded_as_not_known(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster
) -> None:
    filled.forbidden = lambda path: path == NODES
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop))
    assert done.returncode == 2
    said = "which nodes there are is not known: GET /api/v1/nodes was refused: 403 Forbidden"
    record = json.loads((place.folder / "shop/collection.json").read_bytes())
    assert said in done.stdout and record["missing"][0].startswith(said)


def started(eks: Path, place: Place, shop: Overlay, filled: Cluster, held: threading.Event) -> "subprocess.Popen[str]":
    """A collection that hangs at the second node's kubelet."""
    filled.pause = lambda path: (held.wait(60), None)[1] if path == configz(BATCH) else None
    command = [sys.executable, "-m", "scapkit", *words(eks / "ssg-eks-ds.xml", place, shop)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(configz(GENERAL), place, running)
    return running


def test_a_killed_collection_is_resumed_without_asking_twice(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster
) -> None:
    held = threading.Event()
    with started(eks, place, shop, filled, held) as running:
        running.send_signal(signal.SIGKILL)
    held.set()
    again = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop))
    assert again.returncode == 1 and "dump-exists" in again.stderr
    filled.asked.clear()
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, "--resume"))
    assert (done.returncode, done.stderr) == (2, ""), done.stderr
    paths = {path.partition("?")[0] for path in filled.paths()}
    assert configz(BATCH) in paths and configz(GENERAL) not in paths
    assert sorted(each.name for each in (place.folder / "shop/nodes").iterdir()) == [GENERAL, BATCH]
    assert not list((place.folder / "shop").rglob("*.jsonl.*")) and not list((place.folder / "shop").rglob(".partial"))


def test_archives_that_come_later_complete_the_nodes(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster, archives: Path
) -> None:
    assert scapkit(*words(eks / "ssg-eks-ds.xml", place, shop)).returncode == 2
    node = place.folder / "shop/nodes" / GENERAL
    assert asked(node, "file", OWNER)["status"] == "skipped"
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, "--resume", "--nodes", archives))
    assert (done.returncode, done.stderr) == (2, ""), done.stderr
    assert asked(node, "file", OWNER)["status"] == "collected"
    assert scapkit("dump", "verify", node).returncode == 0


def test_no_credential_is_in_a_collection_or_printed(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster
) -> None:
    filled.forbidden = lambda path: path == configz(GENERAL)
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop))
    files = [each for each in (place.folder / "shop").rglob("*") if each.is_file()]
    everything = b"\n".join(each.read_bytes() for each in files) + (done.stdout + done.stderr).encode()
    assert len(files) > 10
    for secret in (TOKEN, *KEYS.values()):
        assert secret.encode() not in everything


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"output": "x.tar.gz"}, "unwritable-file"),
        ({"nodes": "root"}, "no-manifest"),
        ({"nodes": "missing"}, "no-such-dump"),
        ({"name": "shp"}, "no-such-cluster"),
    ],
)
def test_what_cannot_begin_is_told_in_one_line_and_leaves_no_dump(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster, given: dict[str, str], code: str
) -> None:
    al2023(place.folder / "root")
    more = ("--nodes", given["nodes"]) if "nodes" in given else ()
    kept = {name: value for name, value in given.items() if name != "nodes"}
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, *more, **kept), cwd=place.folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert f": {code}: " in done.stderr
    assert sorted(each.name for each in place.folder.iterdir()) == ["kubeconfig", "root"]


def test_archives_of_no_node_and_two_of_one_are_told(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster, archives: Path
) -> None:
    found = next(archives.iterdir())
    (archives / "again.tar.gz").write_bytes(found.read_bytes())
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, "--nodes", archives))
    assert done.returncode == 1 and "ambiguous-archive" in done.stderr
    filled.lists[NODES].items[:1] = []
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop, "--nodes", found))
    assert done.returncode == 2
    assert "unmatched-archive" in done.stderr and done.stderr.count("\n") == 1
    assert not (place.folder / "shop/nodes" / GENERAL).exists()


def test_a_throttled_aws_does_not_stop_kubernetes(
    scapkit: Run, eks: Path, place: Place, shop: Overlay, filled: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(shop.replies, "eks:DescribeCluster", Refusal("AccessDeniedException", "not you", 403))
    done = scapkit(*words(eks / "ssg-eks-ds.xml", place, shop))
    assert done.returncode == 2 and "was refused: AccessDeniedException" in done.stdout
    assert asked(place.folder / "shop/cluster", "kubernetes", NODES)["status"] == "collected"
