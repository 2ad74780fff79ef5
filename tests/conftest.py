"""Fixtures for every test: the foreign tools and files that serve as oracles."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from aws_overlay import Overlay
    from certificates import Authority
    from collected_cluster import Place
    from kubernetes_api import Cluster


def _lacking(what: str) -> NoReturn:
    """Skip where a tool is absent; in continuous integration its absence is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is needed in continuous integration")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session", autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Programs that the tests start keep their things in a folder of this run, not in the user's home."""
    places = tmp_path_factory.mktemp("places")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", str(places / "cache"))
        patched.setenv("XDG_STATE_HOME", str(places / "state"))
        yield


@pytest.fixture(scope="session")
def oscap() -> str:
    """The path of oscap."""
    return shutil.which("oscap") or _lacking("oscap (Debian: openscap-scanner)")


@pytest.fixture(scope="session")
def xsltproc() -> str:
    """The path of xsltproc."""
    return shutil.which("xsltproc") or _lacking("xsltproc (Debian: xsltproc)")


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of the official schemas: SCAPKIT_SCHEMAS, or where openscap-common puts them."""
    folder = Path(os.environ.get("SCAPKIT_SCHEMAS", "/usr/share/openscap/schemas"))
    return folder if folder.is_dir() else _lacking("openscap-common's folder of schemas")


@pytest.fixture(scope="session")
def public_content() -> Path:
    """The folder of public content: SCAPKIT_CONTENT, or where Debian's ssg-* packages put it."""
    folder = Path(os.environ.get("SCAPKIT_CONTENT", "/usr/share/xml/scap/ssg/content"))
    known = (folder / "ssg-eks-ds.xml").is_file()
    return folder if known else Path(_lacking("public content (Debian: ssg-applications)"))


@pytest.fixture(scope="session")
def moto() -> Iterator[tuple[str, int]]:
    """Moto's server, the AWS API in memory."""
    from aws_moto import moto_server

    with moto_server() as address:
        yield address


@pytest.fixture(scope="module")
def overlay(moto: tuple[str, int]) -> Iterator["Overlay"]:
    """A server before moto's, which knows of nothing yet."""
    from aws_moto import empty
    from aws_overlay import overlaid

    empty(moto)
    with overlaid(moto) as made:
        yield made


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> "Authority":
    """A certificate authority."""
    from certificates import Authority

    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def cluster() -> "Cluster":
    """What a stand-in for a Kubernetes API serves; a test fills it."""
    from kubernetes_api import Cluster

    return Cluster()


@pytest.fixture
def place(cluster: "Cluster", authority: "Authority", tmp_path: Path) -> "Iterator[Place]":
    """The stand-in at work."""
    from collected_cluster import Place
    from kubernetes_api import Server

    with Server(cluster, authority) as server:
        yield Place(server, authority, tmp_path)
