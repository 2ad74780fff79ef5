"""Files of a project that are no plain files: each is told, and none is waited for."""

import os
from pathlib import Path

import pytest

from authored import NOW, project
from scapkit.api.projects.building import BuildOptions, build
from scapkit.problem import Invalid


def built(root: Path) -> None:
    build(BuildOptions("tiny", str(root), str(root / "output")), NOW)


def test_a_project_that_is_nowhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"content: unknown-product: no product tiny \(there is no such folder\)"):
        built(tmp_path / "nowhere")


def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "profiles/tiny/base.profile").unlink()
    os.mkfifo(root / "profiles/tiny/base.profile")
    with pytest.raises(Invalid, match=r"base\.profile: unreadable-file: is not a file but a device or a pipe"):
        built(root)


def test_a_link_to_a_device_without_end_leads_out_of_the_project(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "profiles/tiny/zero.profile").symlink_to("/dev/zero")
    with pytest.raises(Invalid, match=r"zero\.profile: outside-of-project"):
        built(root)


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "profiles/tiny/round.profile").symlink_to("round.profile")
    with pytest.raises(Invalid, match=r"round\.profile: unreadable-file: Too many levels"):
        built(root)
