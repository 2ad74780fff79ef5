"""What changed between results of real evaluations: ours, and oscap's."""

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from authored import NOW, PRODUCT, RULE, edited, project
from judged_nodes import Judge, owned_by
from reference import ask
from scapkit.api import BuildOptions, EvaluateOptions, build, evaluate
from scapkit.api.recorded.diffing import DiffOptions, diff_results
from shared import SAMPLES

LATER = "2026-02-03T04:05:06Z"


def changed(old: Path, new: Path, *same: str) -> dict[str, Any]:
    made = diff_results(DiffOptions(str(old), str(new), "json", same=same))
    data: dict[str, Any] = json.loads(made.shown)
    return data


def kinds(data: dict[str, Any]) -> dict[str, list[str]]:
    return {change["rule"]: change["kinds"] for asset in data["assets"] for change in asset["changes"]}


@pytest.mark.parametrize(("kind", "profile"), [("cluster", "cis-1.8"), ("node", "cis-1.8-node")])
def test_the_same_dump_judged_twice_gives_no_change(judge: Judge, kind: str, profile: str) -> None:
    old, new = judge(SAMPLES / kind, profile), judge(SAMPLES / kind, profile, LATER)
    data = changed(old, new)
    (asset,) = data["assets"]
    assert (data["counts"], asset["scope"], asset["remarks"], asset["status"]) == ({}, [], [], "compared")
    assert asset["unchanged"] == asset["rules"] > 20


def test_a_change_of_the_tree_is_told_and_nothing_else(judge: Judge, tmp_path: Path) -> None:
    old, new = (judge(owned_by(tmp_path, *owner), "cis-1.8-node") for owner in ((0, 0), (7, 8)))
    data = changed(old, new)
    rules = {"file_owner_worker_kubeconfig": "user_id 7", "file_groupowner_worker_kubeconfig": "group_id 8"}
    assert kinds(data) == {rule: ["newly-failing"] for rule in rules}
    for change in data["assets"][0]["changes"]:
        (came,) = change["came"]
        assert came["text"] == f"/var/lib/kubelet/kubeconfig: {rules[change['rule']]}"
    assert kinds(changed(new, old)) == {rule: ["fixed"] for rule in rules}
    third = judge(owned_by(tmp_path, 9, 8), "cis-1.8-node")
    data = changed(new, third)
    assert kinds(data) == {"file_owner_worker_kubeconfig": ["changed-evidence"]}
    assert data["assets"][0]["changes"][0]["changed"] == [
        {
            "key": "/var/lib/kubelet/kubeconfig: user_id",
            "old": "/var/lib/kubelet/kubeconfig: user_id 7",
            "new": "/var/lib/kubelet/kubeconfig: user_id 9",
        }
    ]


def test_a_rule_that_fails_for_one_more_thing_shows(judge: Judge, tmp_path: Path) -> None:
    more = tmp_path / "more"
    shutil.copytree(SAMPLES / "cluster", more)
    manifest = json.loads((more / "manifest.json").read_text(encoding="utf-8"))
    one = b'"Namespace/reporting: enforces no level"'
    for each in manifest["requirements"]:
        if "/namespaces#" in each["key"]:
            path = more / each["path"]
            data = path.read_bytes().replace(one, b'"Namespace/billing: enforces no level", ' + one)
            path.write_bytes(data)
            each |= {"sha256": sha256(data).hexdigest(), "size": len(data)}
    (more / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    old, new = judge(SAMPLES / "cluster", "cis-1.8"), judge(more, "cis-1.8")
    told = changed(old, new)
    assert told["counts"] == {"changed-evidence": 2}
    for change in told["assets"][0]["changes"]:
        assert [each["key"] for each in change["came"]] == ["Namespace/billing: enforces no level"]
        assert (change["went"], change["fails_anew"]) == ([], True)
    assert not any(change["fails_anew"] for change in changed(new, old)["assets"][0]["changes"])


def test_what_is_no_longer_collected_is_not_fixed(judge: Judge, tmp_path: Path) -> None:
    old = judge(owned_by(tmp_path, 7, 0), "cis-1.8-node")
    bare = owned_by(tmp_path, 7, 1)
    manifest = json.loads((bare / "manifest.json").read_text(encoding="utf-8"))
    for each in manifest["requirements"]:
        if each["key"].startswith("/var/lib/kubelet"):
            each.update(status="forbidden", message="Permission denied")
    (bare / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    lines = (bare / "files.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (bare / "files.jsonl").write_text(
        "".join(each for each in lines if "/var/lib/kubelet" not in each), encoding="utf-8"
    )
    data = changed(old, judge(bare, "cis-1.8-node"))
    told = {change["rule"]: change for change in data["assets"][0]["changes"]}
    change = told["file_owner_worker_kubeconfig"]
    assert (change["kinds"], change["went"], change["new"]["result"]) == (["no-longer-judged"], [], "unknown")
    assert change["new"]["reasons"] and not change["fails_anew"]


def test_results_without_evidence_are_compared_by_outcome(judge: Judge, tmp_path: Path) -> None:
    thin = tmp_path / "thin.xml"
    full = judge(SAMPLES / "cluster", "cis-1.8", xccdf_results=str(thin))
    for pair in ((full, thin), (thin, full)):
        data = changed(*pair)
        assert data["counts"] == {}
        assert "do not say of every failure what was found" in data["assets"][0]["remarks"][0]


def test_an_arf_of_oscap_and_ours_of_the_same_tree_tell_the_same(
    oscap: str, eks: Path, judge: Judge, trees: dict[str, Path], tmp_path: Path
) -> None:
    profile = "xccdf_org.ssgproject.content_profile_cis-node"
    for name in ("mixed", "failing", "empty"):
        arf = tmp_path / f"{name}.xml"
        words = [oscap, "xccdf", "eval", "--profile", profile, "--results-arf", arf, eks / "ssg-eks-ds.xml"]
        ask(words, trees[name], makes=arf)
        data = changed(arf, judge(trees[name], "cis-node"))
        (asset,) = data["assets"]
        assert (asset["status"], asset["scope"], data["counts"]) == ("compared", [], {}), name
        assert asset["failing"] and asset["old"]["tool"] != asset["new"]["tool"]
        assert "judged by another tool" in asset["remarks"][0]


def test_of_another_version_those_rules_are_compared_whose_checks_are_the_same(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "etc").mkdir(parents=True)
    (tree / "etc/tiny").write_text("x", encoding="utf-8")
    (tree / "etc/conf").write_text("x", encoding="utf-8")

    def results(name: str, changes: dict[str, str | None]) -> Path:
        source = str(project(tmp_path / name, changes))
        made = build(BuildOptions("tiny", source, str(tmp_path / name / "out"), guides=False), NOW)
        arf = tmp_path / f"{name}.xml"
        evaluate(EvaluateOptions(made.datastream, str(tree), profile="base", arf=str(arf)), NOW)
        return arf

    newer = edited(PRODUCT, "version: '1.2.3'", "version: '2.0'")
    old, same, other = (
        results("old", {}),
        results("same", newer),
        results("other", {**newer, **edited(RULE, "filepath: /etc/conf", "filepath: /etc/other")}),
    )
    data = changed(old, same)
    assert data["counts"] == {} and data["assets"][0]["scope"][0]["what"] == "version of the benchmark"
    data = changed(old, other)
    assert kinds(data) == {"conf_owner": ["incomparable"]}
    assert "its check (OVAL) judges otherwise" in data["assets"][0]["changes"][0]["notes"][0]


def test_waivers_that_come_and_expire_are_told(judge: Judge, tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.yml"
    entry = "{rule: secret_encryption, asset: '*', result: pass, authority: Bo, reason: later, expires: 2026-01-31}"
    waivers.write_text(f"waivers:\n- {entry}\n", encoding="utf-8")
    bare = judge(SAMPLES / "cluster", "cis-1.8")
    during, after = (judge(SAMPLES / "cluster", "cis-1.8", now, waivers=str(waivers)) for now in (NOW, LATER))
    data = changed(bare, during)
    assert kinds(data) == {"secret_encryption": ["waived"]}
    assert data["assets"][0]["old"]["score"] < data["assets"][0]["new"]["score"]
    data = changed(during, after)
    assert kinds(data) == {"secret_encryption": ["waiver-expired"]}
    (change,) = data["assets"][0]["changes"]
    assert (change["fails_anew"], change["came"], change["old"]["original"]) == (True, [], "fail")
    assert kinds(changed(during, bare)) == {"secret_encryption": ["waiver-ended"]}
    text = diff_results(DiffOptions(str(during), str(after))).shown.decode()
    assert "it expired on 2026-01-31" in text and "found: arn:aws:eks:" in text


def test_a_pass_that_is_waived_to_fail_fails_anew_on_the_same_evidence(judge: Judge, tmp_path: Path) -> None:
    waivers = tmp_path / "waivers.yml"
    entry = "rule: cluster_access_entries, asset: '*', was: pass, result: fail, authority: Bo, reason: no, expires: 2026-01-31"
    waivers.write_text(f"waivers:\n- {{{entry}}}\n", encoding="utf-8")
    bare = judge(SAMPLES / "cluster", "cis-1.8")
    during = judge(SAMPLES / "cluster", "cis-1.8", NOW, waivers=str(waivers))
    data = changed(bare, during)
    assert kinds(data) == {"cluster_access_entries": ["newly-failing", "waived"]}
    assert data["assets"][0]["changes"][0]["fails_anew"]
    assert kinds(changed(during, bare)) == {"cluster_access_entries": ["waiver-ended"]}
    html = diff_results(DiffOptions(str(bare), str(during), format="html")).shown.decode()
    assert "1 newly failing, 1 waived; 40 rules unchanged" in html and "nothing" not in html.partition("<main")[2]
