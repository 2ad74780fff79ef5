"""No output takes the place of evidence or content."""

import tarfile
from pathlib import Path

import pytest

from referring import OVAL, write_benchmark, write_tree
from shared import Run


@pytest.mark.parametrize(
    "output",
    ["tree/etc/app.conf", "tree/new.html", "link/new.html", "app-oval.xml", "sub/../app-oval.xml", "dump.tar"],
)
def test_an_output_over_anything_that_was_read_is_refused(scapkit: Run, tmp_path: Path, output: str) -> None:
    content, tree = write_benchmark(tmp_path, "app-oval.xml"), write_tree(tmp_path)
    (tmp_path / "app-oval.xml").write_text(OVAL, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to("tree")
    with tarfile.open(tmp_path / "dump.tar", "w") as tar:
        tar.add(tree, "")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    dump = tmp_path / "dump.tar" if output == "dump.tar" else tree
    done = scapkit("evaluate", content, "--dump", dump, "--json", "j.json", "--html", output, cwd=tmp_path)
    assert done.returncode == 1 and "output-collision" in done.stderr, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_an_output_beside_what_was_read_is_written(scapkit: Run, tmp_path: Path) -> None:
    content, tree = write_benchmark(tmp_path, "app-oval.xml"), write_tree(tmp_path)
    (tmp_path / "app-oval.xml").write_text(OVAL, encoding="utf-8")
    done = scapkit("evaluate", content, "--dump", tree, "--html", "tree.html", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "") and (tmp_path / "tree.html").is_file()
