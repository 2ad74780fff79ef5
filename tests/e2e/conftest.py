"""What the end-to-end tests share: the built EKS content, and the command as a user types it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from judged_nodes import Judge
from scapkit.api import BuildOptions, EvaluateOptions, build, evaluate
from shared import NOW, REPOSITORY, Run
from trees import make_trees


@pytest.fixture(scope="session")
def scapkit() -> Run:
    """Run the command line in a process of its own, in a given folder."""

    def run(*words: str | Path, cwd: Path | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "scapkit", *map(str, words)]
        return subprocess.run(
            command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
        )

    return run


@pytest.fixture(scope="session")
def eks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything that `scapkit build eks` writes."""
    output = tmp_path_factory.mktemp("eks")
    build(BuildOptions("eks", str(REPOSITORY), str(output)), NOW)
    return output / "eks"


@pytest.fixture(scope="session")
def trees(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Plain trees by name: passing, failing, mixed, empty."""
    return make_trees(tmp_path_factory.mktemp("trees"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from browsing import executable, running

    path = executable()
    if path is None:
        why = "no Chromium: install chromium-headless-shell"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    with running(path) as started:
        yield started


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the sample by name."""
    from report_pages import write_pages

    return write_pages(tmp_path_factory.mktemp("pages"))


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    """Windows that share what a site keeps in them."""
    found = browser.new_context(viewport={"width": 1280, "height": 900})
    yield found
    found.close()


@pytest.fixture(scope="session")
def judge(eks: Path, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Judge a dump by a profile of EKS, into an ARF."""

    def judged(dump: Path, profile: str, now: str = NOW, **options: str) -> Path:
        arf = tmp_path_factory.mktemp("judged") / "arf.xml"
        given = {"content": str(eks / "ssg-eks-ds.xml"), "arf": str(arf), **options}
        evaluate(EvaluateOptions(dump=str(dump), profile=profile, **given), now)  # type: ignore[arg-type]
        return arf

    return judged
