"""Section 3 of CIS EKS 1.8.0 over nodes of each image: good, bad and odd ones, judged alike by oscap and by us."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from node_images import (
    AL2023_CONFIG,
    CONFIGS,
    DROPINS,
    EFFECTIVE,
    IMAGES,
    KUBECONFIGS,
    SET,
    al2,
    al2023,
    bottlerocket,
    open_to_all,
    with_effective,
    without,
)
from scapkit.api.projects.building import BuildOptions, build
from shared import NOW, REPOSITORY
from templated import by_oscap, by_us, plant

ASPECTS = ("permissions", "owner", "groupowner")
OF_IMAGE = {
    "al2": [f"file_{each}_worker_kubeconfig" for each in ASPECTS] + [f"file_{each}_kubelet_conf" for each in ASPECTS],
    **{
        image: [f"file_{each}_{what}_{image}" for what in ("kubeconfig", "kubelet_config") for each in ASPECTS]
        for image in ("al2023", "bottlerocket")
    },
}
KUBELET = (
    "kubelet_anonymous_auth",
    "kubelet_authorization_mode",
    "kubelet_cert_rotation_not_disabled",
    "kubelet_client_ca_configured",
    "kubelet_configure_event_creation",
    "kubelet_enable_client_cert_rotation",
    "kubelet_enable_iptables_util_chains",
    "kubelet_enable_server_cert_rotation",
    "kubelet_enable_server_cert_rotation_gate",
    "kubelet_enable_streaming_connections",
    "kubelet_read_only_port_secured",
)
BAD = {
    "authentication": {"anonymous": {"enabled": True}},
    "authorization": {"mode": "AlwaysAllow"},
    "eventRecordQPS": 1,
    "featureGates": {"RotateKubeletClientCertificate": False, "RotateKubeletServerCertificate": False},
    "makeIPTablesUtilChains": False,
    "readOnlyPort": 10255,
    "rotate-certificates": False,
    "serverTLSBootstrap": False,
    "streamingConnectionIdleTimeout": "0s",
}

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="files of other owners can only be made by root")


@pytest.fixture(scope="module")
def datastream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built content."""
    output = tmp_path_factory.mktemp("eks")
    build(BuildOptions("eks", str(REPOSITORY), str(output), guides=False), NOW)
    return output / "eks" / "ssg-eks-ds.xml"


def wanted(image: str, files: str, kubelet: str) -> dict[str, str]:
    """The verdicts: of the image's own files, of other images' (not applicable), of the kubelet's settings."""
    found = dict.fromkeys(KUBELET, kubelet)
    for each, rules in OF_IMAGE.items():
        found.update(dict.fromkeys(rules, files if each == image else "notapplicable"))
    return found


def judged(oscap: str, datastream: Path, tree: Path) -> dict[str, str]:
    """What both say; that they say the same is seen to here."""
    ours = {
        rule: result
        for rule, result in by_us(datastream, tree, profile="cis-1.8-node").items()
        if result != "notselected"
    }
    oscaps = by_oscap(oscap, datastream, tree, profile="cis-1.8-node")
    assert {rule: oscaps[rule] for rule in ours} == ours
    return ours


@pytest.mark.parametrize("image", IMAGES)
def test_a_node_as_its_image_sets_it_up_passes(oscap: str, datastream: Path, tmp_path: Path, image: str) -> None:
    tree = plant(tmp_path / "tree", IMAGES[image]())
    assert judged(oscap, datastream, tree) == wanted(image, "pass", "pass")


@pytest.mark.parametrize("image", IMAGES)
def test_the_files_tell_an_image_whose_name_is_not_known(
    oscap: str, datastream: Path, tmp_path: Path, image: str
) -> None:
    files = without(IMAGES[image](), "/etc/os-release", "/usr/lib/os-release")
    assert judged(oscap, datastream, plant(tmp_path / "tree", files)) == wanted(image, "pass", "pass")


@pytest.mark.parametrize("image", IMAGES)
def test_a_node_with_open_files_and_bad_settings_fails(
    oscap: str, datastream: Path, tmp_path: Path, image: str
) -> None:
    files = open_to_all(with_effective(IMAGES[image](), **BAD), CONFIGS[image], KUBECONFIGS[image])
    assert judged(oscap, datastream, plant(tmp_path / "tree", files)) == wanted(image, "fail", "fail")


@pytest.mark.parametrize("image", IMAGES)
def test_a_file_that_is_missing_never_passes(oscap: str, datastream: Path, tmp_path: Path, image: str) -> None:
    files = without(IMAGES[image](), CONFIGS[image], EFFECTIVE)
    found = judged(oscap, datastream, plant(tmp_path / "tree", files))
    of_config = {rule for rule in OF_IMAGE[image] if "kubelet_conf" in rule}
    assert {rule for rule, result in found.items() if result == "fail"} == of_config | set(KUBELET)
    assert {rule for rule, result in found.items() if result == "pass"} == set(OF_IMAGE[image]) - of_config


def changed(oscap: str, datastream: Path, root: Path, files: Mapping[str, Any]) -> set[str]:
    """The rules that do not pass, of those that apply."""
    found = judged(oscap, datastream, plant(root, files))
    return {rule for rule, result in found.items() if result not in ("pass", "notapplicable")}


CONFIG_RULES = {f"file_{each}_kubelet_config_al2023" for each in ASPECTS}


@pytest.mark.parametrize(
    ("more", "failing"),
    [
        ({f"{DROPINS}99-user.conf": {"data": {}, "mode": "0666", "owner": [1000, 1000]}}, CONFIG_RULES),
        ({f"{DROPINS}README": {"text": "", "mode": "0666", "owner": [1000, 1000]}}, set()),
        ({DROPINS: {"mode": "0777"}}, {"file_permissions_kubelet_config_al2023"}),
        ({AL2023_CONFIG: {"link": "../../../opt/config.json"}, "/opt/config.json": {"data": SET}}, set()),
        (
            {
                AL2023_CONFIG: {"link": "../../../opt/config.json"},
                "/opt/config.json": {"data": SET, "mode": "0606", "owner": [1, 1]},
            },
            CONFIG_RULES,
        ),
        (
            {
                f"{DROPINS}50-link.conf": {"link": "../../../../opt/a.conf"},
                "/opt/a.conf": {"data": {}, "owner": [0, 1000]},
            },
            {"file_groupowner_kubelet_config_al2023"},
        ),
        ({f"{DROPINS}50-user.conf": {"data": {"rotateCertificates": False}}}, {"kubelet_cert_rotation_not_disabled"}),
    ],
)
def test_dropins_and_links_count(
    oscap: str, datastream: Path, tmp_path: Path, more: dict[str, Any], failing: set[str]
) -> None:
    assert changed(oscap, datastream, tmp_path / "tree", {**al2023(), **more}) == failing


@pytest.mark.parametrize(
    ("settings", "failing"),
    [
        ({"eventRecordQPS": 0}, set()),
        ({"eventRecordQPS": 5}, set()),
        ({"eventRecordQPS": 4}, {"kubelet_configure_event_creation"}),
        ({"eventRecordQPS": None}, {"kubelet_configure_event_creation"}),
        ({"rotateCertificates": None}, set()),
        ({"rotateCertificates": True}, set()),
        ({"rotate-certificates": False}, {"kubelet_cert_rotation_not_disabled"}),
        ({"featureGates": None}, set()),
        ({"serverTLSBootstrap": None}, {"kubelet_enable_server_cert_rotation"}),
        ({"readOnlyPort": None}, {"kubelet_read_only_port_secured"}),
        ({"authentication": {"anonymous": {"enabled": False}}}, {"kubelet_client_ca_configured"}),
        (
            {"authentication": {"anonymous": {"enabled": False}, "x509": {"clientCAFile": ""}}},
            {"kubelet_client_ca_configured"},
        ),
        ({"authentication": {"anonymous": {"enabled": False}, "x509": {"clientCAFile": "/etc/my/ca.crt"}}}, set()),
    ],
)
def test_single_settings_of_the_kubelet(
    oscap: str, datastream: Path, tmp_path: Path, settings: dict[str, Any], failing: set[str]
) -> None:
    assert changed(oscap, datastream, tmp_path / "tree", with_effective(bottlerocket(), **settings)) == failing


def test_a_config_file_that_says_false_counts_unless_true_is_in_effect(
    oscap: str, datastream: Path, tmp_path: Path
) -> None:
    files = {**al2(), CONFIGS["al2"]: {"data": {**SET, "rotateCertificates": False}}}
    assert changed(oscap, datastream, tmp_path / "off", files) == {"kubelet_cert_rotation_not_disabled"}
    assert changed(oscap, datastream, tmp_path / "on", with_effective(files, rotateCertificates=True)) == set()
