"""Manifests for collecting in a cluster: what the pods may do, and what they may not."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from scapkit.collect.collectors.node import COLLECTOR, PODS
from scapkit.collect.need import Need
from scapkit.collect.node.pods import KINDS, node_manifest
from scapkit.collect.protocol import Job
from scapkit.problem import Invalid

FILE = (Need("file", "/etc/passwd"),)


def _documents(kind: str, *needs: Need) -> list[Any]:
    return list(yaml.safe_load_all(node_manifest(kind, "example/scapkit:1", needs)))


def _pod(*needs: Need) -> Any:
    return next(each for each in _documents("daemonset", *needs) if each["kind"] == "DaemonSet")["spec"]["template"][
        "spec"
    ]


def _rights(container: Any) -> tuple[Any, ...]:
    rights = container["securityContext"]
    return (
        rights["privileged"],
        rights["allowPrivilegeEscalation"],
        rights["readOnlyRootFilesystem"],
        rights["capabilities"],
    )


LEAST = (False, False, True, {"drop": ["ALL"], "add": ["DAC_READ_SEARCH"]})


def test_the_pods_of_a_daemonset_can_read_the_node_and_do_nothing_else() -> None:
    pod = _pod(*FILE)
    (container,) = pod["containers"]
    assert _rights(container) == LEAST
    assert [mount for mount in container["volumeMounts"] if mount["name"] == "host"] == [
        {"name": "host", "mountPath": "/host", "readOnly": True, "recursiveReadOnly": "IfPossible"}
    ]
    assert pod["automountServiceAccountToken"] is False
    assert [pod[name] for name in ("hostNetwork", "hostPID", "hostIPC")] == [False, False, False]
    assert container["resources"]["limits"].keys() == {"cpu", "memory"}
    assert pod["tolerations"] == [{"operator": "Exists"}]


def test_volumes_and_mounts_of_a_daemonset_name_each_other() -> None:
    pod = _pod(*FILE)
    assert {each["name"] for each in pod["volumes"]} == {each["name"] for each in pod["containers"][0]["volumeMounts"]}


def test_only_parameters_of_the_kernel_take_the_nodes_network() -> None:
    assert _pod(Need("fact", "unix:sysctl"))["hostNetwork"] is True
    assert _pod(Need("fact", "linux:rpminfo"))["hostNetwork"] is False


def test_a_debugging_container_has_the_same_rights() -> None:
    (container,) = _documents("debug", *FILE)
    assert _rights(container) == LEAST
    assert container["volumeMounts"] == [{"name": "host-root", "mountPath": "/host", "readOnly": True}]


def _run(output: Path | str, *words: str) -> None:
    parser = ArgumentParser()
    COLLECTOR.configure(parser)
    job = Job(FILE, {}, str(output), False, lambda: "", {}, lambda *_: None, lambda _: None)
    COLLECTOR.run(parser.parse_args(words), job)


def test_a_manifest_is_printed_and_never_taken_for_a_dump(tmp_path: Path, capfdbinary: Any) -> None:
    assert PODS == KINDS
    _run("-", "--manifest", "daemonset", "--image", "example/scapkit:1")
    printed = capfdbinary.readouterr().out
    assert b"image: example/scapkit:1" in printed
    assert b"kubectl -n scapkit-node exec -i" in printed
    with pytest.raises(Invalid, match="goes to standard output"):
        _run(tmp_path / "pods.yml", "--manifest", "debug")


def test_the_commands_of_a_manifest_name_profile_and_content(tmp_path: Path) -> None:
    for kind in KINDS:
        told = node_manifest(kind, "i", FILE, "cis-node", "my ds.xml").decode()
        assert "--profile cis-node --root" in told and "< 'my ds.xml' >" in told
        assert "--profile PROFILE --root" in node_manifest(kind, "i", FILE, "a\nb").decode()


def test_a_daemonset_without_an_image_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no-image"):
        _run(tmp_path / "pods.yml", "--manifest", "daemonset")
    assert not (tmp_path / "pods.yml").exists()


def test_only_this_machine_can_be_asked(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not-live"):
        _run(tmp_path / "dump", "--live", "--root", str(tmp_path))
