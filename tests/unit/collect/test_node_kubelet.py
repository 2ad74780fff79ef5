"""The kubelet of a node: which process it is, what its configuration was made from, and what is not known of it."""

import json
import os
from pathlib import Path

import pytest

from nodes import AL2, BOTTLEROCKET, CONFIG, KUBELET, al2, al2023, collected, files, kubelet, process, requirement
from scapkit.collect.node.collect import Options
from scapkit.collect.node.known import Told
from scapkit.collect.node.kubelet import read_answer
from scapkit.model.dump import Missing
from scapkit.problem import Invalid
from trees import BAD, GOOD, write

NEED = files(KUBELET)


def test_amazon_linux_2_has_its_file_in_effect(tmp_path: Path) -> None:
    dump = collected(al2(tmp_path / "root", BAD), NEED)
    assert kubelet(dump)["authorization"]["mode"] == "AlwaysAllow"
    assert requirement(dump, KUBELET).message == (
        "made from /proc/812/cmdline, /etc/kubernetes/kubelet/kubelet-config.json and the defaults of "
        "v1.31.4-eks-2d5f260 (/etc/eks/kubelet-version.txt)"
    )
    assert dump.read("/proc/812/cmdline") == ("\0".join(AL2) + "\0").encode()
    assert dump.manifest is not None
    assert dict(dump.manifest.asset.facts) == {
        "image": "Amazon Linux 2",
        "kubelet": "v1.31.4-eks-2d5f260",
        "kubelet-command-line": " ".join(AL2),
    }
    assert dump.asset.name == "ip-10-0-1-2.eu-central-1.compute.internal"


def test_amazon_linux_2023_has_its_drop_ins_in_effect(tmp_path: Path) -> None:
    dropins = {
        "00-nodeadm.conf": {"readOnlyPort": 10255, "maxPods": 17},
        "99-ours.conf": {"readOnlyPort": 0},
        "99-ours.json": {"readOnlyPort": 1},
    }
    dump = collected(al2023(tmp_path / "root", GOOD, dropins), NEED)
    assert (kubelet(dump)["readOnlyPort"], kubelet(dump)["maxPods"]) == (0, 17)
    assert "config.json.d/00-nodeadm.conf, /etc/" in requirement(dump, KUBELET).message
    assert "99-ours.json" not in requirement(dump, KUBELET).message
    assert requirement(dump, "/etc/kubernetes/kubelet/config.json.d", "folder").status == "collected"


def test_bottlerocket_has_its_yaml_in_effect(tmp_path: Path) -> None:
    root = tmp_path / "root"
    text = f"kind: {CONFIG['kind']}\napiVersion: {CONFIG['apiVersion']}\nprotectKernelDefaults: true\n"
    write(root, "etc/kubernetes/kubelet/config", text)
    write(root, "usr/lib/os-release", 'PRETTY_NAME="Bottlerocket OS 1.30"\nVARIANT_ID=aws-k8s-1.31\n')
    write(root, "usr/bin/kubelet", "\x7fELF v1.31.4-eks-abcdef0 and go1.22 v1.2.3")
    process(root, 999, BOTTLEROCKET)
    dump = collected(root, NEED)
    assert kubelet(dump)["protectKernelDefaults"] is True
    assert requirement(dump, KUBELET).message.endswith("the defaults of v1.31.4-eks-abcdef0 (/usr/bin/kubelet)")
    assert dump.manifest is not None
    assert dict(dump.manifest.asset.facts)["image"] == "Bottlerocket OS 1.30 (aws-k8s-1.31)"


def test_programs_of_containers_are_not_taken_for_the_kubelet(tmp_path: Path) -> None:
    root = al2(tmp_path / "root")
    process(root, 900, ("/kubelet", "--read-only-port=1"), numbers="900\t1")
    process(root, 901, ("kubelet", "--read-only-port=2"), uid=1000)
    process(root, 902, ("kubelet", "--read-only-port=3"), parent=700)
    process(root, 903, ("/usr/bin/kubelet-helper",))
    assert kubelet(collected(root, NEED))["readOnlyPort"] == 0


def test_two_that_could_be_the_kubelet_are_none(tmp_path: Path) -> None:
    root = al2(tmp_path / "root")
    process(root, 900, ("/opt/kubelet", "--read-only-port=1"))
    dump = collected(root, NEED)
    assert isinstance(dump.read(KUBELET), Missing)
    assert "2 processes could be the node's kubelet" in requirement(dump, KUBELET).message


def test_without_a_command_line_the_configuration_is_missing_and_no_default(tmp_path: Path) -> None:
    root = al2(tmp_path / "root")
    (root / "proc/812/cmdline").unlink()
    dump = collected(root, NEED)
    found = dump.read(KUBELET)
    assert isinstance(found, Missing)
    assert "no kubelet was found below /proc, so its command line is not known" in found.reason


def test_proc_may_be_elsewhere(tmp_path: Path) -> None:
    root = al2(tmp_path / "root", BAD)
    (root / "proc").rename(tmp_path / "proc")
    dump = collected(root, NEED, Options(told=Told(proc=str(tmp_path / "proc"))))
    assert kubelet(dump)["authorization"]["mode"] == "AlwaysAllow"
    assert dump.read("/proc/812/cmdline") == ("\0".join(AL2) + "\0").encode()


def test_a_file_that_the_command_line_names_and_that_is_not_there_is_missing_evidence(tmp_path: Path) -> None:
    root = al2(tmp_path / "root")
    (root / "etc/kubernetes/kubelet/kubelet-config.json").unlink()
    dump = collected(root, NEED)
    assert isinstance(dump.read(KUBELET), Missing)
    assert requirement(dump, KUBELET).message == (
        "the kubelet was started with /etc/kubernetes/kubelet/kubelet-config.json, which is not there"
    )


def test_a_directory_that_the_command_line_names_and_that_is_not_there_is_missing_evidence(tmp_path: Path) -> None:
    root = al2023(tmp_path / "root")
    (root / "etc/kubernetes/kubelet/config.json.d").rmdir()
    assert "config.json.d, which cannot be listed" in requirement(collected(root, NEED), KUBELET).message


def test_a_version_that_nobody_knows_makes_the_configuration_incomplete(tmp_path: Path) -> None:
    root = al2(tmp_path / "root")
    (root / "etc/eks/kubelet-version.txt").unlink()
    dump = collected(root, NEED)
    found = dump.read(KUBELET)
    assert isinstance(found, Missing)
    assert "the kubelet's version is not known" in found.reason
    (tmp_path / "root.dump").rename(tmp_path / "first")
    told = collected(root, NEED, Options(told=Told(version="v1.26.1")))
    assert kubelet(told)["eventRecordQPS"] == 5


def test_the_kubelets_own_answer_comes_first(tmp_path: Path) -> None:
    answer = write(tmp_path, "configz", {"kubeletconfig": {**GOOD, "maxPods": 3}})
    root = al2(tmp_path / "root", BAD, (*AL2, "--hostname-override=a.example"))
    dump = collected(root, NEED, Options(told=Told(read_answer(str(answer)))))
    assert kubelet(dump)["maxPods"] == 3
    assert kubelet(dump)["hostname-override"] == "a.example"
    assert requirement(dump, KUBELET).message.startswith(
        "made from the kubelet's answer to configz and /proc/812/cmdline"
    )


@pytest.mark.parametrize("text", ["no JSON", "{}"])
def test_what_is_no_answer_is_a_problem(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid, match="malformed-configz"):
        read_answer(str(write(tmp_path, "configz", text)))


def test_an_answer_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="unreadable-file"):
        read_answer(str(tmp_path / "none"))


def test_a_file_that_the_systems_owner_put_there_is_taken_and_anybody_elses_is_not(tmp_path: Path) -> None:
    root = tmp_path / "root"
    path = write(root, KUBELET.strip("/"), {"kubeletconfig": GOOD}, owner=(os.geteuid(), os.getegid()))
    assert kubelet(collected(root, NEED)) == GOOD
    (tmp_path / "root.dump").rename(tmp_path / "first")
    path.chmod(0o666)
    dump = collected(root, NEED)
    assert isinstance(dump.read(KUBELET), Missing)


def test_nothing_in_a_configuration_leads_out_of_the_root(tmp_path: Path) -> None:
    write(tmp_path, "outside.json", {**CONFIG, "readOnlyPort": 7})
    root = al2(tmp_path / "root")
    path = root / "etc/kubernetes/kubelet/kubelet-config.json"
    path.unlink()
    path.symlink_to(tmp_path / "outside.json")
    assert "which is not there" in requirement(collected(root, NEED), KUBELET).message
    assert json.loads((tmp_path / "outside.json").read_text())["readOnlyPort"] == 7


def test_without_content_the_usual_places_are_taken(tmp_path: Path) -> None:
    dump = collected(al2023(tmp_path / "root", GOOD, {"a.conf": {"maxPods": 3}}), ())
    assert kubelet(dump)["maxPods"] == 3
    assert isinstance(dump.read("/etc/kubernetes/kubelet/config.json"), bytes)
    assert dump.entry("/etc/kubernetes/kubelet/config") is None
