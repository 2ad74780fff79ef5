"""From a cluster's API to verdicts, as a user types it: collected, refused, killed and resumed."""

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from collected_cluster import Place
from kubeconfigs import kubeconfig
from kubernetes_answers import Listed
from kubernetes_api import TOKEN, Cluster
from outcomes import outcomes
from scapkit.api.gathering.planning import plan
from shared import Run

NAMESPACES, POLICIES = "/api/v1/namespaces", "/apis/networking.k8s.io/v1/networkpolicies"
RULE = "configure_network_policies_namespaces"
NODES = "/api/v1/nodes"
CONFIGZ = f"{NODES}/ip-10-0-0-1/proxy/configz"


def expected(eks: Path) -> int:
    """How many answers the profile needs, filtered ones too; there is one node."""
    needs = plan(str(eks / "ssg-eks-ds.xml"), "cis").needs
    answers = {(each.key, each.filter) for each in needs if each.kind == "kubernetes"}
    return len(answers | {(key, "") for key, _ in answers})


def calls(eks: Path) -> int:
    """How many calls that takes."""
    return len({each.key for each in plan(str(eks / "ssg-eks-ds.xml"), "cis").needs if each.kind == "kubernetes"})


def absent(eks: Path, cluster: Cluster) -> int:
    """How many of these the cluster has not: paths, and what their filters would make."""
    needs = plan(str(eks / "ssg-eks-ds.xml"), "cis").needs
    there = {*cluster.lists, *cluster.objects, CONFIGZ.replace("ip-10-0-0-1", "NODE_NAME")}
    lacking = {(each.key, each.filter) for each in needs if each.kind == "kubernetes" and each.key not in there}
    return len(lacking | {(key, "") for key, _ in lacking})


@pytest.fixture
def shop(cluster: Cluster) -> Cluster:
    """An EKS cluster with two namespaces of its users, one with a network policy, and a node."""
    names = ("default", "kube-system", "orders", "shop")
    cluster.lists[NAMESPACES] = Listed("Namespace", "v1", [{"metadata": {"name": each}} for each in names])
    cluster.lists[POLICIES] = Listed("NetworkPolicy", "networking.k8s.io/v1", [policy("shop")])
    cluster.lists[NODES] = Listed("Node", "v1", [{"metadata": {"name": "ip-10-0-0-1"}}])
    cluster.objects[CONFIGZ] = {"kubeletconfig": {"readOnlyPort": 0}}
    return cluster


def policy(namespace: str) -> dict[str, Any]:
    """A network policy of a namespace."""
    return {"metadata": {"name": "deny", "namespace": namespace}, "spec": {"podSelector": {}}}


def words(eks: Path, place: Place, *more: str) -> list[str]:
    """The command, with a kubeconfig for the stand-in."""
    file = place.folder / "kubeconfig"
    if not file.exists():
        file.write_text(kubeconfig(place.server.url, place.authority), encoding="utf-8")
    given = ["--profile", "cis", "--output", str(place.dump), "--kubeconfig", str(file), *more]
    return ["collect", "kubernetes", str(eks / "ssg-eks-ds.xml"), *given]


def test_a_namespace_without_a_policy_fails_and_with_one_passes(
    scapkit: Run, eks: Path, place: Place, shop: Cluster
) -> None:
    done = scapkit(*words(eks, place))
    assert (done.returncode, done.stderr) == (0, "")
    missing = absent(eks, shop)
    assert missing >= 1
    assert done.stdout == f"{place.dump}: {expected(eks) - missing} collected, {missing} not-found\n"
    assert outcomes(eks, place.dump, "cis")[RULE] == "fail"
    manifest = json.loads((place.dump / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["asset"]["name"] == "shop"
    assert (manifest["asset"]["kind"], manifest["asset"]["facts"]) == ("eks-cluster", {"version": "1.31"})
    shop.lists[POLICIES].items.append(policy("orders"))
    other = place._replace(folder=place.folder / "other")
    other.folder.mkdir()
    assert scapkit(*words(eks, other)).returncode == 0
    assert outcomes(eks, other.dump, "cis")[RULE] == "pass"


def test_with_everything_forbidden_nothing_passes_and_nothing_fails(
    scapkit: Run, eks: Path, place: Place, shop: Cluster
) -> None:
    shop.forbidden = lambda path: True
    done = scapkit(*words(eks, place))
    assert done.returncode == 1
    assert f"GET {NAMESPACES} was refused: 403 Forbidden" in done.stdout
    assert done.stdout.endswith(f"{place.dump}: {calls(eks)} forbidden\n")
    assert len(done.stdout.splitlines()) == calls(eks) + 1 and "#" not in done.stdout
    found = outcomes(eks, place.dump, "cis")
    assert set(found.values()) <= {"unknown", "notchecked"}
    assert found[RULE] == "unknown"


def test_a_token_that_is_no_good_gives_no_verdict_either(scapkit: Run, eks: Path, place: Place, shop: Cluster) -> None:
    shop.tokens = set()
    done = scapkit(*words(eks, place))
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 3)
    assert f"401 Unauthorized (Unauthorized), and so were {calls(eks) - 2} more\n" in done.stdout
    assert set(outcomes(eks, place.dump, "cis").values()) <= {"unknown", "notchecked"}


def started(eks: Path, place: Place, shop: Cluster, held: threading.Event) -> "subprocess.Popen[str]":
    """A collection that hangs at the network policies, everything else collected."""
    shop.pause = lambda path: (held.wait(60), None)[1] if path == POLICIES else None
    command = [sys.executable, "-m", "scapkit", *words(eks, place)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # the head, and all but the network policies and what a filter makes of them
    journal, wanted = place.dump / "journal.jsonl", 1 + expected(eks) - 2
    until = time.monotonic() + 60
    while not (journal.exists() and journal.read_bytes().count(b"\n") == wanted):
        assert time.monotonic() < until and running.poll() is None
        time.sleep(0.02)
    return running


def test_a_killed_collection_is_evidence_as_far_as_it_came_and_can_be_resumed(
    scapkit: Run, eks: Path, place: Place, shop: Cluster
) -> None:
    held = threading.Event()
    with started(eks, place, shop, held) as running:
        running.send_signal(signal.SIGKILL)
    held.set()
    assert outcomes(eks, place.dump, "cis")[RULE] == "unknown"
    again = scapkit(*words(eks, place))
    assert again.returncode == 1 and "dump-exists" in again.stderr
    shop.asked.clear()
    done = scapkit(*words(eks, place, "--resume"))
    assert (done.returncode, done.stdout) == (
        0,
        f"{place.dump}: {expected(eks) - absent(eks, shop)} collected, {absent(eks, shop)} not-found\n",
    )
    assert [path.partition("?")[0] for path in shop.paths()] == ["/version", NODES, POLICIES]
    assert outcomes(eks, place.dump, "cis")[RULE] == "fail"
    left = {each.name for each in place.dump.iterdir()}
    assert left - {"beside"} == {"kubernetes-api-resources", "manifest.json"}


def test_who_interrupts_need_not_wait_for_the_server(eks: Path, place: Place, shop: Cluster) -> None:
    held = threading.Event()
    with started(eks, place, shop, held) as running:
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    held.set()
    assert (running.returncode, said) == (130, "scapkit: interrupted\n")


def test_no_credential_is_on_disk_or_printed(scapkit: Run, eks: Path, place: Place, shop: Cluster) -> None:
    shop.forbidden = lambda path: path == NAMESPACES
    done = scapkit(*words(eks, place))
    files = [each for each in place.dump.rglob("*") if each.is_file()]
    everything = b"\n".join(each.read_bytes() for each in files) + (done.stdout + done.stderr).encode()
    assert len(files) > 3 and TOKEN.encode() not in everything


def test_who_does_not_verify_the_server_is_warned(scapkit: Run, eks: Path, place: Place, shop: Cluster) -> None:
    text = kubeconfig(place.server.url, None, **{"insecure-skip-tls-verify": True})
    (place.folder / "kubeconfig").write_text(text, encoding="utf-8")
    done = scapkit(*words(eks, place))
    assert done.returncode == 0
    assert done.stderr.startswith("scapkit: warning: ") and "unverified-server" in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_cannot_be_reached_is_one_line_and_writes_nothing(
    scapkit: Run, eks: Path, place: Place, shop: Cluster
) -> None:
    text = kubeconfig(place.server.url, None)
    (place.folder / "kubeconfig").write_text(text, encoding="utf-8")
    done = scapkit(*words(eks, place))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "unreachable-cluster" in done.stderr and "not trusted" in done.stderr
    assert not place.dump.exists()


def test_help_shows_every_collector_with_an_example(scapkit: Run) -> None:
    assert "kubernetes" in scapkit("collect", "--help").stdout
    shown = scapkit("collect", "kubernetes", "--help").stdout
    assert "--kubeconfig" in shown and "example:" in shown
    for given, what in (((), "--output"), (("--output", "none"), "nothing-to-collect")):
        lacking = scapkit("collect", "kubernetes", *given)
        assert (lacking.returncode, lacking.stderr.count("\n")) == (1, 1) and what in lacking.stderr
