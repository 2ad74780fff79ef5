"""Nodes of each image collected by plan and judged: what was had is judged as the tree, what was refused is unknown."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from node_images import AL2023_CONFIG, CONFIGS, DROPINS, EFFECTIVE, IMAGES, al2023, open_to_all, with_effective, without
from nodes import AL2, AL2023, BOTTLEROCKET, collected, process
from outcomes import outcomes
from scapkit.api.gathering.planning import plan
from scapkit.collect.need import Need
from templated import plant

PROFILE = "cis-1.8-node"
ASPECTS = ("permissions", "owner", "groupowner")
OF_IMAGE = {"al2": "", "al2023": "ig_al2023", "bottlerocket": "ig_bottlerocket"}
STARTED = {"al2": AL2, "al2023": AL2023, "bottlerocket": BOTTLEROCKET}


@pytest.fixture(scope="module")
def needs(eks: Path) -> tuple[Need, ...]:
    """What the profile needs of a node."""
    return plan(str(eks / "ssg-eks-ds.xml"), PROFILE).needs


def node(root: Path, image: str, files: Mapping[str, Any], *more: str) -> Path:
    """A root that has the files of a node, but a running kubelet in place of its configuration in effect."""
    plant(root, {**without(files, EFFECTIVE), "/etc/eks/kubelet-version.txt": "Kubernetes v1.31.4-eks-2d5f260\n"})
    process(root, 812, (*STARTED[image], *more))
    return root


def test_the_plan_names_the_files_of_the_images_and_nothing_endless(needs: tuple[Need, ...]) -> None:
    paths = {need.key for need in needs if need.kind in ("file", "folder", "glob")}
    assert paths == {
        *CONFIGS.values(),
        "/etc/kubernetes/kubelet/config.json.d",
        "/etc/kubernetes/kubelet/kubeconfig",
        "/etc/os-release",
        "/tmp/runtime/openscap-kubeletconfig",
        "/var/lib/kubelet/kubeconfig",
    }


@pytest.mark.parametrize("image", IMAGES)
def test_a_node_as_its_image_sets_it_up_passes(eks: Path, needs: tuple[Need, ...], tmp_path: Path, image: str) -> None:
    collected(node(tmp_path / "node", image, IMAGES[image]()), needs)
    found = outcomes(eks, tmp_path / "node.dump", PROFILE)
    assert set(found.values()) == {"pass", "notapplicable"}
    assert found == outcomes(eks, plant(tmp_path / "tree", IMAGES[image]()), PROFILE)


@pytest.mark.parametrize("image", IMAGES)
def test_open_files_fail_out_of_a_dump_as_well(eks: Path, needs: tuple[Need, ...], tmp_path: Path, image: str) -> None:
    files = open_to_all(IMAGES[image](), CONFIGS[image])
    collected(node(tmp_path / "node", image, files, "--rotate-certificates=false", "--event-qps=1"), needs)
    failed = {rule for rule, result in outcomes(eks, tmp_path / "node.dump", PROFILE).items() if result == "fail"}
    assert len({rule for rule in failed if rule.startswith("file_")}) == 3
    assert failed >= {"kubelet_cert_rotation_not_disabled", "kubelet_configure_event_creation"}
    assert len(failed) == 5


def test_what_links_lead_to_is_collected_and_judged(eks: Path, needs: tuple[Need, ...], tmp_path: Path) -> None:
    links = {
        AL2023_CONFIG: {"link": "/opt/config.json"},
        "/opt/config.json": {"data": {}, "mode": "0664"},
        f"{DROPINS}60-more.conf": {"link": "../../../../opt/more.conf"},
        "/opt/more.conf": {"data": {"kind": "KubeletConfiguration"}, "owner": [0, 1000]},
    }
    collected(node(tmp_path / "node", "al2023", {**al2023(), **links}), needs)
    found = outcomes(eks, tmp_path / "node.dump", PROFILE)
    files = {name: found[f"file_{name}_kubelet_config_al2023"] for name in ("permissions", "owner", "groupowner")}
    assert files == {"permissions": "fail", "owner": "pass", "groupowner": "fail"}


def refused(dump: Path, *keys: str) -> Path:
    """The dump with some requirements refused (all without keys), and what was had of them taken away."""
    manifest = json.loads((dump / "manifest.json").read_text(encoding="utf-8"))
    for each in manifest["requirements"]:
        if not keys or each["key"] in keys:
            for name in ("path", "sha256", "size"):
                each.pop(name, None)
            each.update(status="forbidden", code="EACCES", message="permission denied")
    (dump / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    lines = (dump / "files.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if keys and json.loads(line)["path"] not in keys]
    (dump / "files.jsonl").write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return dump


@pytest.mark.parametrize("image", IMAGES)
def test_a_refused_configuration_file_is_unknown(
    eks: Path, needs: tuple[Need, ...], tmp_path: Path, image: str
) -> None:
    collected(node(tmp_path / "node", image, IMAGES[image]()), needs)
    found = outcomes(eks, refused(tmp_path / "node.dump", CONFIGS[image]), PROFILE)
    assert "fail" not in found.values()
    assert [found[f"file_{each}_kubelet_conf{OF_IMAGE[image]}"] for each in ASPECTS] == ["unknown"] * 3
    assert not {
        rule for rule, result in found.items() if result == "pass" and "_kubelet_conf" in rule and "file_" in rule
    }


@pytest.mark.parametrize("image", IMAGES)
def test_with_everything_refused_nothing_passes_and_nothing_fails(
    eks: Path, needs: tuple[Need, ...], tmp_path: Path, image: str
) -> None:
    collected(node(tmp_path / "node", image, IMAGES[image]()), needs)
    found = outcomes(eks, refused(tmp_path / "node.dump"), PROFILE)
    assert set(found.values()) == {"unknown"}


def test_a_system_that_is_no_node_neither_passes_nor_fails(eks: Path, needs: tuple[Need, ...], tmp_path: Path) -> None:
    root = plant(tmp_path / "root", {"/etc/hostname": "a.example\n"})
    collected(root, needs)
    assert set(outcomes(eks, tmp_path / "root.dump", PROFILE).values()) <= {"notapplicable", "unknown"}
    assert set(outcomes(eks, root, PROFILE).values()) == {"notapplicable"}


@pytest.mark.parametrize("image", ["al2023", "bottlerocket"])
def test_rules_for_amazon_linux_2_do_not_apply_elsewhere(eks: Path, tmp_path: Path, image: str) -> None:
    tree = plant(tmp_path / "tree", with_effective(IMAGES[image](), rotateCertificates=True))
    found = outcomes(eks, tree, "cis-node")
    assert {result for rule, result in found.items() if rule.startswith("file_")} == {"notapplicable"}
    assert {result for rule, result in found.items() if rule.startswith("kubelet_")} == {"pass"}
