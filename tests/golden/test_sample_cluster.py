"""The sample cluster is what the content of today would collect of it."""

from pathlib import Path
from shutil import copytree, rmtree

from authored import NOW
from sample_cluster import write_sample
from scapkit.api.projects.building import BuildOptions, build
from shared import REPOSITORY, SAMPLES


def test_sample_is_what_would_be_collected(tmp_path: Path, update_golden: bool) -> None:
    """A filter that was changed gives answers of another name: run with --update-golden then."""
    made = build(BuildOptions("eks", str(REPOSITORY), str(tmp_path / "out"), guides=False), NOW)
    write_sample(Path(made.datastream), tmp_path / "cluster")
    if update_golden:
        rmtree(SAMPLES / "cluster")
        copytree(tmp_path / "cluster", SAMPLES / "cluster")
    assert files(tmp_path / "cluster") == files(SAMPLES / "cluster")


def files(folder: Path) -> dict[str, bytes]:
    """What is in a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
