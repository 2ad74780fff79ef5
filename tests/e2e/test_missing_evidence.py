"""What was not collected is neither pass nor fail: dumps that were refused, damaged, or say too little."""

import json
import shutil
from pathlib import Path

from outcomes import outcomes
from shared import SAMPLES, Run


def refused(folder: Path, name: str) -> Path:
    """A copy of a sample dump in which every requirement was refused and no answer is left."""
    target = folder / name
    target.mkdir(parents=True)
    manifest = json.loads((SAMPLES / name / "manifest.json").read_text(encoding="utf-8"))
    for each in manifest["requirements"]:
        each.update(status="forbidden", code="403", path="", sha256="", size=-1, message="not allowed")
    (target / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return target


def test_with_every_call_forbidden_nothing_passes_and_nothing_fails(eks: Path, tmp_path: Path) -> None:
    found = outcomes(eks, refused(tmp_path, "cluster"), "cis")
    assert len(found) == 17
    assert set(found.values()) <= {"unknown", "notchecked"}
    assert found["configure_network_policies_namespaces"] == "unknown"


def test_a_node_from_which_nothing_was_collected_neither_passes_nor_fails(eks: Path, tmp_path: Path) -> None:
    found = outcomes(eks, refused(tmp_path, "node"), "cis-node")
    assert (len(found), set(found.values())) == (15, {"unknown"})


def test_an_empty_manifest_neither_passes_nor_fails(eks: Path, tmp_path: Path) -> None:
    dump = refused(tmp_path, "node")
    manifest = json.loads((dump / "manifest.json").read_text(encoding="utf-8"))
    (dump / "manifest.json").write_text(json.dumps({**manifest, "requirements": []}), encoding="utf-8")
    assert set(outcomes(eks, dump, "cis-node").values()) == {"unknown"}


def without(dump: Path, folder: Path, *members: str) -> Path:
    """A copy of a node dump whose files.jsonl lacks these members of every line."""
    shutil.copytree(dump, folder)
    lines = [json.loads(line) for line in (folder / "files.jsonl").read_text(encoding="utf-8").splitlines()]
    kept = [{name: value for name, value in line.items() if name not in members} for line in lines]
    (folder / "files.jsonl").write_text("\n".join(map(json.dumps, kept)), encoding="utf-8")
    return folder


def test_an_owner_or_mode_that_was_not_collected_is_unknown(eks: Path, tmp_path: Path) -> None:
    rules = {f"file_{name}_worker_kubeconfig" for name in ("owner", "groupowner", "permissions")}
    bare = without(SAMPLES / "node", tmp_path / "bare", "uid", "gid", "mode")
    silent = tmp_path / "silent"
    shutil.copytree(SAMPLES / "node", silent)
    (silent / "files.jsonl").unlink()
    for dump in (bare, silent):
        found = outcomes(eks, dump, "cis-node")
        assert {found[rule] for rule in rules} == {"unknown"}
        assert found["kubelet_anonymous_auth"] == "pass"


def test_what_was_not_collected_of_a_file_is_named(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    bare = without(SAMPLES / "node", tmp_path / "bare", "uid", "gid", "mode")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", bare)
    assert "not collected: group_id, user_id" in done.stdout
    assert "/var/lib/kubelet/kubeconfig" in done.stdout
    assert "gives no reason" not in done.stdout


def test_a_file_that_the_manifest_does_not_mention_is_no_evidence(eks: Path, tmp_path: Path) -> None:
    dump = tmp_path / "node"
    shutil.copytree(SAMPLES / "node", dump)
    manifest = json.loads((dump / "manifest.json").read_text(encoding="utf-8"))
    (dump / "manifest.json").write_text(json.dumps({**manifest, "requirements": []}), encoding="utf-8")
    assert set(outcomes(eks, dump, "cis-node").values()) == {"unknown"}


def test_an_unknown_tells_what_was_missing(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", refused(tmp_path, "cluster"))
    assert done.returncode == 2
    assert "403" in done.stdout and "/version" in done.stdout


def test_a_damaged_answer_is_unknown_with_its_reason(eks: Path, tmp_path: Path) -> None:
    dump = tmp_path / "node"
    shutil.copytree(SAMPLES / "node", dump)
    kubelet = dump / "files" / "tmp" / "runtime" / "openscap-kubeletconfig"
    kubelet.write_text(kubelet.read_text(encoding="utf-8").replace("true", "false"), encoding="utf-8")
    assert outcomes(eks, dump, "cis-node")["kubelet_anonymous_auth"] == "unknown"
