"""Roots of nodes as EKS has them, made of real files with real modes, and their collection into dumps."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scapkit.collect.need import Need
from scapkit.collect.node.collect import Options, collect
from scapkit.collect.protocol import Job
from scapkit.dumps.collected import CollectedDump
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Requirement
from trees import GOOD, write

KUBELET = "/tmp/runtime/openscap-kubeletconfig"
CONFIG = {"kind": "KubeletConfiguration", "apiVersion": "kubelet.config.k8s.io/v1beta1"}
TIME = "2026-11-26T05:00:00Z"
AL2 = (
    "/usr/bin/kubelet",
    "--config",
    "/etc/kubernetes/kubelet/kubelet-config.json",
    "--kubeconfig",
    "/var/lib/kubelet/kubeconfig",
)
AL2023 = (
    "/usr/bin/kubelet",
    "--config=/etc/kubernetes/kubelet/config.json",
    "--config-dir=/etc/kubernetes/kubelet/config.json.d",
)
BOTTLEROCKET = ("/usr/bin/kubelet", "--config", "/etc/kubernetes/kubelet/config")


def process(root: Path, pid: int, words: Sequence[str], uid: int = 0, parent: int = 1, numbers: str = "") -> None:
    """A process below the root's /proc, as everybody may see it."""
    write(root, f"proc/{pid}/cmdline", "\0".join((*words, "")))
    status = f"Name:\t{words[0][-15:]}\nPPid:\t{parent}\nUid:\t{uid}\t{uid}\t{uid}\t{uid}\nNSpid:\t{numbers or pid}\n"
    write(root, f"proc/{pid}/status", status)


def al2(root: Path, config: dict[str, Any] = GOOD, words: Sequence[str] = AL2) -> Path:
    """A node of Amazon Linux 2."""
    write(root, "etc/hostname", "ip-10-0-1-2.eu-central-1.compute.internal\n")
    write(root, "etc/os-release", 'NAME="Amazon Linux"\nPRETTY_NAME="Amazon Linux 2"\nVERSION_ID="2"\n')
    write(root, "etc/eks/kubelet-version.txt", "Kubernetes v1.31.4-eks-2d5f260\n")
    write(root, "etc/kubernetes/kubelet/kubelet-config.json", {**CONFIG, **config})
    write(root, "var/lib/kubelet/kubeconfig", "apiVersion: v1\nkind: Config\n")
    process(root, 812, words)
    return root


def al2023(root: Path, config: dict[str, Any] = GOOD, dropins: dict[str, dict[str, Any]] | None = None) -> Path:
    """A node of Amazon Linux 2023, with files in its directory of drop-ins."""
    al2(root, words=AL2023)
    (root / "etc/kubernetes/kubelet/kubelet-config.json").unlink()
    write(root, "etc/os-release", 'PRETTY_NAME="Amazon Linux 2023"\n')
    write(root, "etc/kubernetes/kubelet/config.json", {**CONFIG, **config})
    for name, values in (dropins or {}).items():
        write(root, f"etc/kubernetes/kubelet/config.json.d/{name}", {**CONFIG, **values})
    (root / "etc/kubernetes/kubelet/config.json.d").mkdir(exist_ok=True)
    return root


def files(*paths: str) -> tuple[Need, ...]:
    """Needs of single files."""
    return tuple(Need("file", path) for path in paths)


NO_OPTIONS = Options()


def collected(root: Path, needs: Sequence[Need], options: Options = NO_OPTIONS, resume: bool = False) -> CollectedDump:
    """The dump of a root, which lies beside it."""
    output = root.parent / f"{root.name}.dump"
    job = Job(tuple(needs), {}, str(output), resume, lambda: TIME, {}, lambda *_: None, lambda _: None)
    collect(options._replace(root=str(root)), job, job.output)
    return opened(output)


def opened(path: Path) -> CollectedDump:
    """A dump that has a manifest."""
    dump = open_dump(str(path))
    assert isinstance(dump, CollectedDump)
    return dump


def requirement(dump: CollectedDump, key: str, kind: str = "file") -> Requirement:
    """What came of one thing that was asked."""
    assert dump.manifest is not None
    return next(each for each in dump.manifest.requirements if (each.kind, each.key) == (kind, key))


def kubelet(dump: CollectedDump) -> dict[str, Any]:
    """The configuration that content reads."""
    data = dump.read(KUBELET)
    assert isinstance(data, bytes), data
    found: dict[str, Any] = json.loads(data)["kubeletconfig"]
    return found
