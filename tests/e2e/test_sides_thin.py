"""`scapkit thin` and `scapkit split`: less of a datastream, and its documents on their own."""

import json
import random
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from scapkit.api import validate
from scapkit.names import OVAL_DEF, XCCDF
from scapkit.xccdf.items import rules_of
from scapkit.xmlio.content import open_content
from shared import Run
from small_benchmark import written

X, O = f"{{{XCCDF}}}", f"{{{OVAL_DEF}}}"  # noqa: E741


def thin(scapkit: Run, content: Path, out: Path, *words: str) -> Path:
    done = scapkit("thin", content, *words, "--output", out)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "profile_thin" in done.stderr
    return out


def rule_ids(path: Path) -> list[str]:
    return [each.get("id", "").rpartition("_rule_")[2] for each in etree.parse(path).iter(f"{X}Rule")]


@pytest.mark.parametrize(("product", "number"), [("eks", 1), ("eks", 7), ("firefox", 1), ("chromium", 3)])
def test_what_is_left_is_valid_the_same_and_accepted_by_oscap(
    scapkit: Run, oscap: str, schemas: Path, public_content: Path, tmp_path: Path, product: str, number: int
) -> None:
    content = public_content / f"ssg-{product}-ds.xml"
    known = [rule.id for rule in rules_of(open_content(str(content)).bare_benchmark)]
    wanted = random.Random(number).sample(known, number)
    path = thin(scapkit, content, tmp_path / "thin-ds.xml", *(word for each in wanted for word in ("--rule", each)))
    assert path.stat().st_size < content.stat().st_size / 2
    assert [str(each) for each in validate([str(path)], str(schemas), {}).errors] == []
    done = subprocess.run([oscap, "ds", "sds-validate", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert {f"xccdf_org.ssgproject.content_rule_{each}" for each in rule_ids(path)} >= set(wanted)
    compared = json.loads(scapkit("diff-content", content, path, "--format", "json").stdout)
    left = [each for each in compared["changes"] if each["aspect"] != "removed" and each["subject"] != "profile"]
    assert left == []


def test_what_is_left_of_a_built_datastream_is_valid(scapkit: Run, eks: Path, schemas: Path, tmp_path: Path) -> None:
    path = thin(scapkit, eks / "ssg-eks-ds.xml", tmp_path / "ds.xml", "--rule", "kubelet_anonymous_auth")
    assert [str(each) for each in validate([str(path)], str(schemas), {}).errors] == []


def test_a_rule_is_judged_as_before(scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path) -> None:
    path = thin(scapkit, eks / "ssg-eks-ds.xml", tmp_path / "ds.xml", "--rule", "kubelet_anonymous_auth")
    for name in ("passing", "failing", "empty"):
        verdicts = []
        for content, profile in ((eks / "ssg-eks-ds.xml", "cis-node"), (path, "thin")):
            out = tmp_path / "out.json"
            words = ("--dump", trees[name], "--rule", "kubelet_anonymous_auth", "--json", out)
            scapkit("evaluate", content, "--profile", profile, *words)
            rules = json.loads(out.read_text(encoding="utf-8"))["rules"]
            verdicts.append([each["result"] for each in rules if each["id"].endswith("kubelet_anonymous_auth")])
        assert verdicts[0] == verdicts[1] and len(verdicts[0]) == 1


def test_only_the_parts_of_the_check_are_left(scapkit: Run, public_content: Path, tmp_path: Path) -> None:
    content = public_content / "ssg-firefox-ds.xml"
    path = thin(scapkit, content, tmp_path / "ds.xml", "--rule", "firefox_policy-autoplay_video")
    assert rule_ids(path) == ["firefox_policy-autoplay_video"]
    definitions = [each.get("id", "") for each in etree.parse(path).iter(f"{O}definition")]
    assert "oval:ssg-firefox_policy-autoplay_video:def:1" in definitions
    assert len(definitions) <= 3
    assert len(list(etree.parse(path).iter(f"{X}Profile"))) == 1


def test_the_same_rules_give_the_same_bytes(scapkit: Run, public_content: Path, tmp_path: Path) -> None:
    content = public_content / "ssg-eks-ds.xml"
    words = ("--rule", "audit_logging", "--rule", "kubelet_anonymous_auth")
    made = [
        scapkit("thin", content, *words, "--profile", "cis", PYTHONHASHSEED=seed, cwd=tmp_path).stdout for seed in "12"
    ]
    assert made[0] == made[1] and "audit_logging" in made[0]


def test_a_rule_keeps_what_it_requires_and_forgets_what_it_conflicts_with(
    scapkit: Run, public_content: Path, tmp_path: Path
) -> None:
    content = tmp_path / "in-ds.xml"
    text = (public_content / "ssg-firefox-ds.xml").read_text(encoding="utf-8")
    name = "xccdf_org.ssgproject.content_rule_firefox_policy-"
    start = text.index(f'id="{name}autoplay_video"')
    place = text.index("<xccdf-1.2:fix ", start)
    more = f'<xccdf-1.2:requires idref="{name}addons_permission"/><xccdf-1.2:conflicts idref="{name}dns_over_https"/>'
    content.write_text(text[:place] + more + text[place:], encoding="utf-8")
    path = thin(scapkit, content, tmp_path / "ds.xml", "--rule", "firefox_policy-autoplay_video")
    assert sorted(rule_ids(path)) == ["firefox_policy-addons_permission", "firefox_policy-autoplay_video"]
    assert "conflicts" not in path.read_text(encoding="utf-8")


def test_what_cannot_be_thinned_is_told_and_nothing_is_written(
    scapkit: Run, public_content: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xml"
    content = public_content / "ssg-eks-ds.xml"
    for words, code in (
        ((content, "--rule", "audit_loging", "--rule", "nothing"), "unknown-rule"),
        ((content, "--rule", "audit_logging", "--profile", "cos"), "unknown-profile"),
        ((written(tmp_path), "--rule", "umask"), "not-a-datastream"),
    ):
        done = scapkit("thin", *words, "--output", out)
        assert done.returncode == 1 and code in done.stderr and not out.exists()
    done = scapkit("thin", content, "--rule", "audit_loging", "--rule", "nothing")
    assert "did you mean audit_logging?" in done.stderr and done.stderr.count("unknown-rule") == 2


def test_the_documents_of_a_datastream_work_on_their_own(
    scapkit: Run, oscap: str, public_content: Path, tmp_path: Path
) -> None:
    done = scapkit("split", public_content / "ssg-firefox-ds.xml", "--output", tmp_path / "parts")
    assert (done.returncode, done.stderr) == (0, "")
    names = {Path(line).name for line in done.stdout.splitlines()}
    assert names == {f"ssg-firefox-{part}.xml" for part in ("xccdf", "oval", "ocil", "cpe-dictionary", "cpe-oval")}
    for words, part in ((("oval", "validate"), "oval"), (("cpe", "validate"), "cpe-dictionary")):
        path = tmp_path / "parts" / f"ssg-firefox-{part}.xml"
        assert subprocess.run([oscap, *words, path], capture_output=True, check=False).returncode == 0
    whole = scapkit("table", public_content / "ssg-firefox-ds.xml", "--kind", "rules").stdout
    assert scapkit("table", tmp_path / "parts" / "ssg-firefox-xccdf.xml", "--kind", "rules").stdout == whole


def test_no_name_in_a_datastream_leads_out_of_the_folder(scapkit: Run, public_content: Path, tmp_path: Path) -> None:
    text = (public_content / "ssg-eks-ds.xml").read_text(encoding="utf-8")
    bad = tmp_path / "in" / "bad-ds.xml"
    bad.parent.mkdir()
    evil = text.replace('name="ssg-eks-oval.xml"', 'name="../../evil.xml"').replace(
        "_cref_ssg-eks-ocil", "_cref_../../x"
    )
    bad.write_text(evil, encoding="utf-8")
    done = scapkit("split", bad, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert {path.parent for path in tmp_path.rglob("*.xml")} == {tmp_path / "in", tmp_path / "out"}
