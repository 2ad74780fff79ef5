"""Whatever small project the format allows builds to documents without fault."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from authored import NOW
from random_projects import projects
from scapkit.api import BuildOptions, build, validate
from scapkit.authoring.read import read_check_templates
from scapkit.problem import Invalid
from shared import REPOSITORY

TEMPLATES = read_check_templates(REPOSITORY, "eks")
OURS = settings(
    deadline=None,
    derandomize=True,
    database=None,
    # Making a failing project smaller takes minutes, and its files are small enough to be read.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


def built(root: Path, files: dict[str, str]) -> tuple[str, ...]:
    """The documents that a project builds to, the datastream first."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    try:
        written = build(BuildOptions("random", str(root), str(root / "output"), guides=False), NOW)
    except Invalid as error:
        # A template may refuse what its parameters come to together, as an entry of collect that there is not; and two
        # rules may want one Value as a number and as text, which OVAL does not allow.
        assume(not {each.code for each in error.problems} <= {"failed-template", "duplicate-id"})
        pytest.fail(str(error))
    return tuple(path for path in written.paths if path.endswith(".xml"))


@settings(OURS, max_examples=16)
@given(files=projects(TEMPLATES))
def test_random_project_is_valid(schemas: Path, xsltproc: str, files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        documents = built(Path(folder), files)
        assert validate(documents[:1], str(schemas), {}).problems == ()
        sheet = schemas / "sds" / "1.3" / "source-data-stream-1.3.xsl"
        done = subprocess.run([xsltproc, sheet, documents[0]], capture_output=True, text=True, check=True)
        assert done.stdout.partition("?>")[2].strip() == ""


@settings(OURS, max_examples=3)
@given(files=projects(TEMPLATES))
def test_oscap_reads_a_random_project(oscap: str, files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        documents = built(Path(folder), files)
        for words in (["ds", "sds-validate"], ["info"]):
            done = subprocess.run([oscap, *words, documents[0]], capture_output=True, text=True, check=False)
            assert (done.returncode, done.stderr) == (0, "")


def test_random_projects_differ(tmp_path: Path) -> None:
    """Else the tests above would try one project many times."""
    seen: set[str] = set()

    @settings(OURS, max_examples=10)
    @given(files=projects(TEMPLATES))
    def look(files: dict[str, str]) -> None:
        seen.add(repr(files))

    look()
    assert len(seen) == 10
