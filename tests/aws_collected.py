"""Collections from moto, as a test sees them."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from aws_accounts import KEYS, REGION
from aws_overlay import Overlay
from scapkit.collect.aws.collect import collect
from scapkit.collect.aws.options import Options
from scapkit.collect.need import Need
from scapkit.collect.protocol import Job

NOW = "2026-11-26T10:00:00Z"


class Collected(NamedTuple):
    """A dump: where it is, and its requirements by key without account and region."""

    folder: Path
    requirements: dict[str, dict[str, Any]]

    def status(self, key: str) -> str:
        """What came of a requirement."""
        return str(self.requirements[key]["status"])

    def answer(self, key: str) -> Any:
        """The content that was collected."""
        return json.loads((self.folder / self.requirements[key]["path"]).read_bytes())

    def keys(self, start: str) -> list[str]:
        """The keys that start so."""
        return sorted(key for key in self.requirements if key.startswith(start))

    def whole(self) -> bytes:
        """All bytes of all files, and their names."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return b"\n".join(str(path).encode() + path.read_bytes() for path in files)


def signed(patch: pytest.MonkeyPatch) -> None:
    """Somebody's credentials, and nobody's configuration."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"):
        patch.delenv(name, raising=False)
    patch.setenv("AWS_ACCESS_KEY_ID", KEYS["aws_access_key_id"])
    patch.setenv("AWS_SECRET_ACCESS_KEY", KEYS["aws_secret_access_key"])
    patch.setenv("AWS_CONFIG_FILE", "/nowhere/config")
    patch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials")
    patch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def options(overlay: Overlay, cluster: str = "shop", attempts: int = 1, **members: str) -> Options:
    """Against a server of the test."""
    return Options(cluster, REGION, endpoint_url=overlay.url, attempts=attempts)._replace(**members)


def job(folder: Path, calls: tuple[str, ...] = (), resume: bool = False, filters: tuple[Need, ...] = ()) -> Job:
    """A collection of some calls into `folder/dump`."""
    needs = (*(Need("aws", call) for call in calls), *filters)
    return Job(needs, {"name": "shop"}, str(folder / "dump"), resume, lambda: NOW, {}, lambda *_: None, lambda _: None)


def collected(chosen: Options, folder: Path, calls: tuple[str, ...] = (), resume: bool = False) -> Collected:
    """Collect, and read what is in the dump."""
    collect(chosen, job(folder, calls, resume))
    return read(folder)


def read(folder: Path) -> Collected:
    """The dump in a folder."""
    manifest = json.loads((folder / "dump/manifest.json").read_bytes())
    found = {each["key"].split("/", 2)[2].removesuffix(".json"): each for each in manifest["requirements"]}
    assert len(found) == len(manifest["requirements"])
    return Collected(folder / "dump", found)
