"""The command line: help, unknown commands, and the small commands."""

import os
import re
from pathlib import Path

import pytest

from scapkit.registry import discover
from shared import REPOSITORY, Run

COMMANDS = list(discover("scapkit.cli.commands", "COMMAND"))


def test_help_lists_every_command(scapkit: Run) -> None:
    done = scapkit("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(scapkit: Run, command: str) -> None:
    done = scapkit(command, "--help")
    assert done.returncode == 0
    assert f"example:\n  scapkit {command}" in done.stdout


def test_no_command_prints_the_help_and_fails(scapkit: Run) -> None:
    done = scapkit()
    assert done.returncode == 1 and "commands:" in done.stdout


def test_an_unknown_command_gets_a_hint(scapkit: Run) -> None:
    done = scapkit("evalute")
    assert (done.returncode, done.stderr) == (1, "scapkit: there is no command evalute (did you mean evaluate?)\n")


def test_the_version_is_told(scapkit: Run) -> None:
    assert scapkit("--version").stdout.startswith("scapkit 0.")


@pytest.mark.parametrize("given", ["soon", "", "-1", "²", "253402300800", "9" * 30])
def test_a_bad_source_date_epoch_is_one_line(scapkit: Run, given: str) -> None:
    done = scapkit("demo", SOURCE_DATE_EPOCH=given)
    assert done.returncode == 1 and "bad-time" in done.stderr and "Traceback" not in done.stderr


def test_the_demo_does_the_main_job_in_an_empty_folder(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("score") == 2
    written = {path.name for path in (tmp_path / "output" / "eks").iterdir()}
    assert {"ssg-eks-ds.xml", "sample-arf", "sample-report"} <= written
    for folder, names in (
        ("sample-arf", {"cluster-arf.xml", "node-arf.xml"}),
        ("sample-report", {"index.html", "node.html"}),
    ):
        assert names <= {path.name for path in (tmp_path / "output" / "eks" / folder).iterdir()}


def test_info_tells_profiles_of_a_datastream_and_definitions_of_oval(scapkit: Run, eks: Path) -> None:
    done = scapkit("info", eks / "ssg-eks-ds.xml")
    assert "cis-node" in done.stdout and "SCAP source datastream" in done.stdout
    done = scapkit("info", eks / "ssg-eks-oval.xml")
    assert "schema version: 5.11.3" in done.stdout.replace("  ", " ")


def test_a_guide_goes_to_standard_output_or_a_file(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    done = scapkit("guide", eks / "ssg-eks-ds.xml", "--profile", "cis")
    scapkit("guide", eks / "ssg-eks-ds.xml", "--profile", "cis", "--output", tmp_path / "g.html")
    assert (tmp_path / "g.html").read_text(encoding="utf-8") == done.stdout
    assert done.stdout == (eks / "ssg-eks-guide-cis.html").read_text(encoding="utf-8")


def test_validate_says_what_is_wrong_and_exits_1(scapkit: Run, schemas: Path, eks: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    text = (eks / "ssg-eks-oval.xml").read_text(encoding="utf-8")
    bad.write_text(text.replace('object_ref="oval:', 'object_ref="oval:gone-', 1), encoding="utf-8")
    done = scapkit("validate", bad, eks / "ssg-eks-ds.xml", "--schemas", schemas)
    assert done.returncode == 1 and "dangling-reference" in done.stdout
    assert scapkit("validate", eks / "ssg-eks-ds.xml", "--schemas", schemas).returncode == 0


def test_capabilities_name_object_types_and_functions(scapkit: Run) -> None:
    done = scapkit("capabilities")
    assert "independent:yamlfilecontent" in done.stdout and "glob_to_regex" in done.stdout


def test_any_output_encoding_will_do(scapkit: Run, eks: Path, trees: dict[str, Path]) -> None:
    words = ("--profile", "cis", "--dump", trees["mixed"])
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", *words, PYTHONIOENCODING="ascii")
    assert done.returncode == 2 and done.stderr == ""


def test_warnings_alone_leave_a_document_valid(scapkit: Run, public_content: Path, schemas: Path) -> None:
    done = scapkit("validate", public_content / "ssg-eks-ds.xml", "--schemas", schemas)
    assert done.returncode == 0
    assert re.search(r"1 file: 0 errors, [1-9]\d* warnings", done.stderr)


def test_a_closed_pipe_ends_quietly(eks: Path) -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m scapkit guide {eks}/ssg-eks-ds.xml --profile cis | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert done.stderr == ""


@pytest.mark.parametrize("words", [("guide", "--profile", "cis-1.8"), ("info",)])
def test_a_full_disk_behind_standard_output_is_named(eks: Path, words: tuple[str, ...]) -> None:
    import subprocess
    import sys

    env = {name: text for name, text in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-m", "scapkit", words[0], str(eks / "ssg-eks-ds.xml"), *words[1:]]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=env)
    assert (done.returncode, done.stderr) == (1, "scapkit: standard output: No space left on device\n")
