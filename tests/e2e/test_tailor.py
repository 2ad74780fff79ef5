"""scapkit tailor, from the command line to what oscap makes of the tailoring."""

import json
from pathlib import Path

import pytest
from lxml import etree

from reference import ask
from selections import selected
from shared import Run
from small_benchmark import written

TIME = "1767323045"  # 2026-01-02T03:04:05Z
X = "{http://checklists.nist.gov/xccdf/1.2}"
PREFIX = "xccdf_org.ssgproject.content"
FROM = """id: shop
version: 3
namespace: org.example
profiles:
- id: shop-node
  extends: cis-node
  title: Nodes of the shop
  select: [kubelet_anonymous_auth]
  unselect: [kubelet_enable_iptables_util_chains, kubelet_enable_streaming_connections]
  refine:
    kubelet_anonymous_auth: {severity: low}
- id: shop
  extends: cis-1.8
  set: {var_audit_log_retention_days: 365}
"""


def test_oscap_selects_by_our_tailoring_what_we_select(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], schemas: Path, tmp_path: Path
) -> None:
    content, file = eks / "ssg-eks-ds.xml", tmp_path / "t.xml"
    (tmp_path / "t.yml").write_text(FROM, encoding="utf-8")
    done = scapkit("tailor", content, "--from", "t.yml", "--output", file, cwd=tmp_path, SOURCE_DATE_EPOCH=TIME)
    assert done.returncode == 0, done.stderr
    assert [line.partition("needless-change")[2] for line in done.stderr.splitlines()] == [
        ": kubelet_anonymous_auth is so already"
    ]
    checked = scapkit("validate", file, "--schemas", schemas)
    assert checked.returncode == 0, checked.stdout
    root = etree.parse(file).getroot()
    assert root.get("id") == "xccdf_org.example_tailoring_shop"
    version = root.find(f"{X}version")
    assert version is not None
    assert (version.text, version.get("time")) == ("3", "2026-01-02T03:04:05Z")
    profile = "xccdf_org.example_profile_shop-node"
    words = ("--tailoring", file, "--profile", profile, "--dump", trees["passing"], "--xccdf-results")
    scapkit("evaluate", content, *words, tmp_path / "ours.xml")
    theirs = tmp_path / "theirs.xml"
    words = ("--tailoring-file", file, "--profile", profile, "--results", theirs)
    ask([oscap, "xccdf", "eval", *map(str, words), str(content)], trees["passing"], makes=theirs)
    ours, others = (selected(each) for each in (tmp_path / "ours.xml", theirs))
    assert ours == others
    assert len(ours) == 13
    assert ours[f"{PREFIX}_rule_kubelet_anonymous_auth"] == "low"


@pytest.mark.parametrize(
    ("name", "profile", "changes"),
    [
        ("ssg-eks-ds.xml", "cis", ("--unselect", "kubelet", "--select", "kubelet_anonymous_auth")),
        (
            "ssg-rhel9-ds.xml",
            "ospp",
            (
                "--unselect",
                "services",
                "--set",
                "var_password_pam_minlen=18",
                "--refine",
                "selinux_state:role=unscored",
            ),
        ),
    ],
)
def test_public_content_is_tailored_and_oscap_selects_the_same(
    scapkit: Run, oscap: str, public_content: Path, tmp_path: Path, name: str, profile: str, changes: tuple[str, ...]
) -> None:
    content, file, theirs = public_content / name, tmp_path / "t.xml", tmp_path / "theirs.xml"
    if not content.is_file():
        pytest.skip(f"there is no {name}")
    done = scapkit("tailor", content, "--profile", profile, "--new-id", "mine", *changes, "--output", file)
    assert done.returncode == 0, done.stderr
    (tmp_path / "tree").mkdir()
    words = ("--profile", f"{PREFIX}_profile_mine", "--results", str(theirs), str(content))
    ask([oscap, "xccdf", "eval", "--tailoring-file", str(file), *words], tmp_path / "tree", makes=theirs)
    judge = ("--tailoring", file, "--dump", tmp_path / "tree", "--xccdf-results", tmp_path / "ours.xml", "--quiet")
    scapkit("evaluate", content, *judge)
    assert selected(tmp_path / "ours.xml") == selected(theirs) != {}


def test_a_tailoring_is_made_changed_and_explained(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    content, file = eks / "ssg-eks-ds.xml", tmp_path / "t.xml"
    make = ("--profile", "cis-1.8", "--new-id", "shop", "--unselect", "approved_registries", "--output", file)
    assert scapkit("tailor", content, *make, SOURCE_DATE_EPOCH=TIME).returncode == 0
    change = ("--set", "var_audit_log_retention_days=365", "--refine", "audit_logging:severity=high,weight=2.0")
    done = scapkit("tailor", content, "--edit", file, *change, "--output", file, "--explain", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    changes = [tuple(each.values()) for each in json.loads(done.stdout)["changes"]]
    assert changes == [
        ("rule", "audit_log_retention", "value var_audit_log_retention_days", "90", "365"),
        ("rule", "audit_logging", "severity", "unknown", "high"),
        ("rule", "audit_logging", "weight", "1.0", "2.0"),
        ("rule", "approved_registries", "removed", "Only use approved container registries", ""),
        ("value", "var_audit_log_retention_days", "value", "90", "365"),
    ]
    root = etree.parse(file).getroot()
    assert root.findtext(f"{X}version") == "2"
    told = scapkit("tailor", content, "--tailoring", file, "--explain")
    assert (told.returncode, told.stderr) == (0, "")
    assert "(cis-1.8)\nnew: CIS Amazon Elastic" in told.stdout
    assert "[tailored] (shop)\n\nrules: 1 removed, 2 changed\nvalues: 1 changed\n" in told.stdout
    same = scapkit("tailor", content, "--tailoring", file, "--diff", "cis-1.8", "shop")
    assert same.stdout == told.stdout
    back = scapkit("tailor", content, "--edit", file, "--select", "approved_registries", "--explain")
    assert "approved_registries" not in back.stdout
    assert etree.parse(file).getroot().findtext(f"{X}version") == "2"


def test_two_profiles_of_a_content_are_compared(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("tailor", written(tmp_path), "--diff", "(default)", "base")
    assert "old: A Small Guide (default)\nnew: Base (base)" in done.stdout
    assert "rules: 5 added" in done.stdout
    assert "value umask\n  value: 022 -> 077\n" in done.stdout
    html = scapkit(
        "tailor", written(tmp_path), "--diff", "base", "base", "--format", "html", "--output", tmp_path / "d"
    )
    assert html.returncode == 0
    assert b"<html" in (tmp_path / "d").read_bytes()


def test_the_same_wish_gives_the_same_bytes(scapkit: Run, tmp_path: Path) -> None:
    words = ("tailor", written(tmp_path), "--profile", "base", "--set", "umask=027")
    first, second = (scapkit(*words, SOURCE_DATE_EPOCH=TIME).stdout for _ in range(2))
    assert first == second
    assert '<xccdf-1.2:set-value idref="xccdf_org.example_value_umask">027</xccdf-1.2:set-value>' in first
    assert 'id="xccdf_org.example_profile_base-tailored"' in first


def test_of_an_old_tailoring_what_changes_nothing_is_told_with_what_would_be_lost(scapkit: Run, tmp_path: Path) -> None:
    file = tmp_path / "t.xml"
    scapkit("tailor", written(tmp_path), "--profile", "base", "--unselect", "last", "--output", file)
    text = file.read_text(encoding="utf-8")
    remark = '<xccdf-1.2:select idref="xccdf_org.example_rule_lst" selected="true"><xccdf-1.2:remark>x</xccdf-1.2:remark></xccdf-1.2:select>'
    file.write_text(text.replace("</xccdf-1.2:Profile>", f"{remark}<!-- why --></xccdf-1.2:Profile>"), encoding="utf-8")
    done = scapkit("tailor", tmp_path / "small-xccdf.xml", "--tailoring", file, "--explain")
    assert done.returncode == 2
    assert "dangling-refinement" in done.stderr and "did you mean xccdf_org.example_rule_last?" in done.stderr
    assert "rule last\n  removed" in done.stdout
    edit = scapkit("tailor", tmp_path / "small-xccdf.xml", "--edit", file, "--select", "manual")
    assert "lost-parts: what is written anew has no more of: remark, comments" in edit.stderr


SEVERAL = "profiles:\n- {id: a, extends: base}\n- {id: b, extends: base}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--profile", "bas"], "--profile: unknown-profile: the benchmark has no profile bas (did you mean base?)"),
        (["--profile", "base", "--select", "lst"], "--select: unknown-rule: the benchmark has no rule lst (did you me"),
        (["--profile", "base", "--set", "umask"], "--set: bad-option: umask: write VALUE=X"),
        (["--profile", "base", "--refine", "last"], "--refine: bad-option: last: write ID:KEY=X"),
        (["--profile", "base", "--refine", "last:role"], "--refine: bad-option: last:role: write ID:KEY=X"),
        (["--from", "t.yml", "--select", "last"], "--from: contradicting-options: does not go with --select"),
        (["--from", "t.yml", "--profile", "base"], "--profile: contradicting-options: does not go with --from, which"),
        (["--diff", "base", "base", "--profile", "base"], "--profile: contradicting-options: does not go with --diff"),
        (["--edit", "t.xml", "--from", "t.yml"], "--from: contradicting-options: does not go with --edit"),
        (["--edit", "t.xml", "--new-id", "x"], "--edit: contradicting-options: does not go with --new-id"),
        (["--diff", "base", "base", "--set", "a=b"], "--diff: contradicting-options: does not go with --set"),
        (
            ["--diff", "base", "base", "--datastream", "x"],
            "--diff: contradicting-options: does not go with --datastream",
        ),
        (["--tailoring", "t.xml"], "--tailoring: contradicting-options: is for --explain, --diff"),
        (
            ["--edit", "t.xml", "--select", "last"],
            "t.xml: several-profiles: which of its profiles is meant? (--profile: a, b",
        ),
        (["--edit", "t.xml", "--profile", "c"], "t.xml: unknown-profile: the tailoring has no profile c (it has: a, b"),
        (["--diff", "base", "nope"], "unknown-profile: no profile nope"),
        (["--diff", "base", "base", "--format", "x"], "--format: unknown-format: no format x"),
        (["--from", "bad.yml"], "bad.yml:3:12: unknown-rule: the benchmark has no rule lsat (did you mean last?)"),
        (["--from", "bad.yml"], "bad.yml:6: unknown-profile: the benchmark has no profile bace"),
        (["--profile", "base", "--output", "small-xccdf.xml"], "output-collision"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    scapkit: Run, tmp_path: Path, words: list[str], told: str
) -> None:
    content = written(tmp_path)
    (tmp_path / "t.yml").write_text(SEVERAL, encoding="utf-8")
    bad = "profiles:\n- id: a\n  select: [lsat]\n  extends: base\n  # ...\n- id: b\n  extends: bace\n"
    (tmp_path / "bad.yml").write_text(bad, encoding="utf-8")
    scapkit("tailor", content, "--from", "t.yml", "--output", "t.xml", cwd=tmp_path)
    done = scapkit("tailor", content, *words, cwd=tmp_path)
    assert done.returncode == 1
    assert told in done.stderr, done.stderr
    assert done.stdout == ""
