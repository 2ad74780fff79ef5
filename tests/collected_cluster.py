"""The Kubernetes collector over a stand-in, as tests run it: with credentials in a kubeconfig, and no real waiting."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from certificates import Authority
from kubeconfigs import kubeconfig
from kubernetes_api import Server
from scapkit.collect.kubernetes.collector import Means, collect
from scapkit.collect.kubernetes.connection import Connection
from scapkit.collect.kubernetes.credentials import Credentials
from scapkit.collect.kubernetes.kubeconfig import read_kubeconfig
from scapkit.collect.kubernetes.patience import Patience
from scapkit.collect.need import Need
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.manifest import read_manifest
from scapkit.model.dump import Asset, Requirement
from shared import NOW


class Place(NamedTuple):
    """A server, the authority of its certificate, and a folder for what tests write."""

    server: Server
    authority: Authority
    folder: Path

    def connection(self, user: dict[str, Any] | None = None, **cluster: Any) -> Connection:
        """By a kubeconfig that says this of user and cluster."""
        file = self.folder / "kubeconfig"
        file.write_text(kubeconfig(self.server.url, self.authority, user, **cluster), encoding="utf-8")
        access = read_kubeconfig(str(file), "", {})
        return Connection(access, Credentials(access, {}), {})

    def collect(
        self,
        *needs: Need,
        values: Mapping[str, str] | None = None,
        patience: Patience | None = None,
        resume: bool = False,
    ) -> dict[str, Requirement]:
        """Collect into `dump`; what came of each requirement, by its key."""
        writer = DumpWriter(self.dump, Asset("shop"), "test", NOW, resume)
        means = Means(self.connection().get, patience or quick([]), writer, lambda: NOW, lambda *_: None)
        collect(needs, values or {}, means)
        writer.finish(NOW)
        manifest = read_manifest((self.dump / "manifest.json").read_bytes(), "manifest.json")
        return {each.key: each for each in manifest.requirements}

    @property
    def dump(self) -> Path:
        """The folder of the dump."""
        return self.folder / "dump"

    def kept(self, requirement: Requirement) -> Any:
        """The JSON of an answer."""
        return json.loads((self.dump / requirement.path).read_bytes())


def quick(pauses: list[float], attempts: int = 3) -> Patience:
    """Patience that only notes how long it would wait."""
    return Patience(attempts=attempts, sleep=pauses.append, random=lambda: 0.5)


def need(path: str, filter: str = "") -> Need:
    """A need of the Kubernetes API."""
    return Need("kubernetes", path, filter)
