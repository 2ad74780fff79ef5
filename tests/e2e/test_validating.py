"""`scapkit validate`: every kind of document, what is said of bad ones, and how it is counted."""

import os
from pathlib import Path

import pytest

from oval_sample import directives, make_sample, variables
from shared import Run


def test_everything_that_scapkit_writes_is_valid(
    scapkit: Run, schemas: Path, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    results = [f"--{name}={tmp_path / name}.xml" for name in ("arf", "xccdf-results", "oval-results")]
    scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", trees["mixed"], *results)
    files = sorted(tmp_path.glob("*.xml")) + sorted(eks.glob("*.xml"))
    done = scapkit("validate", *files, "--schemas", schemas)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    assert done.stderr == f"{len(files)} files: 0 errors, 0 warnings\n"
    assert len(files) >= 8


def test_the_documents_around_oval_are_valid(scapkit: Run, tmp_path: Path) -> None:
    make_sample(tmp_path)
    (tmp_path / "v.xml").write_text(variables("5"), encoding="utf-8")
    (tmp_path / "dir.xml").write_text(directives("ffffff"), encoding="utf-8")
    done = scapkit("validate", "d.xml", "v.xml", "dir.xml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_folder_is_no_document_but_may_be_a_dump(scapkit: Run, tmp_path: Path) -> None:
    assert scapkit("validate", tmp_path).stderr == "1 file: 1 error, 0 warnings\n"
    told = scapkit("info", tmp_path)
    assert (told.returncode, "plain tree" in told.stdout) == (0, True)


@pytest.mark.parametrize("make", ["pipe", "device", "unknown", "empty", "missing"])
def test_what_is_no_document_is_one_error_at_once(scapkit: Run, tmp_path: Path, make: str) -> None:
    path = Path("/dev/null") if make == "device" else tmp_path / "x.xml"
    if make == "pipe":
        os.mkfifo(path)
    elif make in ("unknown", "empty"):
        path.write_text("<x/>" if make == "unknown" else "", encoding="utf-8")
    for command in ("validate", "info"):
        done = scapkit(command, path)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        said = (done.stdout + done.stderr).splitlines()
        assert len(said) == (2 if command == "validate" else 1), said
    assert scapkit("validate", path).stderr == "1 file: 1 error, 0 warnings\n"


def test_schematron_findings_have_words_and_lines(scapkit: Run, schemas: Path, public_content: Path) -> None:
    done = scapkit("validate", public_content / "ssg-eks-ds.xml", "--schemas", schemas)
    first = done.stdout.splitlines()[0]
    assert "ssg-eks-ds.xml:" in first
    assert first.endswith("_benchmark_EKS should say the time of its version (version/@time)")


def test_a_stream_of_scap_1_2_is_not_held_against_1_3(scapkit: Run, schemas: Path, public_content: Path) -> None:
    done = scapkit("validate", public_content / "ssg-eks-ds-1.2.xml", "--schemas", schemas)
    assert (done.returncode, done.stderr) == (0, "1 file: 0 errors, 0 warnings\n")


def test_the_schematron_of_a_language_is_applied_on_request(scapkit: Run, schemas: Path, tmp_path: Path) -> None:
    text = make_sample(tmp_path).read_text(encoding="utf-8").replace(' deprecated="true"', "")
    (tmp_path / "d.xml").write_text(text, encoding="utf-8")
    assert scapkit("validate", "d.xml", cwd=tmp_path).returncode == 0
    done = scapkit("validate", "d.xml", "--schematron", cwd=tmp_path)
    assert done.returncode == 1
    assert "must contain a criteria" in done.stdout


def test_values_that_are_not_of_their_type_are_told(scapkit: Run, tmp_path: Path) -> None:
    (tmp_path / "v.xml").write_text(variables("many", datatype="int"), encoding="utf-8")
    done = scapkit("validate", "v.xml", cwd=tmp_path)
    assert done.returncode == 1
    assert "v.xml:" in done.stdout
    assert "malformed-value: " in done.stdout


def test_many_of_one_kind_are_told_once(scapkit: Run, tmp_path: Path) -> None:
    selects = "\n".join(f'<select idref="xccdf_t_rule_r{each}" selected="true"/>' for each in range(30))
    uri = "http://checklists.nist.gov/xccdf/1.2"
    text = f'<Benchmark xmlns="{uri}" id="xccdf_t_benchmark_b"><status>draft</status><version>1</version>\n'
    profile = f'<Profile id="xccdf_t_profile_p"><title>t</title>\n{selects}</Profile></Benchmark>'
    (tmp_path / "b.xml").write_text(text + profile, encoding="utf-8")
    done = scapkit("validate", "b.xml", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "b.xml:3: dangling-reference: select names xccdf_t_rule_r0, which is not defined",
        "    and 29 more of this kind (--all lists them)",
    ]
    assert done.stderr.endswith("1 file: 30 errors, 0 warnings\n")
    assert len(scapkit("validate", "b.xml", "--all", cwd=tmp_path).stdout.splitlines()) == 30
