"""The same project gives the same bytes, wherever, by whomever and in whatever order it was written."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from authored import FILES
from scapkit.authoring.kinds import RULE
from scapkit.authoring.yaml.document import document

TIME = {"SOURCE_DATE_EPOCH": "86400"}
NAMES = ("zeta", "Alpha", "beta.2", "beta-1", "i_dot", "I_dot2")


class Way(NamedTuple):
    """How a build is run: environment, umask, the order in which files are written, the folder it is run in."""

    environment: Mapping[str, str]
    umask: int = 0o022
    reverse: bool = False
    inside: bool = True
    words: Sequence[str] = ()


WAYS = {
    "hash seed 1": Way({"PYTHONHASHSEED": "1"}),
    "random hash seed": Way({"PYTHONHASHSEED": "random"}),
    "Turkish": Way({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"}),
    "German": Way({"LC_ALL": "de_DE.ISO-8859-1", "TZ": "America/St_Johns", "PYTHONUTF8": "0"}),
    "private": Way({"HOME": "/nonexistent", "USER": "nobody"}, umask=0o077),
    "written backwards": Way({}, reverse=True),
    "from elsewhere": Way({}, inside=False),
    "without a cache": Way({}, words=("--no-cache",)),
    "optimised": Way({"PYTHONOPTIMIZE": "2"}),
}


def files() -> dict[str, str]:
    """The tiny project with rules whose names sort otherwise in other locales."""
    rule = document(RULE, {"title": "Über", "description": "ß", "rationale": "ı", "severity": "low"})
    return {**FILES, **{f"content/tiny/files/{name}/rule.yml": rule for name in NAMES}}


def build(folder: Path, way: Way) -> dict[str, bytes]:
    """What is written for a project in the folder, by name."""
    project = folder / "project"
    for path, text in sorted(files().items(), reverse=way.reverse):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    source = [] if way.inside else ["--source", str(project)]
    command = [sys.executable, "-m", "scapkit", "build", "tiny", *source, "--output", str(folder / "out"), *way.words]
    done = subprocess.run(
        command,
        cwd=project if way.inside else folder,
        env={**os.environ, "PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", **TIME, **way.environment},
        umask=way.umask,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return {path.name: path.read_bytes() for path in sorted((folder / "out" / "tiny").iterdir()) if path.is_file()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(tmp_path_factory.mktemp("first"), Way({}))


@pytest.mark.parametrize("name", WAYS)
def test_same_project_gives_the_same_bytes(tmp_path: Path, first: dict[str, bytes], name: str) -> None:
    again = build(tmp_path / "another place with a longer name", WAYS[name])
    assert again.keys() == first.keys()
    assert [each for each in first if first[each] != again[each]] == []


def test_no_output_says_where_it_was_made(tmp_path: Path) -> None:
    for name, data in build(tmp_path, WAYS["from elsewhere"]).items():
        assert str(tmp_path).encode() not in data, name
