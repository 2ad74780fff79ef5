"""`scapkit diff` as a user types it: folders, conditions, baselines, and what cannot be compared."""

import shutil
from pathlib import Path

from judged_nodes import Judge, owned_by
from shared import SAMPLES, Run


def test_folders_are_compared_asset_by_asset(scapkit: Run, judge: Judge, tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for folder, uid in ((before, 0), (after, 7)):
        folder.mkdir()
        shutil.copy(judge(owned_by(tmp_path, uid, 0), "cis-1.8-node"), folder / "node.xml")
    shutil.copy(judge(SAMPLES / "cluster", "cis-1.8"), before / "cluster.xml")
    done = scapkit("diff", before, after)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 newly failing, 1 asset removed; 28 rules unchanged" in done.stdout
    assert "asset shop-prod: removed (41 rules)" in done.stdout
    done = scapkit("diff", before, after, "--fail-on", "new-failures,removed")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "scapkit: --fail-on new-failures: fails anew: file_owner_worker_kubeconfig"
        " (ip-10-0-12-34.eu-central-1.compute.internal)",
        "scapkit: --fail-on removed: is no longer in the results: shop-prod",
    ]


def test_a_baseline_lets_pass_what_is_known(scapkit: Run, judge: Judge, tmp_path: Path) -> None:
    old, new = (judge(owned_by(tmp_path, *owner), "cis-1.8-node") for owner in ((7, 0), (7, 8)))
    accepted = tmp_path / "accepted.yml"
    assert scapkit("diff", old, "--write-baseline", accepted).returncode == 0
    gate = ("--baseline", accepted, "--fail-on", "any-failure")
    assert scapkit("diff", old, *gate).returncode == 0
    done = scapkit("diff", new, *gate)
    assert done.returncode == 2 and "any-failure: fails: 1 in" in done.stderr
    assert scapkit("diff", new, *gate, "--write-baseline", tmp_path / "more.yml").returncode == 2
    assert scapkit("diff", new, "--baseline", tmp_path / "more.yml", "--fail-on", "any-failure").returncode == 0


def test_an_entry_of_a_baseline_about_no_rule_is_told(scapkit: Run, judge: Judge, tmp_path: Path) -> None:
    entry = "{rule: file_owner_worker_kubeconfi, assets: ['*']}"
    (tmp_path / "b.yml").write_text(f"baseline: 1\naccepted:\n- {entry}\n", encoding="utf-8")
    done = scapkit("diff", judge(SAMPLES / "node", "cis-1.8-node"), "--baseline", tmp_path / "b.yml")
    assert done.returncode == 0
    assert "b.yml:3: unknown-rule: no results have a rule file_owner_worker_kubeconfi" in done.stderr
    assert "did you mean file_owner_worker_kubeconfig?" in done.stderr


def test_what_cannot_be_compared_is_one_line(scapkit: Run, judge: Judge, eks: Path, tmp_path: Path) -> None:
    arf = judge(SAMPLES / "node", "cis-1.8-node")
    for words, code in (
        ((arf, tmp_path / "gone.xml"), "unreadable-file"),
        ((arf, eks / "ssg-eks-ds.xml"), "not-results"),
        ((arf,), "nothing-to-compare"),
        ((arf, "--fail-on", "removed", "--write-baseline", tmp_path / "b.yml"), "needs-older"),
        ((arf, arf, "--format", "yaml"), "unknown-format"),
        ((arf, arf, "--report", "junit"), "malformed-report"),
        ((arf, arf, "--fail-on", "score>3"), "unknown-condition"),
        ((arf, arf, "--asset", "a"), "malformed-asset"),
        ((arf, arf, "--asset", "a=b"), "unknown-asset"),
        ((arf, arf, "--baseline", arf), "malformed-yaml"),
        ((arf, arf, "--output", arf), "output-collision"),
        ((arf, arf, "--write-baseline", arf), "output-collision"),
    ):
        done = scapkit("diff", *words)
        assert done.returncode == 1 and code in done.stderr and done.stderr.count("\n") == 1, (words, done.stderr)
        assert not done.stdout
