"""A tailoring inside a datastream, and oscap that finds it there."""

from pathlib import Path

from reference import ask
from selections import selected
from shared import Run
from small_benchmark import written

OWN = ("--new-id", "shop", "--namespace", "org.example")


def test_a_datastream_holds_the_tailoring_and_oscap_finds_it(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], schemas: Path, tmp_path: Path
) -> None:
    made, theirs, ours = (tmp_path / name for name in ("ds.xml", "theirs.xml", "ours.xml"))
    change = ("--unselect", "kubelet_anonymous_auth", "--refine", "kubelet_authorization_mode:severity=low")
    done = scapkit("tailor", eks / "ssg-eks-ds.xml", "--profile", "cis-node", *OWN, *change, "--datastream", made)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    checked = scapkit("validate", made, "--schemas", schemas)
    assert checked.returncode == 0, checked.stdout
    name = "scap_org.example_cref_shop-tailoring.xml"
    words = ("--tailoring-id", name, "--profile", "xccdf_org.example_profile_shop")
    ask([oscap, "xccdf", "eval", *words, "--results", str(theirs), str(made)], trees["passing"], makes=theirs)
    scapkit("evaluate", made, *words, "--dump", trees["passing"], "--xccdf-results", ours)
    assert selected(ours) == selected(theirs)
    assert len(selected(ours)) == 14
    again = scapkit("tailor", made, "--profile", "cis", *OWN, "--datastream", tmp_path / "again.xml")
    assert "duplicate-component" in again.stderr


def test_only_a_datastream_that_nobody_signed_can_hold_a_tailoring(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    words = ("--datastream", "out.xml", "--output", "t.xml")
    done = scapkit("tailor", written(tmp_path), "--profile", "base", *words, cwd=tmp_path)
    assert "not-datastream: only a datastream can hold a tailoring" in done.stderr
    text = (eks / "ssg-eks-ds.xml").read_text(encoding="utf-8")
    end = "</ds:data-stream-collection>"
    signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
    extended = f'<ds:extended-component id="s">{signature}</ds:extended-component>'
    (tmp_path / "signed.xml").write_text(text.replace(end, extended + end), encoding="utf-8")
    done = scapkit("tailor", "signed.xml", "--profile", "cis", *words, cwd=tmp_path)
    assert "signed-content" in done.stderr
    assert not (tmp_path / "t.xml").exists()
    assert not (tmp_path / "out.xml").exists()


def test_a_profile_may_take_over_the_id_of_what_it_extends(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    """NIST IR 7275r4, table 30: the tailoring's profile stands before the benchmark's, which it extends."""
    content, file, theirs, ours = eks / "ssg-eks-ds.xml", *(tmp_path / name for name in ("t.xml", "r.xml", "o.xml"))
    made = ("--profile", "cis-node", "--new-id", "cis-node", "--unselect", "kubelet_anonymous_auth")
    told = scapkit("tailor", content, *made, "--output", file, "--explain").stdout
    assert "rules: 1 removed\n\nrule kubelet_anonymous_auth\n" in told
    assert scapkit("tailor", content, "--tailoring", file, "--explain").stdout == told
    profile = ("--profile", "xccdf_org.ssgproject.content_profile_cis-node")
    words = (oscap, "xccdf", "eval", "--tailoring-file", str(file), *profile, "--results", str(theirs), str(content))
    ask(words, trees["passing"], makes=theirs)
    scapkit("evaluate", content, "--tailoring", file, *profile, "--dump", trees["passing"], "--xccdf-results", ours)
    assert selected(ours) == selected(theirs)
    assert len(selected(ours)) == 14
