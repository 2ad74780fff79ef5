"""`scapkit guide --all`: every profile of anybody's datastream, and an index."""

import re
from pathlib import Path

from shared import Run


def test_every_profile_gets_a_guide_and_the_index_leads_to_them(
    scapkit: Run, public_content: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "guides"
    done = scapkit("guide", public_content / "ssg-firefox-ds.xml", "--all", "--output", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        str(folder / "ssg-firefox-guide-stig.html"),
        str(folder / "ssg-firefox-guide-index.html"),
    ]
    index = (folder / "ssg-firefox-guide-index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"#]+)"', index)
    assert links == ["ssg-firefox-guide-stig.html"]
    alone = scapkit("guide", public_content / "ssg-firefox-ds.xml", "--profile", "stig")
    assert (folder / links[0]).read_text(encoding="utf-8") == alone.stdout


def test_what_is_built_and_what_is_rendered_later_is_the_same(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    done = scapkit("guide", eks / "ssg-eks-ds.xml", "--all", "--output", tmp_path)
    assert done.returncode == 0
    for path in map(Path, done.stdout.splitlines()):
        assert path.read_bytes() == (eks / path.name).read_bytes(), path.name


def test_a_profile_id_leads_to_no_other_folder(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    text = (eks / "ssg-eks-ds.xml").read_text(encoding="utf-8")
    bad = tmp_path / "in" / "bad-ds.xml"
    bad.parent.mkdir()
    bad.write_text(text.replace("content_profile_cis-node", "content_profile_../../evil"), encoding="utf-8")
    done = scapkit("guide", bad, "--all", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert {path.parent for path in tmp_path.rglob("*.html")} == {tmp_path / "out"}


def test_a_guide_is_of_one_profile_or_of_all(scapkit: Run, eks: Path) -> None:
    for words in ((), ("--all", "--profile", "cis")):
        done = scapkit("guide", eks / "ssg-eks-ds.xml", *words)
        assert done.returncode == 1 and "--profile" in done.stderr and done.stdout == ""


def test_the_guide_is_not_written_over_its_datastream(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    copy = tmp_path / "ds.xml"
    copy.write_bytes((eks / "ssg-eks-ds.xml").read_bytes())
    done = scapkit("guide", copy, "--profile", "cis", "--output", copy)
    assert done.returncode == 1 and "output-collision" in done.stderr
    assert copy.read_bytes() == (eks / "ssg-eks-ds.xml").read_bytes()
