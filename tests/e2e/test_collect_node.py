"""From a node's root to verdicts: what a collected dump comes to is what the tree itself comes to."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nodes import KUBELET, al2, al2023, collected, files
from outcomes import outcomes
from shared import Run
from trees import BAD, CONFIG, GOOD, KUBECONFIG, write

NEEDS = files(KUBELET, f"/{CONFIG}", f"/{KUBECONFIG}")
RULES = 15


@pytest.mark.parametrize("name", ["passing", "failing", "mixed"])
def test_a_dump_is_judged_as_the_tree_that_it_was_taken_from(
    eks: Path, trees: dict[str, Path], tmp_path: Path, name: str
) -> None:
    root = tmp_path / name
    root.symlink_to(trees[name])
    collected(root, NEEDS)
    found = outcomes(eks, tmp_path / f"{name}.dump", "cis-node")
    assert found == outcomes(eks, trees[name], "cis-node")
    assert len(found) == RULES


def test_an_empty_node_neither_passes_nor_fails(eks: Path, tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    collected(tmp_path / "root", NEEDS)
    assert set(outcomes(eks, tmp_path / "root.dump", "cis-node").values()) & {"pass", "fail"} == set()


def test_a_node_is_judged_by_what_its_kubelet_was_started_with(eks: Path, tmp_path: Path) -> None:
    for name, config in (("good", GOOD), ("bad", BAD)):
        collected(al2(tmp_path / name, config), NEEDS)
    good, bad = (outcomes(eks, tmp_path / f"{name}.dump", "cis-node") for name in ("good", "bad"))
    assert set(good.values()) == {"pass"}
    assert {rule for rule, outcome in bad.items() if outcome == "pass"} == {
        rule for rule in bad if rule.startswith("file_")
    } | {"kubelet_disable_hostname_override", "kubelet_enable_streaming_connections"}


def test_a_drop_in_decides_a_verdict(eks: Path, tmp_path: Path) -> None:
    dropin = {"authentication": {"anonymous": {"enabled": True}}}
    collected(al2023(tmp_path / "root", GOOD, {"50-ours.conf": dropin}), NEEDS)
    found = outcomes(eks, tmp_path / "root.dump", "cis-node")
    assert found["kubelet_anonymous_auth"] == "fail"
    assert found["kubelet_authorization_mode"] == "pass"


def test_without_the_kubelets_command_line_its_rules_are_unknown(eks: Path, tmp_path: Path) -> None:
    root = al2(tmp_path / "root")
    write(root, "proc/812/cmdline", "")
    collected(root, NEEDS)
    found = outcomes(eks, tmp_path / "root.dump", "cis-node")
    assert {outcome for rule, outcome in found.items() if rule.startswith("kubelet_")} == {"unknown"}
    assert {outcome for rule, outcome in found.items() if rule.startswith("file_")} == {"pass"}


def test_a_node_is_collected_and_judged_as_a_user_types_it(eks: Path, tmp_path: Path, scapkit: Run) -> None:
    root = al2(tmp_path / "root")
    content = (eks / "ssg-eks-ds.xml", "--profile", "cis-node")
    done = scapkit("collect", "node", *content, "--root", root, "--output", tmp_path / "node.tar.zst")
    assert (done.returncode, done.stderr) == (0, "")
    assert "collected" in done.stdout
    assert scapkit("evaluate", *content, "--dump", tmp_path / "node.tar.zst").returncode == 0
    done = scapkit("collect", "node", *content, "--root", tmp_path / "none", "--output", tmp_path / "none.dump")
    assert (done.returncode, "no-such-root" in done.stderr) == (1, True)
    assert not (tmp_path / "none.dump").exists()


def test_evidence_that_is_lacking_is_named_and_exits_2(eks: Path, tmp_path: Path, scapkit: Run) -> None:
    root = al2(tmp_path / "root")
    write(root, "proc/812/cmdline", "")
    content = (eks / "ssg-eks-ds.xml", "--profile", "cis-node")
    done = scapkit("collect", "node", *content, "--root", root, "--output", tmp_path / "node.dump")
    assert done.returncode == 2
    assert "command line is not known" in done.stdout
    process_back = al2(root)
    done = scapkit("collect", "node", *content, "--root", process_back, "--output", tmp_path / "node.dump", "--resume")
    assert done.returncode == 0


def test_a_datastream_comes_and_an_archive_goes_by_standard_streams(eks: Path, tmp_path: Path) -> None:
    """As through `kubectl exec -i`, where there is no place for either."""
    root = al2(tmp_path / "root")
    command = [sys.executable, "-m", "scapkit", "collect", "node", "-", "--profile", "cis-node", "--output", "-"]
    data = (eks / "ssg-eks-ds.xml").read_bytes()
    done = subprocess.run([*command, "--root", str(root), "--name", "n1"], input=data, capture_output=True, check=True)
    (tmp_path / "received").write_bytes(done.stdout)
    assert set(outcomes(eks, tmp_path / "received", "cis-node").values()) == {"pass"}


def test_a_stream_that_lacks_something_says_so_beside_it(eks: Path, tmp_path: Path) -> None:
    root = al2(tmp_path / "root")
    write(root, "proc/812/cmdline", "")
    command = [sys.executable, "-m", "scapkit", "collect", "node", str(eks / "ssg-eks-ds.xml"), "--profile", "cis-node"]
    done = subprocess.run([*command, "--root", str(root), "--output", "-"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"command line is not known" in done.stderr and b"-: " in done.stderr
    assert done.stdout.startswith(b"\x1f\x8b")


def test_paths_for_tar_are_those_of_the_plan(eks: Path, scapkit: Run) -> None:
    content = (eks / "ssg-eks-ds.xml", "--profile", "cis-node")
    planned = json.loads(scapkit("plan", *content, "--json").stdout)
    listed = scapkit("plan", *content, "--node-paths").stdout.split()
    assert listed == sorted(need["key"] for need in planned["needs"] if need["kind"] == "file")


def test_a_key_in_a_kubeconfig_stays_on_the_node(eks: Path, tmp_path: Path, scapkit: Run) -> None:
    root = al2(tmp_path / "root")
    write(root, KUBECONFIG, "users: [{user: {token: s3cr3t-t0k3n, client-key-data: s3cr3t-k3y}}]\n")
    content = (eks / "ssg-eks-ds.xml", "--profile", "cis-node")
    assert scapkit("collect", "node", *content, "--root", root, "--output", tmp_path / "dump").returncode == 0
    found = outcomes(eks, tmp_path / "dump", "cis-node")
    assert {found[f"file_{name}_worker_kubeconfig"] for name in ("owner", "groupowner", "permissions")} == {"pass"}
    files_of_dump = [path for path in (tmp_path / "dump").rglob("*") if path.is_file()]
    assert files_of_dump
    assert not [path for path in files_of_dump if b"s3cr3t" in path.read_bytes()]
