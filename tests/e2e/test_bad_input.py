"""Bad input to `scapkit evaluate`: one clear line, exit code 1, nothing half-written."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from shared import Run


def hostile_tar(folder: Path) -> Path:
    archive = folder / "bad.tar"
    with tarfile.open(archive, "w") as tar:
        member = tarfile.TarInfo("../../outside")
        tar.addfile(member)
    return archive


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("{ds}", "--profile", "nope", "--dump", "{tree}"), "unknown-profile"),
        (("{ds}", "--profile", "cis", "--dump", "{tmp}/absent"), "no-"),
        (("{ds}", "--profile", "cis", "--dump", "{tmp}/bad.tar"), "unsafe-path"),
        (("{ds}", "--profile", "cis", "--dump", "{tmp}/broken"), "malformed-json"),
        (("{tmp}/absent.xml", "--dump", "{tree}"), "unreadable-file"),
        (("{tmp}/cut.xml", "--dump", "{tree}"), "malformed-xml"),
        (("{tmp}/bomb.xml", "--dump", "{tree}"), "document-type"),
        (("{tmp}/other.xml", "--dump", "{tree}"), "unknown-content"),
        (("{ds}", "--rule", "nope", "--dump", "{tree}"), "unknown-rule"),
        (("{ds}", "--datastream-id", "nope", "--dump", "{tree}"), "unknown-datastream"),
        (("{ds}", "--tailoring", "{ds}", "--dump", "{tree}"), "not-tailoring"),
        (("{ds}", "--tailoring-id", "nope", "--dump", "{tree}"), "unknown-tailoring"),
        (("{ds}", "--cpe", "{ds}", "--dump", "{tree}"), "not-cpe"),
        (("{ds}", "--skip-rule", "nope", "--dump", "{tree}"), "unknown-rule"),
        (("{ds}", "--variables", "{ds}", "--dump", "{tree}"), "not-oval-variables"),
        (("{ds}", "--directives", "{ds}", "--dump", "{tree}"), "not-directives"),
        (("{ds}", "--profile", "CIS", "--dump", "{tree}"), "did you mean cis?"),
        (("{ds}", "--profile", "cis", "--dump", ""), "argument --dump: the value is empty"),
        (("{ds}", "--profile", "cis", "--dump", "{tree}", "--html", ""), "argument --html: the value is empty"),
        (("", "--profile", "cis", "--dump", "{tree}"), "argument CONTENT: the value is empty"),
        (("{ds}", "--tailoring", "a", "--tailoring", "b", "--dump", "{tree}"), "argument --tailoring: is given twice"),
        (("{ds}", "--rule", "", "--dump", "{tree}"), "argument --rule: the value is empty"),
        (("{ds}",), "--dump"),
        (("{ds}", "--dump", "{tree}"), "nothing-selected"),
        (("{ds}", "--profile", "cis", "--dump", "{tree}", "--html", "{tmp}/arf.xml"), "output-collision"),
        (("{tmp}/copy.xml", "--profile", "cis", "--dump", "{tree}", "--html", "{tmp}/copy.xml"), "output-collision"),
        (("{ds}", "--profile", "cis", "--dump", "{tree}", "--html", "-"), "unwritable-file"),
        (("{ds}", "--xccdf-id", "nope", "--dump", "{tree}"), "its checklists: scap_org.scapkit_cref_ssg-eks-xccdf.xml"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_1(
    scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path, words: tuple[str, ...], expected: str
) -> None:
    datastream = eks / "ssg-eks-ds.xml"
    hostile_tar(tmp_path)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{", encoding="utf-8")
    (tmp_path / "cut.xml").write_bytes(datastream.read_bytes()[:5000])
    (tmp_path / "bomb.xml").write_text('<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', encoding="utf-8")
    (tmp_path / "other.xml").write_text("<other/>", encoding="utf-8")
    (tmp_path / "copy.xml").write_bytes(datastream.read_bytes())
    filled = [word.format(ds=datastream, tree=trees["mixed"], tmp=tmp_path) for word in words]
    done = scapkit("evaluate", *filled, "--arf", tmp_path / "arf.xml")
    assert done.returncode == 1
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "arf.xml").exists()
    assert (tmp_path / "copy.xml").read_bytes() == datastream.read_bytes()


def test_an_unknown_profile_names_those_that_there_are(scapkit: Run, eks: Path, trees: dict[str, Path]) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-nod", "--dump", trees["mixed"])
    assert "there are: cis, " in done.stderr and "did you mean cis-node?" in done.stderr


def test_an_output_that_cannot_be_written_leaves_nothing_half(
    scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    words = ("--arf", tmp_path / "arf.xml", "--html", tmp_path / "taken")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", trees["mixed"], *words)
    assert done.returncode == 1 and "unwritable-file" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_closed_outputs_are_no_reason_to_fail(eks: Path) -> None:
    words = [sys.executable, "-m", "scapkit", "info", str(eks / "ssg-eks-ds.xml")]
    done = subprocess.run(["/bin/sh", "-c", '"$@" >&- 2>&-', "sh", *words], check=False)
    assert done.returncode == 0


def test_a_full_disk_is_said_in_one_line(eks: Path) -> None:
    words = [sys.executable, "-m", "scapkit", "info", str(eks / "ssg-eks-ds.xml")]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(words, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (1, "scapkit: No space left on device\n")
