"""Dumps that are not what the profile is about, or several of one asset: users are told what to do."""

import shutil
from pathlib import Path

import pytest

from scapkit.api import EvaluateOptions
from scapkit.api.evaluating.fleet import evaluate_fleet
from shared import NOW, REPOSITORY, Run

SAMPLES = REPOSITORY / "content/eks/samples"


def test_two_dumps_of_one_asset_are_told_of(eks: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(SAMPLES / "cluster", tmp_path / name)
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(tmp_path))
    judged = evaluate_fleet(options, (str(tmp_path),), ("cis",), NOW)
    (told,) = [each for each in judged.warnings if each.code == "several-dumps"]
    assert "was judged 2 times, each by what one dump of it has: a, b" in told.message
    assert "scapkit dump merge" in told.hint


def test_a_dump_that_lost_its_manifest_is_no_plain_tree(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    """What was refused stands in the manifest alone: without it that would count as not there."""
    dump = tmp_path / "dump"
    shutil.copytree(SAMPLES / "cluster", dump)
    (dump / "manifest.json").unlink()
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", dump)
    assert (done.returncode, done.stdout, "lost-manifest" in done.stderr) == (1, "", True)
    (dump / "files.jsonl").unlink()
    assert scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", dump).returncode == 2


def test_an_asset_whose_dump_is_none_is_not_judged_and_never_left_out(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(SAMPLES / "node", tmp_path / "all" / name)
    (tmp_path / "all/b/manifest.json").unlink()
    (tmp_path / "all/README.txt").write_text("hello", encoding="ascii")
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8-node", "--dump", tmp_path / "all")
    done = scapkit(*asked, "--rule", "kubelet_read_only_port_secured")
    assert done.returncode == 2
    assert "not judged:\n  b\n    there is no dump in it: no manifest.json" in done.stdout
    assert "all: 2 assets: 1 by cis-1.8-node, 1 not judged" in done.stdout


@pytest.mark.parametrize(
    ("profile", "sample", "told"),
    [("cis", "node", "cis-1.8-node, cis-node"), ("cis-1.8-node", "cluster", "cis, cis-1.8")],
)
def test_profiles_of_such_assets_are_named_where_most_could_not_be_judged(
    scapkit: Run, eks: Path, profile: str, sample: str, told: str
) -> None:
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--dump", SAMPLES / sample, "--quiet", "--profile")
    done = scapkit(*asked, profile)
    assert f"another-profile: is no asset for the profile {profile}" in done.stderr
    assert f"(profiles for such assets: {told})" in done.stderr
    assert "another-profile" not in scapkit(*asked, told.split(", ", maxsplit=1)[0]).stderr
