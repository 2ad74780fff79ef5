"""The template sysctl with check_runtime over dumps: files and kernel must both be right, and what was not asked is unknown."""

import json
from pathlib import Path

import pytest

from authored import CONTENT, NOW, project
from scapkit.api.projects.building import BuildOptions, build
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from templated import by_us, rule_text

FOLDERS = ("/etc/sysctl.d", "/run", "/usr", "/lib")
FILES = (
    Requirement("file", "/etc/tiny", "collected", "files/etc/tiny"),
    Requirement("file", "/etc/sysctl.conf", "collected", "files/etc/sysctl.conf"),
    *(Requirement("file", folder, "not-found") for folder in FOLDERS),
)
KERNEL = Requirement("fact", "unix:sysctl", "collected", "facts/unix_sysctl.jsonl")


@pytest.fixture(scope="module")
def datastream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rule that asks the files and the kernel."""
    folder = tmp_path_factory.mktemp("sysctl")
    variables = {"sysctlvar": "kernel.randomize_va_space", "sysctlval": "2", "check_runtime": True}
    changes: dict[str, str | None] = {
        f"{CONTENT}/files/both/rule.yml": rule_text("sysctl", variables, "both"),
        "profiles/tiny/base.profile": json.dumps({"title": "B", "description": "B.", "selections": ["both"]}),
    }
    build(BuildOptions("tiny", str(project(folder, changes)), str(folder / "out"), guides=False), NOW)
    return folder / "out/tiny/ex-tiny-ds.xml"


@pytest.mark.parametrize(
    ("boot", "kernel", "want"),
    [
        ("2", "2", "pass"),
        ("2", "1", "fail"),
        ("2", None, "unknown"),
        ("0", "2", "fail"),
        ("0", "0", "fail"),
        ("0", None, "fail"),
    ],
)
def test_both_must_be_right_and_a_kernel_not_asked_never_passes(
    tmp_path: Path, datastream: Path, boot: str, kernel: str | None, want: str
) -> None:
    conf = f"kernel.randomize_va_space = {boot}\n".encode()
    fact = json.dumps({"name": "kernel.randomize_va_space", "value": kernel}).encode() + b"\n"
    facts = {} if kernel is None else {"facts/unix_sysctl.jsonl": fact}
    manifest = Manifest(Asset("node"), FILES if kernel is None else (*FILES, KERNEL))
    write_dump(tmp_path / "dump", manifest, {"files/etc/tiny": b"", "files/etc/sysctl.conf": conf, **facts})
    assert by_us(datastream, tmp_path / "dump")["both"] == want
