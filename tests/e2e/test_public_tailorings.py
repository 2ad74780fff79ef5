"""Tailorings that others published: explained, changed, and the same when they are written anew."""

from pathlib import Path

import pytest

from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.profiles import read_tailoring
from scapkit.xmlio.write.tailoring import write_tailoring
from shared import Run

FOLDER = Path("/usr/share/scap-security-guide/tailoring")
PRODUCTS = ("rhel7", "rhel8")


@pytest.fixture(params=PRODUCTS)
def public(request: pytest.FixtureRequest, public_content: Path) -> tuple[Path, Path]:
    """A content and its tailoring."""
    found = public_content / f"ssg-{request.param}-ds.xml", FOLDER / f"{request.param}_stig_delta_tailoring.xml"
    if not all(each.is_file() for each in found):
        pytest.skip(f"there is no public tailoring of {request.param}")
    return found


def test_a_public_tailoring_is_explained_and_changed(
    scapkit: Run, public: tuple[Path, Path], schemas: Path, tmp_path: Path
) -> None:
    content, tailoring = public
    told = scapkit("tailor", content, "--tailoring", tailoring, "--explain")
    assert (told.returncode, told.stderr) == (0, "")
    assert "(stig_delta_tailoring)\n\nrules: 2" in told.stdout
    file = tmp_path / "t.xml"
    change = ("--select", "sshd_disable_root_login", "--output", file)
    done = scapkit("tailor", content, "--edit", tailoring, *change, "--explain")
    assert (done.returncode, done.stderr) == (0, "")
    assert "rule sshd_disable_root_login" in told.stdout
    assert "rule sshd_disable_root_login" not in done.stdout
    assert scapkit("validate", file, "--schemas", schemas).returncode == 0


def test_a_public_tailoring_is_the_same_when_it_is_written_anew(public: tuple[Path, Path]) -> None:
    _, path = public
    found = read_tailoring(parse(path.read_bytes(), "t"), "t")
    assert found.profiles[0].refinements
    assert read_tailoring(parse(to_bytes(write_tailoring(found)), "t"), "t") == found
